// The change log: who did what, when, from where and to which row, newest first; a line opens to what it changed.
import { useState } from 'react';
import { Button, Empty, Result, Skeleton } from 'antd';
import { DownOutlined, DownloadOutlined, RightOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { query } from '../../api/client';
import { sentence } from '../../api/problem';
import { may, typesQ, useMe } from '../../api/session';
import type { LogLine } from '../../api/wire';
import { To, useSearchState } from '../../frame/address';
import { Page } from '../../frame/Page';
import { compile, singular } from '../../record/compile';
import { DownloadButton } from '../../record/DownloadButton';
import { moment } from '../../record/format';
import { Changes } from '../../record/History';
import { metaQ } from '../../record/queries';
import { AuditFilters } from './AuditFilters';
import { asked, logQ, type Asked } from './log';
import { useWords } from './words';

export default function Audit() {
  const t = useWords();
  const me = useMe();
  const filters = asked(useSearchState());
  return (
    <Page
      title={t('audit')}
      remark={t('auditHint')}
      actions={
        may(me, 'history', 'export') ? (
          <DownloadButton icon={<DownloadOutlined aria-hidden />} path={`/history/export.xlsx${query(filters)}`} name={`${t('audit')}.xlsx`}>
            {t('export')}
          </DownloadButton>
        ) : null
      }>
      <div className="panel">
        <AuditFilters />
        <Log filters={filters} />
      </div>
    </Page>
  );
}

function Log({ filters }: { filters: Asked }) {
  const t = useWords();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(logQ(filters));
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  if (error && !data)
    return (
      <Result
        status="warning"
        title={t('loadFailed')}
        subTitle={sentence(error, t.lang)}
        extra={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
      />
    );
  if (!data)
    return (
      <div className="pad">
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  if (!lines.length)
    return (
      <div className="nothing">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<b>{t('nothing')}</b>} />
      </div>
    );
  return (
    <>
      <ul className="log">
        {lines.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="pad">
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('earlier')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

export function Line({ line }: { line: LogLine }) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const { data: types = [] } = useQuery(typesQ);
  const kind = types.find((type) => type.type === line.record);
  return (
    <li>
      <Button
        type="text"
        size="small"
        aria-expanded={open}
        aria-label={t('changes', { n: line.seq })}
        icon={open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        onClick={() => setOpen(!open)}
      />
      <span className="log-when muted num">{moment(line.at)}</span>
      <div className="log-what">
        <b>{line.actor || t('house')}</b> {t.of(line)} <span className="muted">{kind ? singular(t.of(kind), t.lang) : line.record}</span> <RowName line={line} />
        <span className="log-from muted small">{line.origin === 'command line' ? t('commandLine') : line.origin}</span>
      </div>
      {open ? <Opened line={line} /> : null}
    </li>
  );
}

/** A row that is there opens; of one that was deleted, the log is all there is. */
function RowName({ line }: { line: LogLine }) {
  const t = useWords();
  const name = line.name ? t.of(line.name) : t('unnamed');
  if (!line.row) return null;
  if (line.there) return <To path={`/r/${line.record}/${line.row}`}>{name}</To>;
  return (
    <>
      <To path="/system/audit" search={{ kind: line.record, id: line.row }}>
        {name}
      </To>{' '}
      <span className="muted">{t('deleted')}</span>
    </>
  );
}

function Opened({ line }: { line: LogLine }) {
  const t = useWords();
  const { data: schema } = useQuery(metaQ(line.record));
  if (!schema) return <Skeleton active title={false} className="log-changes" />;
  return (
    <div className="log-changes">
      <Changes type={line.record} event={line} fields={compile(schema, t.lang)} none={<span className="muted small">{t('noFields')}</span>} />
    </div>
  );
}
