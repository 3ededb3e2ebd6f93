// A till's export comes in: a wrong day is found and mended, unknown names are matched, created or refused, and the load is taken back.
import { expect, test, type Page } from '@playwright/test';
import { dialog, enter, me, toast, unique } from './house';
import { LINES, till } from './till';

const send = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
const ITEM = '花生油5L';

/** What the warehouse says was sold of an item on a day. */
async function sold(page: Page, day: string, item: string) {
  const answer = await page.request.get(
    `/api/measures/query?measures=tickets&from=${day}&to=${day}&where.item=${encodeURIComponent(item)}&where.site=S01`,
  );
  return Number(((await answer.json()) as { total: { values: { tickets: number | null } } }).total.values.tickets ?? 0);
}

test('a file with a wrong day is mended, its unknown names are settled, it is loaded and taken back', async ({ page }) => {
  await enter(page, 'director');
  const run = unique('');
  const day = (await me(page)).data_until;
  const before = await sold(page, day, '69070002');
  await page.goto('/sales/import');
  await page.getByRole('button', { name: '导入销售数据' }).first().click();

  // The first try: one day cannot be read. It is said where, and nothing can be imported by mistake.
  await send(page, `文三店日结${run}.csv`, till(run, day, '2026-13-45'));
  const side = page.getByRole('complementary', { name: '文件' });
  await expect(side.getByText(/GB18030/i)).toBeVisible();
  const problems = page.getByRole('region', { name: '问题清单' }).first();
  await expect(problems.getByRole('row', { name: /4 销售日期 2026-13-45/ })).toBeVisible();
  await expect(side.getByRole('button', { name: /^导入 \d+ 行/ })).toBeDisabled();

  // The file is mended and sent again; the columns are understood.
  await side.getByRole('button', { name: '换一个文件' }).click();
  await send(page, `文三店日结${run}.csv`, till(run, day));
  await expect(page.getByRole('row', { name: /^实收金额/ }).getByText('金额', { exact: true })).toBeVisible();
  await expect(page.getByText('2026-13-45')).toBeHidden();

  // Unknown names: the old code stands for a known item, the new one is created, the void one and the store are refused.
  const unknown = page.getByRole('region', { name: '系统里没有的名称' });
  await expect(unknown.getByRole('row', { name: new RegExp(`不明店${run}`) })).toBeVisible();
  await expect(unknown.getByRole('row', { name: new RegExp(`NEW${run}`) })).toBeVisible();
  await unknown.getByRole('combobox', { name: `旧码${run} 怎么处理` }).fill(ITEM);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: ITEM }).first().click();
  await expect(unknown.getByRole('row', { name: new RegExp(`旧码${run}.*${ITEM}`) })).toBeVisible();
  await expect(unknown.getByRole('radio', { name: '拒绝这些行' }).first()).toBeChecked();
  await unknown.getByRole('combobox', { name: `作废${run} 怎么处理` }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText('拒绝', { exact: true }).click();

  await side.getByRole('checkbox', { name: /跳过有问题的 2 行/ }).check();
  await side.getByRole('button', { name: `导入 ${LINES - 2} 行` }).click();
  await expect(page.getByText(`导入 ${LINES - 2} 行，跳过 2 行`)).toBeVisible({ timeout: 45_000 });
  expect(await sold(page, day, '69070002'), 'the mapped line counts with the known item').toBe(before + LINES - 3);
  expect(await sold(page, day, `NEW${run}`)).toBe(1);

  // The load stands in the list, and can be taken back whole.
  await page.getByRole('button', { name: '导入记录' }).click();
  const line = page.getByRole('row', { name: new RegExp(`文三店日结${run}`) });
  await expect(line.getByText('已入库')).toBeVisible();
  await line.getByRole('button', { name: '撤销导入' }).click();
  await dialog(page).getByRole('button', { name: '撤销导入' }).click();
  await toast(page, '撤销导入');
  await expect(line.getByText('已撤销')).toBeVisible();
  expect(await sold(page, day, '69070002')).toBe(before);
});
