// The sites, shops or brands that sold most, each with its share and how it moved.
import { Grid, Table, type TableColumnType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { inFull, inShort, type Figure } from '../../../charts/figures';
import { To } from '../../../frame/address';
import type { Ask, Where } from '../../../measure/ask';
import { shareOf } from '../../../measure/change';
import { held } from '../../../measure/like';
import { Move } from '../../../measure/Move';
import { yearApart } from '../../../measure/period';
import { answerQ } from '../../../measure/queries';
import type { WhyAsk } from '../../../measure/why';
import type { Answer, AnswerRow, Side, Span, Way } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { useWords } from '../words';
import type { OpenRow } from './Cards';
import { RowName } from './RowName';

const SHOWN = 8;
const HEIGHT = 330;
/** Asked once for the ranking and for who moved. */
export const rankingAsk = (span: Span, where: Where, dim: string, like: Way): Ask => ({
  measures: ['sales'],
  ...span,
  by: [dim],
  where,
  compare: ['previous', like],
  order: '-sales',
  limit: 500,
});

type Props = { span: Span; where: Where; like: Way; dims: string[]; dim: string; choose: (dim: string) => void; open: OpenRow; period: string };

export function Ranking({ span, where, like, dims, dim, choose, open, period }: Props) {
  const t = useWords();
  const asked = useQuery(answerQ(rankingAsk(span, where, dim, like)));
  const rows = (asked.data?.rows ?? []).filter((row) => (row.values.sales ?? null) !== null).slice(0, SHOWN);
  const extra = (
    <>
      <DimPick label={t('rankBy')} names={dims} value={dim} onChange={choose} />
      <To path="/sales/explore" search={{ rows: dim, period, compare: `previous,${like}` }} className="small">
        {t('all')}
      </To>
    </>
  );
  return (
    <Card className="w7" title={t('ranking')} asked={asked} height={HEIGHT} extra={extra}>
      {rows.length && asked.data ? (
        <Rows answer={asked.data} rows={rows} dim={dim} open={open} why={{ measure: 'sales', ...span, where, against: like }} />
      ) : (
        <Nothing text={t('noRows')} height={HEIGHT} />
      )}
    </Card>
  );
}

function Share({ part, whole }: { part: Figure; whole: Figure }) {
  const share = shareOf(part, whole);
  return (
    <span className="share">
      <span className="bar" aria-hidden="true">
        <i style={{ width: share ?? 0 }} />
      </span>
      <span className="num">{share ?? '—'}</span>
    </span>
  );
}

type RowsProps = { answer: Answer; rows: AnswerRow[]; dim: string; open: OpenRow; why: WhyAsk };

function Rows({ answer, rows, dim, open, why }: RowsProps) {
  const t = useWords();
  const f = useFigureWords();
  const wide = Grid.useBreakpoint().md !== false;
  const moved = (key: Side, title: string): TableColumnType<AnswerRow> => ({
    key,
    title,
    width: 92,
    render: (_, row) => <Move {...held(row, 'sales', key)} unit="yuan" good="up" against={answer.compare[key]} />,
  });
  const sales: TableColumnType<AnswerRow> = {
    key: 'sales',
    title: t('sales'),
    align: 'right',
    width: 96,
    render: (_, row) => (
      <span className="num" title={inFull(row.values.sales, 'yuan')}>
        {inShort(row.values.sales, 'yuan', t.lang)}
      </span>
    ),
  };
  const share: TableColumnType<AnswerRow> = {
    key: 'share',
    title: t('share'),
    width: 140,
    render: (_, row) => <Share part={row.values.sales} whole={answer.total.values.sales} />,
  };
  const columns: TableColumnType<AnswerRow>[] = [
    { key: 'no', width: 34, render: (_, __, i) => <span className={i < 3 ? 'place top' : 'place'}>{i + 1}</span> },
    { key: 'name', title: t('name'), ellipsis: true, render: (_, row) => <RowName row={row} dim={dim} open={open} why={why} /> },
    sales,
    ...(wide ? [share] : []),
    ...(wide && !yearApart(answer, answer.compare.previous) ? [moved('previous', f('previous'))] : []),
    moved('last_year', f('lastYear')),
  ];
  return (
    <Table size="small" className="bare" pagination={false} rowKey={(row) => row.keys[dim] ?? ''} dataSource={rows} columns={columns} />
  );
}
