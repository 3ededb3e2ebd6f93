// The rows as cards, for a phone: the same columns, two abreast, the state in the corner.
import { Tag } from 'antd';
import { specialOf } from '../frame/door';
import { Cell } from './Cell';
import { headingOf, metaOf } from './compile';
import { money, thousands } from './format';
import type { BodyProps } from './ListBody';
import { useWords } from './words';

const FIELDS_MAX = 6;

export function ListCards({ list }: BodyProps) {
  const t = useWords();
  const meta = metaOf(list.schema);
  const corner = list.columns.find((f) => f.kind === 'enum' && f.options?.some((o) => o.status));
  const { wrapped = [] } = specialOf(list.type);
  const shown = list.columns.filter((f) => f !== corner && f.key !== meta.title).slice(0, FIELDS_MAX);
  const sums = list.columns
    .filter((f) => f.ui.sum)
    .map((f) => ({ field: f, sum: list.summary.data?.sum[f.key] }))
    .filter((s) => s.sum !== undefined && s.sum !== null);
  return (
    <div className="cards">
      {list.rows.data?.items.map((row) => (
        <button key={row.id} type="button" className={row.ended_at ? 'card is-ended' : 'card'} onClick={() => list.open({ open: row.id })}>
          <span className="top">
            <b className={wrapped.includes(meta.title ?? '') ? 'two-lines' : ''}>{headingOf(list.schema, row, t.lang) || '—'}</b>
            {row.ended_at ? (
              <Tag variant="filled" className="tag">
                {t('ended')}
              </Tag>
            ) : corner ? (
              <Cell field={corner} row={row} type={list.type} />
            ) : null}
          </span>
          <span className="pairs">
            {shown.map((f) => (
              <span key={f.key} className={wrapped.includes(f.key) ? 'pair wide' : 'pair'}>
                <span className="muted">{f.title}</span>
                <span className={wrapped.includes(f.key) ? '' : 'clip'}>
                  <Cell field={f} row={row} type={list.type} />
                </span>
              </span>
            ))}
          </span>
        </button>
      ))}
      {sums.length ? (
        <div className="card-sums">
          <b>{t('sum')}</b>
          {sums.map(({ field, sum }) => (
            <span key={field.key}>
              <span className="muted">{field.title}</span> <b className="num">{field.kind === 'money' ? money(sum!) : thousands(String(sum))}</b>
            </span>
          ))}
        </div>
      ) : null}
    </div>
  );
}
