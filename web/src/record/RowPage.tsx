// A row as a page of its own, for links from search, reports and messages.
import { Button } from 'antd';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { Schema } from '../api/wire';
import { useChange, useGo, useSearchState } from '../frame/address';
import { Broken } from '../frame/Broken';
import { NotFound } from '../frame/NotFound';
import { Page, PageSkeleton } from '../frame/Page';
import { headingOf, nameOf } from './compile';
import { metaQ, rowQ } from './queries';
import { RecordForm } from './RecordForm';
import { RowButtons, RowTitle, RowView } from './RowView';
import { useActs } from './useActs';
import { useWords } from './words';

export default function RowPage() {
  const { type = '', id = '' } = useParams({ strict: false }) as { type?: string; id?: string };
  const { data: schema, error } = useQuery(metaQ(type));
  const row = useQuery(rowQ(type, id));
  const failed = error ?? row.error;
  if (failed && !row.data)
    return (failed as { status?: number }).status === 404 ? <NotFound /> : <Broken error={failed} reset={() => void row.refetch()} />;
  return schema ? <Body type={type} id={id} schema={schema} /> : <PageSkeleton />;
}

function Body({ type, id, schema }: { type: string; id: string; schema: Schema }) {
  const t = useWords();
  const go = useGo();
  const change = useChange();
  const { form } = useSearchState();
  const { data: row } = useQuery(rowQ(type, id));
  const acts = useActs(type, schema, () => go(`/r/${type}`));
  return (
    <Page
      title={row ? headingOf(schema, row, t.lang) || '—' : nameOf(schema, t.lang)}
      remark={nameOf(schema, t.lang)}
      actions={
        <>
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go(`/r/${type}`)}>
            {t('backToList')}
          </Button>
          <RowButtons type={type} schema={schema} row={row} start={acts.start} edit={() => change({ form: id }, true)} />
        </>
      }>
      <div className="panel pad">
        {row?.ended_at ? (
          <p>
            <RowTitle schema={schema} row={row} />
          </p>
        ) : null}
        <RowView type={type} schema={schema} row={row} />
      </div>
      <RecordForm type={type} schema={schema} id={form} close={() => change({ form: undefined })} />
      {acts.dialogs}
    </Page>
  );
}
