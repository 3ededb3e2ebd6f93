// Everything in its rank: what it makes, its share, and the running share down to it.
import { Grid, Table, Tag, type TableColumnType } from 'antd';
import { inFull, inShort } from '../../../charts/figures';
import { UNNAMED } from '../../../measure/keys';
import type { Measure, Pareto, ParetoRow } from '../../../measure/wire';
import { thousands } from '../../../record/format';
import { useWords } from './words';

const VIRTUAL_LINES = 120;
const TALL = 560;
const percent = (ratio: string) => `${(Number(ratio) * 100).toFixed(1)}%`;
/** `no` is null for what has no name: it is no brand that could be looked after. `at` is the place in the answer. */
type Ranked = ParetoRow & { no: number | null; at: number };

/** What is named, in its rank; what is not stands below, and no running share counts it. */
export function ranked(rows: ParetoRow[]): Ranked[] {
  const unnamed = rows.findIndex((row) => row.key === null);
  const rest = unnamed < 0 ? 0 : Number(rows[unnamed]!.share);
  const named = rows.flatMap((row, at): Ranked[] => {
    if (row.key === null) return [];
    const behind = unnamed >= 0 && at > unnamed;
    return [{ ...row, at, no: behind ? at : at + 1, cumulative: behind ? String(Number(row.cumulative) - rest) : row.cumulative }];
  });
  return unnamed < 0 ? named : [...named, { ...rows[unnamed]!, at: unnamed, no: null }];
}

function useColumns(measure: Measure, few: number, open: (row: ParetoRow) => void): TableColumnType<Ranked>[] {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const name = (row: Ranked) => row.label ?? row.key ?? UNNAMED[t.lang];
  const bar = (row: Ranked) => (
    <span className="share">
      <span className="bar" aria-hidden="true">
        <i style={{ width: percent(row.cumulative) }} />
      </span>
      <span className="num">{percent(row.cumulative)}</span>
    </span>
  );
  return [
    { key: 'no', title: t('no'), width: wide ? 64 : 44, render: (_, row) => (row.no === null ? '—' : <span className={row.no <= 3 ? 'place top' : 'place'}>{row.no}</span>) },
    {
      key: 'name',
      title: t('name'),
      width: wide ? 320 : 104,
      ellipsis: true,
      render: (_, row) => (
        <span className="rank-name">
          {row.key === null ? (
            <span className="muted">{name(row)}</span>
          ) : (
            <button type="button" className="figure clip" onClick={() => open(row)}>
              {name(row)}
            </button>
          )}
          {row.no !== null && row.at < few && wide ? (
            <Tag variant="filled" color="blue" className="tag">
              {t('few')}
            </Tag>
          ) : null}
        </span>
      ),
    },
    {
      key: 'value',
      title: t.of(measure),
      align: 'right',
      width: wide ? 160 : 80,
      render: (_, row) => <span className="num">{wide ? inFull(row.value, measure.unit) : inShort(row.value, measure.unit, t.lang)}</span>,
    },
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      width: wide ? 110 : 62,
      render: (_, row) => <span className="num">{percent(row.share)}</span>,
    },
    {
      key: 'cumulative',
      title: t('cumulative'),
      width: wide ? 260 : 68,
      ...(wide ? {} : { align: 'right' as const }),
      render: (_, row) => (row.no === null ? null : wide ? bar(row) : <span className="num">{percent(row.cumulative)}</span>),
    },
  ];
}

export function ParetoTable({ answer, measure, open }: { answer: Pareto; measure: Measure; open: (row: ParetoRow) => void }) {
  const t = useWords();
  const columns = useColumns(measure, answer.few, open);
  const rows = ranked(answer.rows);
  const last = rows.findLast((row) => row.no !== null && row.at < answer.few);
  const virtual = rows.length > VIRTUAL_LINES;
  const x = columns.reduce((sum, c) => sum + Number(c.width), 0);
  return (
    <>
      <Table<Ranked>
        size="small"
        rowKey="at"
        columns={columns}
        dataSource={rows}
        pagination={false}
        virtual={virtual}
        scroll={virtual ? { x, y: TALL } : { x }}
        rowClassName={(row) => (row === last ? 'few-end' : '')}
      />
      {answer.rest.count ? (
        <p className="muted small rank-rest">
          {t('rest', { n: thousands(String(answer.rest.count)) })} <span className="num">{inFull(answer.rest.value, measure.unit)}</span>
        </p>
      ) : null}
    </>
  );
}
