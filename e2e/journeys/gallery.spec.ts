// The pictures of the README, taken from the real program when SHUZHI_PICTURES=1 asks for them.
import { expect, test, type Page } from '@playwright/test';
import { enter, me, prefer, settled } from './house';
import { till } from './till';

test.skip(!process.env.SHUZHI_PICTURES, 'pictures are taken on request');

const take = async (page: Page, name: string) => {
  await settled(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `../docs/pictures/${name}.png`, animations: 'disabled' });
};

/** The company's report on the last whole month, accepted. */
async function accepted(page: Page): Promise<string> {
  const until = new Date((await me(page)).data_until);
  const month = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - 1)).toISOString().slice(0, 7);
  type Row = { id: string; version: number };
  let row = (await (await page.request.post('/api/records/report/do/draft', { data: { month } })).json()) as Row;
  for (const verb of ['submit', 'accept']) {
    const headers = { 'if-match': `"${row.version}"` };
    row = (await (await page.request.post(`/api/records/report/${row.id}/do/${verb}`, { data: {}, headers })).json()) as Row;
  }
  return row.id;
}

test('at a desk', async ({ page }) => {
  test.setTimeout(240_000);
  await prefer(page, { theme: 'light', lang: 'zh' });
  // A smaller screen: the gradient makes a large file.
  await page.setViewportSize({ width: 1200, height: 750 });
  await page.goto('/sign-in');
  await expect(page.getByLabel('账号')).toBeVisible();
  await take(page, 'sign-in');
  await page.setViewportSize({ width: 1440, height: 900 });
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await expect(page.locator('.kpi-value').first()).toBeVisible();
  await take(page, 'dashboard');
  await page.goto('/sales/explore?rows=category&cols=month&period=this_year&compare=last_year');
  await expect(page.locator('.ex-chart svg').first()).toBeVisible();
  await take(page, 'explorer');
  await page.goto('/sales/pareto?dim=shop&site=M01');
  await expect(page.locator('.rank-table').first()).toBeVisible();
  await take(page, 'pareto');
  await page.goto('/sales/why?where.floor=L2&where.category=M-WOMEN&site=M01');
  await expect(page.locator('.why-sentence')).toHaveCount(3);
  await take(page, 'why');
  const found = (await (await page.request.get('/api/records/anomaly?f.level=shop&f.side=below&f.verdict=own&q=M01-L219')).json()) as { items: { id: string }[] };
  await page.goto(`/r/anomaly/${found.items[0]!.id}`);
  await expect(page.getByRole('region', { name: '前后几周' })).toBeVisible();
  await take(page, 'anomaly');
  await page.goto('/sales/board');
  await expect(page.locator('.pg-row').first()).toBeVisible();
  await take(page, 'board');
  const plans = (await (await page.request.get('/api/records/target_plan?f.state=draft&f.measure=sales&sort=code')).json()) as { items: { id: string }[] };
  await page.goto(`/r/target_plan/${plans.items[0]!.id}`);
  await expect(page.locator('.tg-cell').first()).toBeVisible();
  await take(page, 'targets');
  await page.goto('/sales/import?step=new');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '文三店收银日结.csv', mimeType: 'text/csv', buffer: till('A', (await me(page)).data_until, '2026-13-45') });
  await expect(page.getByRole('region', { name: '问题清单' }).first()).toBeVisible();
  await take(page, 'import');
  await page.goto('/r/shop');
  await expect(page.locator('.ant-table-row').first()).toBeVisible();
  await take(page, 'list');
  const report = await accepted(page);
  await page.goto(`/r/report/${report}`);
  await expect(page.locator('.paper-number').first()).toBeVisible();
  await take(page, 'report');
});

test('in the dark', async ({ page }) => {
  await prefer(page, { theme: 'dark', lang: 'zh' });
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await expect(page.locator('.kpi-value').first()).toBeVisible();
  await take(page, 'dashboard-dark');
});

test.describe('in the hand', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test('the dashboard', async ({ page }) => {
    await prefer(page, { theme: 'light', lang: 'zh' });
    await enter(page, 'mall');
    await page.goto('/sales/dashboard');
    await expect(page.locator('.kpi-value').first()).toBeVisible();
    await take(page, 'phone');
  });
});
