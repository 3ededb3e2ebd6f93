// Slow movers: what was sold within the last year but not for many days.
import { Empty, Grid, Select, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { readPeriod } from '../../../measure/period';
import { answerQ } from '../../../measure/queries';
import type { AnswerRow, Span } from '../../../measure/wire';
import { thousands } from '../../../record/format';
import { Card } from '../Card';
import { evidenceOf, nameColumn, quantityColumn, salesColumn, widthOfAll, type Column, type Rank } from './columns';
import type { Show } from './Movers';
import { daysOf, lastSold, LIMITS, slow, sold } from './slow';
import { useWords } from './words';

/** An item must have been sold once to be a slow one, so the period is long. */
const LIMIT = 2000;
const START = 14;
/** From here on it is more than a lull. */
const LONG = 30;
type Props = { rank: Rank; show: Show };

export function Slow({ rank, show }: Props) {
  const t = useWords();
  const year = readPeriod('last_12', rank.last);
  const span = { from: year.from, to: year.to };
  const atLeast = LIMITS.find((n) => String(n) === rank.search.days) ?? START;
  const asked = useQuery(
    answerQ({
      measures: ['days_without_sale', 'sales', 'quantity'],
      ...span,
      by: [rank.name],
      where: rank.where,
      order: '-days_without_sale',
      limit: LIMIT,
    }),
  );
  const rows = slow(asked.data?.rows ?? [], rank.name, atLeast);
  const of = sold(asked.data?.rows ?? [], rank.name).length;
  const dim = rank.dim ? t.of(rank.dim) : '';
  const said = asked.data ? t('slowCount', { of: thousands(String(of)), dim, n: thousands(String(rows.length)), d: atLeast }) : t('slow');
  const open = (row: AnswerRow) => show(evidenceOf(rank, row, span, t));
  const limits = (
    <Select
      size="small"
      variant="filled"
      aria-label={t('days')}
      popupMatchSelectWidth={false}
      value={atLeast}
      onChange={(n) => rank.change({ days: n === START ? undefined : String(n) })}
      options={LIMITS.map((n) => ({ value: n, label: t('atLeast', { n }) }))}
    />
  );
  return (
    <div className="fig-grid">
      <Card className="w12 flush" title={said} asked={asked} height={320} extra={limits}>
        {rows.length ? (
          <Rows rank={rank} rows={rows} span={span} until={asked.data?.until ?? rank.last} open={open} />
        ) : (
          <NoneSlow dim={dim} days={atLeast} />
        )}
      </Card>
    </div>
  );
}

function NoneSlow({ dim, days }: { dim: string; days: number }) {
  const t = useWords();
  const words = (
    <>
      <b>{t('none', { dim })}</b>
      <p>{t('noneHint', { d: days })}</p>
    </>
  );
  return (
    <div className="nothing-here">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words} />
    </div>
  );
}

const days = (row: AnswerRow) => <b className={(daysOf(row) ?? 0) >= LONG ? 'num warn' : 'num soon'}>{thousands(String(daysOf(row)))}</b>;

type RowsProps = { rank: Rank; rows: AnswerRow[]; span: Span; until: string; open: (row: AnswerRow) => void };

function Rows({ rank, rows, span, until, open }: RowsProps) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const columns: Column[] = [
    nameColumn(rank, t, wide, open, { measure: 'sales', ...span }),
    { key: 'days', title: t('days'), align: 'right', width: 130, render: (_, row) => days(row) },
    { key: 'last', title: t('lastSold'), width: 130, render: (_, row) => <span className="num">{lastSold(until, daysOf(row) ?? 0)}</span> },
    salesColumn(t, wide),
    quantityColumn(t),
  ];
  return (
    <Table<AnswerRow>
      size="small"
      rowKey={(row) => row.keys[rank.name] ?? ''}
      columns={columns}
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: widthOfAll(columns) }}
    />
  );
}
