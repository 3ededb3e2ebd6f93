// On a phone of 390 pixels: the menu is a drawer, rows are cards, and no page is wider than the hand.
import { expect, test, type Page } from '@playwright/test';
import { dialog, enter, settled } from './house';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const fits = async (page: Page, name: string) => {
  await settled(page);
  const { wide, culprits } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - innerWidth,
    culprits: [...document.querySelectorAll('#main *')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3)
      .map((e) => e.className),
  }));
  expect(wide, `${name} is too wide: ${culprits.join(' | ')}`).toBeLessThanOrEqual(0);
};

async function choose(page: Page, name: string) {
  await page.getByRole('button', { name: '打开菜单' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('button', { name: '打开菜单' })).toBeVisible();
}

test('every page fits, and the everyday things can be done', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/dashboard');
  await page.locator('.kpi-value').first().tap();
  await expect(dialog(page).getByText('销售额的数据依据')).toBeVisible();
  await expect(dialog(page).locator('tbody tr').first()).toBeVisible();
  await dialog(page)
    .getByRole('button', { name: /关闭|Close/ })
    .tap();
  await expect(dialog(page)).toBeHidden();
  await fits(page, '经营看板');
  for (const name of ['销售分析', '为什么', '目标进度', '进度看板', '目标方案', '80/20', '畅销与滞销', '销售导入', '营业报告', '门店', '品牌', '通知', '后台任务']) {
    await choose(page, name);
    await fits(page, name);
    await expect(page.getByText('[object'), name).toHaveCount(0);
  }
  await choose(page, '品牌');
  await page.locator('.card').first().tap();
  await expect(dialog(page).getByRole('tab', { name: '变更记录' })).toBeVisible();
});
