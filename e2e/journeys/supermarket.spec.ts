// A supermarket's lists come in as headquarters writes them, and its sales then find their categories.
import { expect, test, type Page } from '@playwright/test';
import { dialog, enter, me, toast, unique } from './house';

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** Brings a table to the import of a list and confirms it. */
async function bring(page: Page, kind: string, table: ReturnType<typeof file>, ignored?: string) {
  await page.goto(`/r/${kind}`);
  await page.getByRole('button', { name: '导入' }).click();
  await dialog(page).locator('input[type=file]').setInputFiles(table);
  if (ignored) await expect(dialog(page).getByText(`这些列没有用到：${ignored}`)).toBeVisible();
  await dialog(page).getByRole('button', { name: /^确认导入/ }).click();
  await toast(page, '导入完成');
}

test('one list makes categories and items, costs and losses follow, and sales know their category', async ({ page }) => {
  await enter(page, 'admin');
  const run = unique('');
  const day = (await me(page)).data_until;
  const [leaf, fruit] = [`叶菜${run}`, `茄果${run}`];
  const master = file('商品表.csv', `单品编码,单品名称,分类编码,分类名称\n${run}1,小白菜${run},${run}A,${leaf}\n${run}2,番茄${run},${run}B,${fruit}\n`);
  await bring(page, 'category', master, '单品编码、单品名称');
  await bring(page, 'item', master, '分类名称');
  await bring(page, 'item', file('进价.csv', `日期,单品编码,批发价格(元/千克)\n2026-10-01,${run}1,3.88\n2026-10-02,${run}1,4.10\n`), '日期');
  await bring(page, 'item', file('损耗.csv', `单品编码,单品名称,损耗率(%)\n${run}1,小白菜${run},4.39\n`));
  await page.goto(`/r/item?q=${run}1`);
  await page.getByRole('link', { name: `小白菜${run}` }).click();
  await expect(page.getByText(leaf).first()).toBeVisible();
  await expect(page.getByText('4.39').first()).toBeVisible();

  // The sales say nothing of categories.
  await page.goto('/sales/import?step=new');
  await page.locator('input[type=file]').setInputFiles(file(`日销${run}.csv`, `日期,门店编码,单品编码,数量,金额\n${day},S01,${run}1,2,10.00\n${day},S01,${run}2,1,3.00\n`));
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await expect(page.getByText('导入 2 行').last()).toBeVisible({ timeout: 45_000 });
  const asked = `/api/measures/query?measures=sales&by=category&from=${day}&to=${day}&where.item=${run}1,${run}2`;
  await expect
    .poll(async () => {
      const answer = (await (await page.request.get(asked)).json()) as { rows: { labels: { category: string }; values: { sales: string } }[] };
      return answer.rows.map((row) => [row.labels.category, row.values.sales]).sort();
    })
    .toEqual([[fruit, '3.00'], [leaf, '10.00']].sort());
});
