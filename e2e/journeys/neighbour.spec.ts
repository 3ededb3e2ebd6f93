// A site manager sees the own site and nothing of the neighbour: not in lists, figures or search, and not by a copied address.
import { expect, test } from '@playwright/test';
import { enter, me, openPalette, settled } from './house';

test('the mall manager finds no trace of the store in 文三路', async ({ page }) => {
  await enter(page, 'director');
  const store = (await me(page)).sites.find((s) => s.code === 'S01')!;
  const reply = await page.request.post('/api/records/report/do/draft', {
    data: { month: (await me(page)).data_until.slice(0, 7), site_id: store.id },
  });
  const report = ((await reply.json()) as { id: string }).id;

  await enter(page, 'mall');
  // Lists.
  await page.goto('/r/site');
  await expect(page.getByText('云汇广场').first()).toBeVisible();
  await expect(page.getByText('共 1 条')).toBeVisible();
  await expect(page.getByText(store.name)).toBeHidden();

  // Figures: the page offers only the own site, and the neighbour's is told in the words for what does not exist.
  await page.goto('/sales/explore?rows=site');
  await expect(page.getByRole('row', { name: /^云汇广场/ })).toBeVisible();
  await settled(page);
  await expect(page.getByRole('row', { name: /云汇超市/ })).toHaveCount(0);
  await page.goto('/sales/explore?rows=site&where.site=S01');
  await expect(page.getByText('没有编码为“S01”的门店，或不在您负责的范围内')).toBeVisible();
  const asked = await page.request.get('/api/measures/query?measures=sales&from=2026-01-01&to=2026-12-31&where.site=S01');
  expect(asked.status()).toBe(400);

  // Search.
  await openPalette(page);
  await page.keyboard.type('文三店');
  await expect(page.getByText('没有找到“文三店”')).toBeVisible();
  await page.keyboard.press('Escape');

  // Addresses that a colleague might have sent.
  for (const path of [`/r/site/${store.id}`, `/r/report/${report}`]) {
    await page.goto(path);
    await expect(page.getByText('没有这个页面')).toBeVisible();
    await expect(page.getByText(store.name)).toBeHidden();
  }
});
