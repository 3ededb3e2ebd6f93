// The buttons at the top right of a list: new, import, export, and the record type's own verbs.
import { useState } from 'react';
import { Button, Dropdown, Grid } from 'antd';
import { DownloadOutlined, MoreOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { query } from '../api/client';
import { may } from '../api/session';
import type { Verb } from '../api/wire';
import { useSite } from '../frame/site';
import { typeActs } from './acts';
import { metaOf, nameOf } from './compile';
import { DownloadButton, useDownload } from './DownloadButton';
import { ImportDialog } from './ImportDialog';
import { rowsMeant } from './state';
import type { ListModel } from './useList';
import { useWords } from './words';

/** Where the workbook with the rows and columns that the list means comes from. */
export function exportPath(list: ListModel, site: Parameters<typeof rowsMeant>[2]): string {
  const sort = list.state.sort ? { sort: list.state.sort } : {};
  return `/records/${list.type}/export.xlsx${query({ ...rowsMeant(list.state, list.schema, site), ...sort, cols: list.columns.map((c) => c.key).join(',') })}`;
}

export function ListActions({ list, start, creates }: { list: ListModel; start: (verb: Verb) => void; creates: boolean }) {
  const t = useWords();
  const { site } = useSite();
  const wide = Grid.useBreakpoint().md !== false;
  const [importing, setImporting] = useState(false);
  const imports = may(list.me, list.type, 'import') && !metaOf(list.schema).kept_by_house;
  const exports = may(list.me, list.type, 'export');
  const verbs = typeActs(list.me, list.type, list.schema);
  const file = exportPath(list, site),
    name = `${nameOf(list.schema, t.lang)}.xlsx`;
  const saving = useDownload();
  const narrow = [
    ...(imports ? [{ key: 'import', icon: <UploadOutlined aria-hidden />, label: t('import'), onClick: () => setImporting(true) }] : []),
    ...(exports ? [{ key: 'export', icon: <DownloadOutlined aria-hidden />, label: t('export'), onClick: () => saving.start(file, name) }] : []),
    ...verbs.slice(creates ? 0 : 1).map((v) => ({ key: v.name, label: t.of(v), onClick: () => start(v) })),
  ];
  const [first, ...rest] = verbs;
  return (
    <>
      {wide && imports ? (
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
          {t('import')}
        </Button>
      ) : null}
      {wide && exports ? (
        <DownloadButton icon={<DownloadOutlined aria-hidden />} path={file} name={name}>
          {t('export')}
        </DownloadButton>
      ) : null}
      {wide && creates
        ? verbs.map((v) => (
            <Button key={v.name} onClick={() => start(v)}>
              {t.of(v)}
            </Button>
          ))
        : null}
      {wide && !creates
        ? rest.map((v) => (
            <Button key={v.name} onClick={() => start(v)}>
              {t.of(v)}
            </Button>
          ))
        : null}
      {!wide && narrow.length ? (
        <Dropdown trigger={['click']} menu={{ items: narrow }}>
          <Button icon={<MoreOutlined aria-hidden />} aria-label={t('more')} />
        </Dropdown>
      ) : null}
      {creates ? (
        <Button type="primary" icon={<PlusOutlined aria-hidden />} aria-keyshortcuts="n" onClick={() => list.open({ form: 'new' })}>
          {t('create')}
        </Button>
      ) : null}
      {!creates && first ? (
        <Button type="primary" onClick={() => start(first)}>
          {t.of(first)}
        </Button>
      ) : null}
      <ImportDialog type={list.type} schema={list.schema} open={importing} close={() => setImporting(false)} />
    </>
  );
}
