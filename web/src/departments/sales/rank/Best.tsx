// Best sellers: what was sold most in the period, and how that compares with last year.
import { Grid, Table } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Bars } from '../../../charts/charts';
import { shareOf } from '../../../measure/change';
import { nameOf } from '../../../measure/keys';
import { held } from '../../../measure/like';
import { Move } from '../../../measure/Move';
import { answerQ } from '../../../measure/queries';
import type { Answer, AnswerRow, Side } from '../../../measure/wire';
import { Card, Nothing } from '../Card';
import { evidenceOf, nameColumn, quantityColumn, salesColumn, widthOfAll, type Column, type Rank } from './columns';
import type { Show } from './Movers';
import { useWords } from './words';

const LIMIT = 200;
const DRAWN = 10;
type Props = { rank: Rank; show: Show };

export function Best({ rank, show }: Props) {
  const t = useWords();
  const asked = useQuery(
    answerQ({
      measures: ['sales', 'quantity'],
      from: rank.span.from,
      to: rank.span.to,
      by: [rank.name],
      where: rank.where,
      compare: ['previous', rank.like],
      order: '-sales',
      limit: LIMIT,
    }),
  );
  const rows = (asked.data?.rows ?? []).filter((row) => row.keys[rank.name] != null && Number(row.values.sales) > 0);
  const top = rows.slice(0, DRAWN);
  return (
    <div className="fig-grid">
      <Card className="w12" title={t('best')} asked={asked} height={DRAWN * 28 + 56}>
        {top.length ? (
          <Bars
            lying
            unit="yuan"
            label={t('best')}
            height={Math.max(140, top.length * 28 + 56)}
            x={top.map((row) => nameOf(row, rank.name, t.lang))}
            series={[{ name: t('sales'), values: top.map((row) => row.values.sales) }]}
          />
        ) : (
          <Nothing text={asked.data?.rows.length ? t('noDim') : t('empty')} height={280} />
        )}
      </Card>
      {rows.length && asked.data ? (
        <section className="panel rank-table" aria-label={t('table')}>
          <Rows rank={rank} show={show} rows={rows} answer={asked.data} />
        </section>
      ) : null}
    </div>
  );
}

function Rows({ rank, show, rows, answer }: Props & { rows: AnswerRow[]; answer: Answer }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const moved = (key: Side, title: string): Column => ({
    key,
    title,
    align: 'right',
    width: 96,
    render: (_, row) => <Move {...held(row, 'sales', key)} unit="yuan" good="up" against={answer.compare[key]} />,
  });
  const share = (row: AnswerRow) => <span className="num">{shareOf(row.values.sales, answer.total.values.sales) ?? '—'}</span>;
  const columns: Column[] = [
    { key: 'no', title: t('no'), width: 64, render: (_, __, i) => <span className={i < 3 ? 'place top' : 'place'}>{i + 1}</span> },
    nameColumn(rank, t, wide, (row) => show(evidenceOf(rank, row, rank.span, t)), {
      measure: 'sales',
      from: rank.span.from,
      to: rank.span.to,
      against: rank.like,
    }),
    salesColumn(t, wide),
    { key: 'share', title: t('share'), align: 'right', width: 84, render: (_, row) => share(row) },
    quantityColumn(t),
    moved('previous', t('previous')),
    moved('last_year', t('lastYear')),
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
