// Language and appearance: changed on the spot, remembered on the next visit.
import { expect, test } from '@playwright/test';
import { enter, settled } from './house';

const CHINESE = /[\u4e00-\u9fff]/;

test('English and dark are taken on at once and remembered', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await expect(page.getByRole('heading', { name: '经营看板' })).toBeVisible();
  await page.getByRole('button', { name: '偏好设置' }).click();
  await page.getByText('English', { exact: true }).click();
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible();
  await settled(page);
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(['en', 'dark']);
  const [red = 255] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g)!.map(Number);
  expect(red).toBeLessThan(60);

  // Names of sites and brands stay Chinese; the words around them do not.
  expect(await page.getByRole('navigation').innerText()).not.toMatch(CHINESE);
  for (const words of await page.locator('.kpi-title, .fig-card h2, .fig-sub, .page-head').allInnerTexts())
    expect(words).not.toMatch(CHINESE);

  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByText('中文', { exact: true }).click();
  await page.getByText('浅色', { exact: true }).click();
  await expect(page.getByRole('heading', { name: '经营看板' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
});

test('who likes a rise in green sees it in green', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await settled(page);
  const rise = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--rise').trim());
  const red = await rise();
  await page.getByRole('button', { name: '偏好设置' }).click();
  await page.getByText('绿涨红跌').click();
  expect(await rise()).not.toBe(red);
});
