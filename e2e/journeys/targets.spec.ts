// Targets from an empty plan to the board: pasted from a workbook, broken down, handed in, approved, and seen by site.
import { expect, test, type Page } from '@playwright/test';
import { dialog, enter, me, settled, toast, unique } from './house';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

type Plan = { id: string; version: number; code: string };
/** A plan that no other run knows; far from the years that the company works in, unless said. */
async function planned(page: Page, year = 2040, measure = 'sales'): Promise<Plan> {
  const answer = await page.request.post('/api/records/target_plan', { data: { name: unique('目标'), year, measure } });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as Plan;
}
const enterRows = (page: Page, plan: string, rows: unknown[]) =>
  page.request.post(`/api/records/target_plan/${plan}/do/enter`, { data: { rows } });

const sheet = (page: Page) => page.getByRole('region', { name: '目标表' });
const paste = async (page: Page, text: string) => {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
};
/** A cell by the number of its row and the place of its column among those that are drawn. */
const cell = (page: Page, row: number, column: number) => sheet(page).locator('.dsg-row:not(.dsg-row-header)').nth(row).locator('.tg-cell').nth(column);
const save = (page: Page) => page.getByRole('button', { name: /^保存/ }).click();

test('a plan is made, pasted, broken down, handed in, approved, and seen in progress and on the board', async ({ page }) => {
  test.setTimeout(180_000);
  await enter(page, 'analyst');
  const until = (await me(page)).data_until;
  const name = unique('客单目标');
  await page.goto('/r/target_plan');
  await page.getByRole('button', { name: '新建' }).click();
  const form = dialog(page);
  await form.getByLabel('名称').fill(name);
  await form.getByLabel('年份').fill(until.slice(0, 4));
  await form.getByLabel('指标').click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('客单数', { exact: true }).click();
  await form.getByRole('button', { name: /^保存 / }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await settled(page);

  // Rows with their headings, names and codes as a workbook has them.
  await cell(page, 0, 0).click();
  await paste(page, '门店\t全年\t1 月\n云汇广场\t120万\t\nS01\t3,000,000\t\n');
  await expect(cell(page, 0, 0)).toContainText('云汇广场');
  await expect(page.getByText('有 2 行未保存')).toBeVisible();

  // What cannot be read is told in its cell, and nothing is lost.
  await cell(page, 1, 2).click();
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await save(page);
  await expect(page.getByText('有 1 处需要修改')).toBeVisible();
  await expect(sheet(page).locator('.tg-cell.wrong')).toContainText('应为数字');
  await page.keyboard.press('Control+z');
  await expect(sheet(page).locator('.tg-cell.wrong')).toHaveCount(0);
  await page.keyboard.press('Control+s');
  await toast(page, '已保存');
  await expect(page.getByText('未保存')).toBeHidden();

  await cell(page, 0, 0).click();
  await page.getByRole('button', { name: '分解' }).click();
  await expect(dialog(page).getByRole('radio', { name: '选中的 1 行' })).toBeEnabled();
  await dialog(page).getByRole('combobox', { name: '再分到' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('店铺', { exact: true }).click();
  await dialog(page).getByRole('button', { name: '分解' }).click();
  await toast(page, '已分解');
  // The months make the year, and the shops make the mall.
  const gaps = sheet(page).locator('.tg-gaps').first();
  await expect(gaps).toContainText('全年−各月0');
  await expect(gaps).toContainText('总−分0');

  await page.getByRole('button', { name: '提交' }).click();
  await dialog(page).getByRole('button', { name: '提交' }).click();
  await expect(page.getByText('已提交，等待批准')).toBeVisible();
  await expect(page.getByRole('button', { name: '批准' })).toHaveCount(0);
  const address = page.url();

  await enter(page, 'director');
  await page.goto(address);
  await page.getByRole('button', { name: '批准' }).click();
  await dialog(page).getByRole('button', { name: '批准' }).click();
  await expect(page.getByText('生效中，不能修改')).toBeVisible();
  await page.getByRole('tab', { name: '版次' }).click();
  await expect(page.getByText('全年合计').first()).toBeVisible();

  await page.goto(`/sales/progress?measure=tickets&at=${until.slice(0, 7)}`);
  await settled(page);
  const lead = page.getByRole('region', { name: '目标进度' });
  await expect(lead.getByText(/时间进度/)).toBeVisible();
  await page.getByRole('button', { name: /^完成 / }).click();
  await expect(dialog(page).getByText('客单数的数据依据')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await lead.getByRole('link', { name: '为什么变化：客单数' }).click();
  await expect(page).toHaveURL(/\/sales\/why\?.*measure=tickets/);
  await page.goBack();

  await page.getByRole('link', { name: '看板', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '进度看板' })).toBeVisible();
  await settled(page);
  await page.getByRole('link', { name: '云汇广场', exact: true }).first().click();
  await expect(page).toHaveURL(/\/sales\/progress\?.*where\.site=M01/);
  await settled(page);
  await expect(page.getByRole('region', { name: '目标进度' })).toContainText('万');
});

test('the sales of the month: the vital few, the tree, and the tile of the dashboard', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await settled(page);
  await page.getByRole('link', { name: '目标进度: 销售额' }).click();
  await expect(page).toHaveURL(/\/sales\/progress\?.*measure=sales/);
  await page.goto('/sales/board');
  await settled(page);
  await expect(page.getByRole('region', { name: '关键少数' })).toContainText(/占了缺口的|没有落后的/);
  await page.getByRole('button', { name: '展开云汇广场' }).click();
  await expect(page.locator('.pg-row.l2').first()).toBeVisible();
  await page.getByRole('switch', { name: '只看落后' }).click();
  await expect(page).toHaveURL(/behind=1/);
  await expect(page.locator('.pg-row.l2 .pg-light.green')).toHaveCount(0);
  await page.getByRole('textbox', { name: '查找名称' }).fill('没有这个名称');
  await expect(page.locator('.pg-row')).toHaveCount(1);
});

test('a manager sees and fills in the own site alone', async ({ page }) => {
  await enter(page, 'analyst');
  const plan = await planned(page);
  expect((await enterRows(page, plan.id, [{ year: '9000000' }, { site: 'M01', year: '5000000' }, { site: 'S01', year: '4000000' }])).status()).toBe(200);
  await enter(page, 'mall');
  await page.goto(`/r/target_plan/${plan.id}`);
  await expect(sheet(page).locator('.tg-name')).toHaveText(['1云汇广场']);
  await expect(page.getByRole('button', { name: '提交' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '分解' })).toHaveCount(0);
  await cell(page, 0, 1).click();
  await page.keyboard.type('45万');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await toast(page, '已保存');
  await expect(cell(page, 0, 1)).toContainText('450,000');
});

test('two people at one plan: what both changed is asked about, the rest is put together', async ({ page }) => {
  await enter(page, 'analyst');
  const plan = await planned(page);
  await enterRows(page, plan.id, [{ site: 'M01', year: '100' }, { site: 'S01', year: '200' }]);
  await page.goto(`/r/target_plan/${plan.id}`);
  await cell(page, 0, 0).click();
  await page.keyboard.type('111');
  await page.keyboard.press('Enter');
  // Meanwhile somebody else writes into the same year, and into another row.
  await enterRows(page, plan.id, [{ site: 'M01', year: '999' }, { site: 'S02', year: '300' }]);
  await save(page);
  await expect(dialog(page).getByText('别人刚改过这个方案')).toBeVisible();
  await expect(dialog(page).getByRole('row', { name: '云汇广场 全年 111 999' })).toBeVisible();
  await dialog(page).getByRole('button', { name: '用我的并保存' }).click();
  await toast(page, '已保存');
  await expect(sheet(page).locator('.tg-name')).toHaveCount(3);
  await expect(cell(page, 0, 0)).toContainText('111');
});

test('a block goes where it is put, is taken back, and is not lost by leaving', async ({ page }) => {
  await enter(page, 'analyst');
  const plan = await planned(page);
  await enterRows(page, plan.id, [{ site: 'M01', year: '100' }, { site: 'S01', year: '200' }]);
  await page.goto(`/r/target_plan/${plan.id}`);
  await cell(page, 0, 1).click();
  await paste(page, '1,000\t2万\n3\t4');
  await expect(cell(page, 0, 2)).toContainText('20,000');
  await expect(cell(page, 1, 2)).toContainText('4');
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('1000\t20000\n3\t4');
  await page.keyboard.press('Delete');
  await expect(cell(page, 0, 2)).toHaveText('');
  await page.keyboard.press('Control+z');
  await expect(cell(page, 0, 2)).toContainText('20,000');
  await page.getByRole('button', { name: '返回列表' }).click();
  await dialog(page).getByRole('button', { name: '继续编辑' }).click();
  await expect(cell(page, 0, 2)).toContainText('20,000');
  await page.getByRole('button', { name: '添加对象' }).click();
  await dialog(page).getByRole('combobox', { name: '门店' }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('云汇超市滨江店').click();
  await dialog(page).getByRole('button', { name: '添加 1 行' }).click();
  await expect(sheet(page).locator('.tg-name')).toHaveCount(3);
  await cell(page, 2, 1).click();
  await page.getByRole('button', { name: '删除行' }).click();
  await expect(sheet(page).locator('.tg-name')).toHaveCount(2);
  // A row that is saved leaves the plan once that is saved.
  await cell(page, 1, 0).click();
  await page.getByRole('button', { name: '删除行' }).click();
  await save(page);
  await toast(page, '已保存');
  await page.reload();
  await expect(sheet(page).locator('.tg-name')).toHaveText(['1云汇广场']);
});

test('a revision is the next edition, told apart from the one before, and can be discarded', async ({ page }) => {
  await enter(page, 'director');
  const plan = await planned(page, 2042);
  await enterRows(page, plan.id, [{ site: 'M01', year: '1200', months: Array.from({ length: 12 }, () => '100') }]);
  for (const verb of ['submit', 'approve']) expect((await page.request.post(`/api/records/target_plan/${plan.id}/do/${verb}`, { data: {} })).status()).toBe(200);
  await page.goto(`/r/target_plan/${plan.id}`);
  await expect(page.getByText('生效中，不能修改')).toBeVisible();
  await page.getByRole('button', { name: '修订' }).click();
  await dialog(page).getByRole('button', { name: '修订' }).click();
  // One goes on with the edition that has come about.
  await expect(page).not.toHaveURL(new RegExp(plan.id));
  await expect(page.getByText('草稿', { exact: true })).toBeVisible();
  await cell(page, 0, 1).click();
  await page.keyboard.type('300');
  await page.keyboard.press('Tab');
  await expect(sheet(page).locator('.tg-gaps .warn')).toContainText('−200');
  await page.keyboard.press('Control+s');
  await toast(page, '已保存');
  await page.getByRole('tab', { name: '版次' }).click();
  await expect(page.locator('.tg-editions li').first()).toContainText('1月 +200');
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '作废' }).click();
  await dialog(page).getByRole('button', { name: '作废' }).click();
  await expect(page.getByText('已作废', { exact: true })).toBeVisible();
});
