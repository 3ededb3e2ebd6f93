// What happened to a row: who did what and when, and each value before and after.
import { Suspense, type ReactNode } from 'react';
import { Button, Empty, Skeleton, Timeline } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import type { Event, Row } from '../api/wire';
import { specialOf, widgetOf } from '../frame/door';
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
      <Timeline className="history" items={events.map((e) => ({ key: e.seq, content: <Happened type={type} event={e} fields={fields} row={row} /> }))} />
      {hasNextPage ? (
        <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('loadMore')}
        </Button>
      ) : null}
    </>
  );
}

/** One line of the history. */
function Happened({ type, event, fields, row }: { type: string; event: Event; fields: Field[]; row?: Row | undefined }) {
  const t = useWords();
  return (
    <>
      <div>
        <b>{event.actor || t('system')}</b> {t.of(event)} <span className="muted num">{moment(event.at)}</span>
      </div>
      <Changes type={type} event={event} fields={fields} row={row} />
    </>
  );
}

type ChangesProps = { type: string; event: Pick<Event, 'before' | 'after'>; fields: Field[]; row?: Row | undefined; none?: ReactNode };
/** What a line changed, before and after; fields that people do not see are left out, unless their department shows them. */
export function Changes({ type, event, fields, row, none = null }: ChangesProps) {
  const before = event.before ?? {},
    after = event.after ?? {};
  const named = (f: Field, values: Values) =>
    row && same(row[f.key], values[f.key]) ? { ...values, _labels: row._labels ?? {} } : values;
  const changed = fields.filter((f) => (f.key in before || f.key in after) && !(empty(before[f.key]) && empty(after[f.key])));
  const own = Object.entries(specialOf(type).changes ?? {}).filter(([key]) => !same(before[key] ?? {}, after[key] ?? {}));
  if (!changed.length && !own.length) return none;
  return (
    <>
      {changed.map((f) => (
        <Changed key={f.key} field={f} before={named(f, before)} after={named(f, after)} />
      ))}
      {own.map(([key, Own]) => (
        <Suspense key={key}>
          <Own before={before[key]} after={after[key]} />
        </Suspense>
      ))}
    </>
  );
}

type Values = Record<string, unknown>;
function Changed({ field, before, after }: { field: Field; before: Values; after: Values }) {
  const t = useWords();
  const Own = widgetOf(field)?.changes;
  const title = (
    <span className="muted">
      {field.title}
      {t.lang === 'zh' ? '：' : ': '}
    </span>
  );
  if (Own)
    return (
      <div className="diff">
        {title}
        <Suspense>
          <Own field={field} before={before[field.key]} after={after[field.key]} />
        </Suspense>
      </div>
    );
  return (
    <div className="diff">
      {title}
      {empty(before[field.key]) ? null : (
        <>
          <del>
            <Cell field={field} row={before} />
          </del>
          <span aria-hidden="true"> → </span>
        </>
      )}
      {empty(after[field.key]) ? <span className="muted">{t('emptied')}</span> : <Cell field={field} row={after} />}
    </div>
  );
}
