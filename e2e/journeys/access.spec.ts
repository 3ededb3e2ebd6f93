// Everyone can use every page: axe finds no serious fault, in light and in dark, in lists, forms, drawers and menus.
import { expect, test } from '@playwright/test';
import { look, type Found } from './access';
import { choose, dialog, enter, me, prefer } from './house';
import { till } from './till';

test.beforeEach(async ({ page }) => {
  test.setTimeout(240_000);
  await prefer(page, { theme: 'auto' });
  await enter(page, 'admin');
});

test('the pages about sales', async ({ page }) => {
  const found: Found = {};
  await page.goto('/sales/dashboard');
  await look(page, 'dashboard', found);
  await page.locator('.kpi-value').first().click();
  await expect(dialog(page).locator('tbody tr').first()).toBeVisible();
  await look(page, 'evidence', found);
  await page.keyboard.press('Escape');
  await choose(page, '销售分析');
  await page
    .getByRole('row', { name: /^云汇广场/ })
    .getByRole('button')
    .first()
    .click();
  await look(page, 'explorer and its menu', found);
  await page.keyboard.press('Escape');
  for (const name of ['为什么', '目标进度', '进度看板', '80/20', '畅销与滞销', '销售导入']) {
    await choose(page, name);
    await look(page, name, found);
  }
  await page.getByRole('button', { name: '导入销售数据' }).first().click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '日结.csv', mimeType: 'text/csv', buffer: till('AXE', (await me(page)).data_until, '2026-13-45') });
  await expect(page.getByRole('region', { name: '问题清单' }).first()).toBeVisible();
  await look(page, 'import, check', found);
  expect(found).toEqual({});
});

test('a plan of targets, its grid with a wrong cell, and its dialogs', async ({ page }) => {
  const found: Found = {};
  const made = await page.request.post('/api/records/target_plan', { data: { name: 'AXE', year: 2041 } });
  const plan = (await made.json()) as { id: string };
  await page.request.post(`/api/records/target_plan/${plan.id}/do/enter`, { data: { rows: [{ site: 'M01', year: '100', months: ['1'] }] } });
  await page.goto(`/r/target_plan/${plan.id}`);
  await page.locator('.tg-cell').first().click();
  await page.keyboard.type('many');
  await look(page, 'cell that is edited', found);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect(page.locator('.tg-cell.wrong')).toBeVisible();
  await look(page, 'grid with a wrong cell', found);
  await page.getByRole('button', { name: '添加对象' }).click();
  await look(page, 'adding targets', found);
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '分解' }).click();
  await look(page, 'breaking down', found);
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await page.getByRole('tab', { name: '版次' }).click();
  await look(page, 'editions', found);
  expect(found).toEqual({});
});

test('lists, rows and forms', async ({ page }) => {
  const found: Found = {};
  await page.goto('/r/brand');
  await page.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByRole('checkbox').nth(1).check();
  await look(page, 'list with filters and a chosen row', found);
  await page.locator('.ant-table-row a').first().click();
  await expect(dialog(page).getByRole('tab', { name: '变更记录' })).toBeVisible();
  await look(page, 'row', found);
  await dialog(page).getByRole('tab', { name: '变更记录' }).click();
  await look(page, 'history', found);
  await page.goto('/r/site?form=new');
  await dialog(page)
    .getByRole('button', { name: /^保存 / })
    .click();
  await expect(dialog(page).locator('.ant-form-item-explain-error').first()).toBeVisible();
  await look(page, 'form with errors', found);
  expect(found).toEqual({});
});

test('reports, the system pages, the palette, a wrong address and the sign-in page', async ({ page }) => {
  const found: Found = {};
  const month = (await me(page)).data_until.slice(0, 7);
  const drafted = await page.request.post('/api/records/report/do/draft', { data: { month } });
  await page.goto(`/r/report/${((await drafted.json()) as { id: string }).id}`);
  await look(page, 'report', found);
  for (const name of ['营业报告', '账号', '后台任务', '变更查询']) {
    await choose(page, name);
    await look(page, name, found);
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look(page, 'palette', found);
  await page.goto('/nowhere');
  await look(page, 'wrong address', found);
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await look(page, 'sign-in', found);
  expect(found).toEqual({});
});

test('the phone', async ({ page }) => {
  const found: Found = {};
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/sales/dashboard');
  await look(page, 'dashboard', found);
  await page.getByRole('button', { name: '打开菜单' }).click();
  await look(page, 'menu', found);
  await page.getByRole('link', { name: '品牌', exact: true }).click();
  await expect(page.locator('.card').first()).toBeVisible();
  await look(page, 'cards', found);
  expect(found).toEqual({});
});
