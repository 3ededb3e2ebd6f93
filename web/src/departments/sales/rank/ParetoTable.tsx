// Everything in its rank: what it makes, its share, and the running share down to it.
import { Grid, Table, Tag, type TableColumnType } from 'antd';
import { inFull, inShort } from '../../../charts/figures';
import type { WhyAsk } from '../../../measure/why';
import { WhyLink } from '../../../measure/WhyLink';
import type { Measure, Pareto, ParetoRow } from '../../../measure/wire';
import { thousands } from '../../../record/format';
import { useWords } from './words';

const VIRTUAL_LINES = 120;
const TALL = 560;
const percent = (ratio: string) => `${(Number(ratio) * 100).toFixed(1)}%`;
type Ranked = ParetoRow & { no: number };
/** `why` is the question about the row of a key. */
type Props = { answer: Pareto; measure: Measure; open: (row: ParetoRow) => void; why: (key: string) => WhyAsk };

function useColumns({ measure, open, why, answer: { few } }: Props): TableColumnType<Ranked>[] {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const name = (row: Ranked) => row.label ?? row.key;
  const bar = (row: Ranked) => (
    <span className="share">
      <span className="bar" aria-hidden="true">
        <i style={{ width: percent(row.cumulative) }} />
      </span>
      <span className="num">{percent(row.cumulative)}</span>
    </span>
  );
  return [
    { key: 'no', title: t('no'), width: wide ? 64 : 44, render: (_, row) => <span className={row.no <= 3 ? 'place top' : 'place'}>{row.no}</span> },
    {
      key: 'name',
      title: t('name'),
      width: wide ? 320 : 104,
      ellipsis: true,
      render: (_, row) => (
        <span className="rank-name">
          <button type="button" className="figure clip" onClick={() => open(row)}>
            {name(row)}
          </button>
          {row.key === null ? null : <WhyLink ask={why(row.key)} of={name(row)} className="quiet" />}
          {row.no <= few && wide ? (
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
      title: t(wide ? 'cumulative' : 'cumulativeShort'),
      width: wide ? 260 : 68,
      ...(wide ? {} : { align: 'right' as const }),
      render: (_, row) => (wide ? bar(row) : <span className="num">{percent(row.cumulative)}</span>),
    },
  ];
}

export function ParetoTable(props: Props) {
  const { answer, measure } = props;
  const t = useWords();
  const columns = useColumns(props);
  const rows = answer.rows.map((row, at): Ranked => ({ ...row, no: at + 1 }));
  const virtual = rows.length > VIRTUAL_LINES;
  const x = columns.reduce((sum, c) => sum + Number(c.width), 0);
  return (
    <>
      <Table<Ranked>
        size="small"
        rowKey="no"
        columns={columns}
        dataSource={rows}
        pagination={false}
        virtual={virtual}
        scroll={virtual ? { x, y: TALL } : { x }}
        rowClassName={(row) => (row.no === answer.few ? 'few-end' : '')}
      />
      {answer.rest.count ? (
        <p className="muted small rank-rest">
          {t('rest', { n: thousands(String(answer.rest.count)) })} <span className="num">{inFull(answer.rest.value, measure.unit)}</span>
        </p>
      ) : null}
      {answer.unnamed ? (
        <p className="muted small rank-rest">
          {t('unnamedRest')} <span className="num">{inFull(answer.unnamed, measure.unit)}</span>
        </p>
      ) : null}
    </>
  );
}
