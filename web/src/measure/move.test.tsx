// What a move was compared with is told in its tip; what a reader must know without asking stands beside the page's name.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { show } from '../test-page';
import { coverageText } from './likeText';
import { Move } from './Move';
import type { Compared } from './wire';
import { useWords } from './words';

const by_day = { days: [{ from: '2026-02-10', to: '2026-02-15' }], with: [], matched: 6, closed: 1, unmatched: 0, stand_in: 0, provisional: false };
const festival: Compared = { way: 'last_year_by_role', from: '2025-01-22', to: '2025-01-28', by_day };
const next: Compared = { ...festival, by_day: { ...by_day, days: [{ from: '2027-02-01', to: '2027-02-05' }], stand_in: 2, provisional: true } };

test.each([
  [{ way: 'previous', from: '2026-01-01', to: '2026-01-31' }, '对比 2026-01-01 ~ 01-31'],
  [{ way: 'last_year', from: '2025-02-01', to: '2025-02-28' }, '对比 2025-02-01 ~ 02-28，按日期'],
  [{ ...festival, way: 'last_year_merged', from: '2025-01-01', to: '2025-02-28' }, '对比 2025-01-01 ~ 02-28，1—2 月合并'],
  [festival, '对比 2025-01-22 ~ 01-28，按节日对齐：6 天对齐，1 天歇业，0 天无对应'],
  [next, '对比 2025-01-22 ~ 01-28，按节日对齐：6 天对齐，1 天歇业，0 天无对应；对齐的日子里有 2 天用邻近同类日代替；2027 年放假安排尚未公布，按法定节日推算'],
])('the tip of %j', async (against, tip) => {
  show(<Move now="110" before="100" unit="yuan" good="up" against={against} />);
  await userEvent.hover(await screen.findByText('10.0%'));
  expect(await screen.findByText(tip)).toBeInTheDocument();
});

function Covered({ of }: { of: Compared | undefined }) {
  return <p>{coverageText(of, useWords()) || 'nothing'}</p>;
}
test.each([
  [festival, '同比对齐 6/7 天 · 歇业 1'],
  [{ ...festival, by_day: { ...by_day, matched: 29, closed: 1, unmatched: 1 } }, '同比对齐 29/31 天 · 歇业 1 · 无对应 1'],
  [{ ...festival, by_day: { ...next.by_day!, closed: 0 } }, '同比对齐 6/6 天 · 2027 年放假安排未公布'],
  [{ ...festival, by_day: { ...by_day, closed: 0, stand_in: 4 } }, 'nothing'],
  [{ ...festival, by_day: { ...by_day, matched: 0, closed: 31 } }, '去年没有可比的日子'],
  [{ ...festival, way: 'last_year_merged', from: '2025-01-01', to: '2025-02-28' }, '涨跌按 1—2 月合计，对比 2025-01-01 ~ 02-28'],
  [{ way: 'last_year', from: '2025-02-01', to: '2025-02-28' }, 'nothing'],
  [undefined, 'nothing'],
] as [Compared | undefined, string][])('beside the name of a page: %j', async (of, text) => {
  show(<Covered of={of} />);
  expect(await screen.findByText(text)).toBeInTheDocument();
});
