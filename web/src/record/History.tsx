// What happened to a row: who did what and when, and each value before and after.
import { Button, Empty, Skeleton, Timeline } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import type { Event, Row } from '../api/wire';
import { Cell, empty } from './Cell';
import { same } from './changes';
import type { Field } from './compile';
import { moment } from './format';
import { historyQ } from './queries';
import { useWords } from './words';

/** `row` is the row as it now is, if it is known: it lends its names to the ids in the history. */
export function History({ type, id, fields, row }: { type: string; id: string; fields: Field[]; row?: Row | undefined }) {
  const t = useWords();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(historyQ(type, id));
  const events = data?.pages.flatMap((p) => p.items) ?? [];
  if (error) return <p className="warn">{sentence(error, t.lang)}</p>;
  if (!data) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (!events.length) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('historyNone')} />;
  return (
    <>
      <Timeline className="history" items={events.map((e) => ({ key: e.seq, content: <Happened event={e} fields={fields} row={row} /> }))} />
      {hasNextPage ? (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('loadMore')}
        </Button>
      ) : null}
    </>
  );
}

/** One line of the history; fields that people do not see are left out. */
export function Happened({ event, fields, row }: { event: Event; fields: Field[]; row?: Row | undefined }) {
  const t = useWords();
  const before = event.before ?? {},
    after = event.after ?? {};
  const named = (f: Field, values: Record<string, unknown>) =>
    row && same(row[f.key], values[f.key]) ? { ...values, _labels: row._labels ?? {} } : values;
  const changed = fields.filter((f) => (f.key in before || f.key in after) && !(empty(before[f.key]) && empty(after[f.key])));
  return (
    <>
      <div>
        <b>{event.actor ?? t('system')}</b> {t.of(event)} <span className="muted num">{moment(event.at)}</span>
      </div>
      {changed.map((f) => (
        <div key={f.key} className="diff">
          <span className="muted">
            {f.title}
            {t.lang === 'zh' ? '：' : ': '}
          </span>
          {empty(before[f.key]) ? null : (
            <>
              <del>
                <Cell field={f} row={named(f, before)} />
              </del>
              <span aria-hidden="true"> → </span>
            </>
          )}
          {empty(after[f.key]) ? <span className="muted">{t('emptied')}</span> : <Cell field={f} row={named(f, after)} />}
        </div>
      ))}
    </>
  );
}
