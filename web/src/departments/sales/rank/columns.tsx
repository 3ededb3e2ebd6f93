// The columns that rankings share: the name that opens the facts, sales and quantity.
import type { TableColumnType } from 'antd';
import { inFull, inShort } from '../../../charts/figures';
import { nameOf } from '../../../measure/keys';
import type { WhyAsk } from '../../../measure/why';
import { WhyLink } from '../../../measure/WhyLink';
import type { AnswerRow } from '../../../measure/wire';
import type { useRank } from './useRank';
import type { useWords } from './words';

type Words = ReturnType<typeof useWords>;
export type Column = TableColumnType<AnswerRow>;
export type Rank = ReturnType<typeof useRank>;

/** Opens the facts behind the sales of a row. */
export const evidenceOf = (rank: Rank, row: AnswerRow, span: { from: string; to: string }, t: Words) => {
  const name = nameOf(row, rank.name, t.lang);
  return {
    title: { zh: `${name} · 销售额`, en: `${name} · Sales` },
    unit: 'yuan' as const,
    measure: 'sales',
    from: span.from,
    to: span.to,
    where: { ...rank.where, [rank.name]: [row.keys[rank.name] ?? ''] },
    value: row.values.sales,
  };
};

/** `why` is the question that a row narrows to itself; without it a row is not asked about. */
export const nameColumn = (rank: Rank, t: Words, wide: boolean, open: (row: AnswerRow) => void, why?: WhyAsk): Column => ({
  key: 'name',
  title: t('name'),
  width: wide ? 280 : 140,
  ellipsis: true,
  render: (_, row) => (
    <span className="row-name">
      <button type="button" className="figure clip" onClick={() => open(row)}>
        {nameOf(row, rank.name, t.lang)}
      </button>
      {why ? <WhyLink ask={{ ...why, where: evidenceOf(rank, row, why, t).where }} of={nameOf(row, rank.name, t.lang)} className="quiet" /> : null}
    </span>
  ),
});

export const salesColumn = (t: Words, wide: boolean): Column => ({
  key: 'sales',
  title: t('sales'),
  align: 'right',
  width: wide ? 150 : 96,
  render: (_, row) => <span className="num">{wide ? inFull(row.values.sales, 'yuan') : inShort(row.values.sales, 'yuan', t.lang)}</span>,
});

export const quantityColumn = (t: Words): Column => ({
  key: 'quantity',
  title: t('quantity'),
  align: 'right',
  width: 130,
  render: (_, row) => <span className="num">{inFull(row.values.quantity, 'quantity')}</span>,
});

export const widthOfAll = (columns: Column[]): number => columns.reduce((sum, c) => sum + Number(c.width), 0);
