// Last year beside this year: by holiday at first, by date when one asks for it, and which days could not be compared.
import { expect, test, type Page } from '@playwright/test';
import { enter, me, settled } from './house';

type Days = { matched: number; closed: number; unmatched: number };
type Answer = { compare: { last_year?: { by_day?: Days } } };

/** The latest whole month in which a holiday moved, so that some of its days have no like in last year. */
async function monthWithGaps(page: Page): Promise<{ month: string; days: Days }> {
  const [year, month] = (await me(page)).data_until.split('-').map(Number) as [number, number];
  for (let back = 1; back <= 12; back++) {
    const [from, to] = [0, 1].map((next) => new Date(Date.UTC(year, month - 1 - back + next, 1 - next)).toISOString().slice(0, 10)) as [string, string];
    const asked = await page.request.get(`/api/measures/query?measures=sales&from=${from}&to=${to}&compare=last_year_by_role`);
    const days = ((await asked.json()) as Answer).compare.last_year?.by_day;
    if (days && days.matched && days.closed + days.unmatched) return { month: from.slice(0, 7), days };
  }
  throw new Error('no month of the last year has a day without a like');
}

test('the dashboard compares by holiday, tells what it left out, and by date when asked', async ({ page }) => {
  await enter(page, 'director');
  const { month, days } = await monthWithGaps(page);
  await page.goto(`/sales/dashboard?at=${month}`);
  await settled(page);
  const of = days.matched + days.closed + days.unmatched;
  await expect(page.getByText(`同比对齐 ${days.matched}/${of} 天`)).toBeVisible();
  const moves = page.locator('.kpi-moves');
  const byHoliday = await moves.allInnerTexts();
  const tip = page.getByRole('tooltip');
  await moves.first().getByText('同比').hover();
  await expect(tip).toContainText(`按节日对齐：${days.matched} 天对齐，${days.closed} 天歇业，${days.unmatched} 天无对应`);

  await page.getByRole('combobox', { name: '同比口径' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('按日期', { exact: true }).click();
  await expect(page).toHaveURL(/like=last_year(&|$)/);
  await settled(page);
  await expect(page.getByText('同比对齐')).toBeHidden();
  await expect.poll(() => moves.allInnerTexts()).not.toEqual(byHoliday);
  await page.mouse.move(0, 0);
  await moves.first().getByText('同比').hover();
  await expect(tip.filter({ hasText: '按日期' })).toBeVisible();

  // The way goes along to the explorer, and back leads to the usual one.
  await page.getByRole('region', { name: '销售排行' }).getByRole('link', { name: '全部' }).click();
  await expect(page).toHaveURL(/compare=previous,last_year(&|$)/);
  await expect(page.locator('.ex-compare').getByTitle('按日期')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/like=/);
});
