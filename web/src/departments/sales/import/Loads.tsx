// What was imported before, newest first, and taking a load back.
import { Button, Empty, Grid, Result, Skeleton, Table } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { query, read } from '../../../api/client';
import { sentence } from '../../../api/problem';
import { useMe } from '../../../api/session';
import type { List, Row, Schema } from '../../../api/wire';
import { useChange, useSearchState } from '../../../frame/address';
import { spanText } from '../../../measure/period';
import { thousands } from '../../../record/format';
import { rowActs } from '../../../record/acts';
import { Cell } from '../../../record/Cell';
import { compile, type Field } from '../../../record/compile';
import { DetailDrawer } from '../../../record/DetailDrawer';
import { useActs } from '../../../record/useActs';
import { useWords } from './words';

const PAGE = 30;
const RIGHT = new Set(['money', 'decimal', 'integer']);

export function Loads({ schema, start }: { schema: Schema; start: () => void }) {
  const t = useWords();
  const change = useChange();
  const { open } = useSearchState();
  const acts = useActs('batch', schema);
  const asked = useInfiniteQuery({
    queryKey: ['records', 'batch', 'all'],
    initialPageParam: '',
    getNextPageParam: (last: List) => last.next ?? undefined,
    queryFn: ({ pageParam }) => read<List>(`/records/batch${query({ size: PAGE, sort: '-loaded_at', after: pageParam })}`),
  });
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="panel">
      {asked.error && !asked.data ? (
        <Result
          status="warning"
          title={t('loadFailed')}
          subTitle={sentence(asked.error, t.lang)}
          extra={<Button onClick={() => void asked.refetch()}>{t('retry')}</Button>}
        />
      ) : null}
      {!asked.data && !asked.error ? (
        <div className="pad">
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      ) : null}
      {asked.data && !rows.length ? <None start={start} /> : null}
      {rows.length ? <Rows schema={schema} rows={rows} undo={acts.start} open={(id) => change({ open: id }, true)} /> : null}
      {asked.hasNextPage ? (
        <div className="pad">
          <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      <DetailDrawer type="batch" schema={schema} id={open} close={() => change({ open: undefined })} />
      {acts.dialogs}
    </div>
  );
}

function None({ start }: { start: () => void }) {
  const t = useWords();
  const words = (
    <>
      <b>{t('none')}</b>
      <p>{t('noneHint')}</p>
    </>
  );
  return (
    <div className="nothing-here">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words}>
        <Button type="primary" onClick={start}>
          {t('start')}
        </Button>
      </Empty>
    </div>
  );
}

type RowsProps = { schema: Schema; rows: Row[]; undo: ReturnType<typeof useActs>['start']; open: (id: string) => void };

/** The columns in their order, each with its width; the first and the last day share one. */
const COLUMNS: [string, number][] = [
  ['name', 180],
  ['state', 88],
  ['site_id', 124],
  ['rows', 100],
  ['refused', 76],
  ['amount', 160],
  ['from_day', 204],
  ['loaded_at', 150],
];
const NARROW = new Set(['name', 'state']);
const NARROW_PX: Record<string, number> = { name: 164, state: 88 };
const ACTS_PX = 96;
const ACTS_NARROW_PX = 88;

/** A phone has no room for columns: the days and the rows stand below the file. */
function Brief({ row }: { row: Row }) {
  const t = useWords();
  return (
    <div className="muted small num load-brief">
      {row.from_day ? <div>{spanText({ from: String(row.from_day), to: String(row.to_day) })}</div> : null}
      <div>{t('rowsOf', { n: thousands(String(row.rows ?? 0)) })}</div>
    </div>
  );
}

function useColumns(schema: Schema, open: (id: string) => void) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const fields = compile(schema, t.lang);
  const shown = (field: Field, row: Row) => {
    if (field.key === 'name')
      return (
        <>
          <button type="button" className="figure clip load-name" onClick={() => open(row.id)}>
            {String(row.name)}
          </button>
          {wide ? null : <Brief row={row} />}
        </>
      );
    if (field.key === 'from_day' && row.from_day)
      return <span className="num">{spanText({ from: String(row.from_day), to: String(row.to_day) })}</span>;
    return <Cell field={field} row={row} type="batch" />;
  };
  return COLUMNS.filter(([key]) => wide || NARROW.has(key)).flatMap(([key, width]) =>
    fields
      .filter((field) => field.key === key)
      .map((field) => ({
        key,
        title: key === 'from_day' ? t('period') : field.title,
        width: wide ? width : (NARROW_PX[key] ?? width),
        ellipsis: true,
        ...(RIGHT.has(field.kind) ? { align: 'right' as const } : {}),
        render: (_: unknown, row: Row) => shown(field, row),
      })),
  );
}

function Rows({ schema, rows, undo, open }: RowsProps) {
  const t = useWords();
  const me = useMe();
  const columns = useColumns(schema, open);
  const actsPx = Grid.useBreakpoint().md === false ? ACTS_NARROW_PX : ACTS_PX;
  const acts = {
    key: 'acts',
    title: t('actions'),
    width: actsPx,
    fixed: 'end' as const,
    render: (_: unknown, row: Row) =>
      rowActs(me, 'batch', schema, row).map((verb) => (
        <Button key={verb.name} type="text" size="small" onClick={() => undo(verb, row)}>
          {t.of(verb)}
        </Button>
      )),
  };
  const x = columns.reduce((sum, column) => sum + column.width, actsPx);
  return <Table<Row> size="middle" rowKey="id" pagination={false} dataSource={rows} columns={[...columns, acts]} scroll={{ x }} />;
}
