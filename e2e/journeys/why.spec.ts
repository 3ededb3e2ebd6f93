// From a figure of the dashboard to why it changed: three sentences, the facts behind one of their figures, one floor alone, and back.
import { expect, test } from '@playwright/test';
import { choose, dialog, enter, settled } from './house';

test('the sales of the month are explained, opened, narrowed to a floor and left again', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await settled(page);
  await page.getByRole('link', { name: '为什么变化：销售额', exact: true }).click();
  await expect(page).toHaveURL(/\/sales\/why\?.*measure=sales/);
  await expect(page.getByRole('heading', { level: 1, name: '为什么' })).toBeVisible();
  const said = page.getByRole('region', { name: '三句话' });
  await expect(said.locator('.why-sentence')).toHaveCount(3);
  await settled(page);

  // A figure of the first sentence opens the facts that it counts.
  const figure = said.getByRole('button', { name: /查看依据/ }).first();
  const shown = await figure.getAttribute('title');
  await figure.click();
  await expect(dialog(page).getByText(shown!).first()).toBeVisible();
  await expect(dialog(page).locator('tbody tr').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();

  // A change opens both of its sides, each with its own facts.
  await said.getByRole('button', { name: /查看依据/ }).nth(1).click();
  for (const word of ['对比期', '本期', '相差']) await expect(dialog(page).locator('.evidence-sides')).toContainText(word);
  await dialog(page).getByText(/^对比期 \d{4}-/).click();
  await expect(dialog(page).locator('tbody tr').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();

  // The parts are the whole: how, where, and whether it was its own doing.
  for (const name of ['怎么变的', '是不是自己的原因', '变在哪里', '各部分逐周变化', '走势与对比'])
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();

  await page.getByRole('button', { name: '添加条件' }).click();
  // The choice stands open at once.
  await page.getByRole('menuitem', { name: '楼层' }).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await expect(page).toHaveURL(/where\.floor=/);
  await page.getByRole('button', { name: '完成' }).click();
  await settled(page);
  await expect(page.getByRole('button', { name: '去掉楼层' })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/where\.floor=/);
  await expect(page.getByRole('button', { name: '去掉楼层' })).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL(/\/sales\/dashboard/);
});

test('the manager of a mall knows in three clicks why women\'s wear on the second floor fell last week', async ({ page }) => {
  await enter(page, 'mall');
  await page.goto('/');
  await settled(page);
  await page.evaluate(() => {
    const count = () => (document.body.dataset.clicks = String(Number(document.body.dataset.clicks ?? 0) + 1));
    document.addEventListener('click', count, true);
  });
  await choose(page, '为什么');
  const closer = page.getByRole('region', { name: '再看哪里' });
  await closer.getByRole('group', { name: '按楼层再看' }).getByRole('button', { name: /^L2/ }).click();
  await expect(page).toHaveURL(/where\.floor=L2/);
  await closer.getByRole('group', { name: '按品类再看' }).getByRole('button', { name: /^女装/ }).click();
  const said = page.locator('.why-sentence').first();
  await expect(said).toContainText('L2 · 女装销售额');
  await expect(said).toContainText('与前一周相比');
  expect(await page.evaluate(() => document.body.dataset.clicks)).toBe('3');
});

test('two shops stand beside each other, and the comparison is kept in the address', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/why?site=M01');
  await settled(page);
  const card = page.getByRole('region', { name: '走势与对比' });
  const choice = card.getByRole('combobox', { name: '店铺', exact: true });
  await choice.click();
  for (const nth of [0, 1]) {
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option:not(.ant-select-item-option-selected)').nth(nth).click();
    await expect(page).toHaveURL(nth ? /who=[^&]+,/ : /who=/);
  }
  await page.keyboard.press('Escape');
  await settled(page);
  await expect(card.getByRole('columnheader', { name: '相差' }).first()).toBeVisible();
  await expect(card.getByRole('rowheader', { name: '客单价' }).first()).toBeVisible();
});

test('what the figures of a period do not have is said, not shown as nought', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/why?period=2019-01-01..2019-01-31');
  await settled(page);
  await expect(page.getByText(/两个期间里都没有数据/)).toBeVisible();
});
