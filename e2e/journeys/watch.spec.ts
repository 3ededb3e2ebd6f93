// From the anomaly that was found at night to why it is so, and back to say what it was.
import { expect, test } from '@playwright/test';
import { dialog, enter, settled } from './house';

test('the manager of a mall opens an anomaly, asks why, and judges it', async ({ page }) => {
  await enter(page, 'mall');
  await page.goto('/r/anomaly');
  await settled(page);
  // The demonstration's shop that fell by itself.
  const row = page.getByRole('row', { name: /比预测低/ }).filter({ hasText: '自身变化' }).first();
  await row.getByRole('link', { name: /比预测低/ }).first().click();
  await settled(page);
  const id = new URL(page.url()).searchParams.get('open')!;
  await page.goto(`/r/anomaly/${id}`);
  await settled(page);
  await expect(page.getByText('与预测相比').first()).toBeVisible();
  await expect(page.getByRole('region', { name: '前后几周' })).toBeVisible();

  await page.getByRole('link', { name: /为什么变化/ }).click();
  await expect(page).toHaveURL(/\/sales\/why\?.*against=forecast/);
  await settled(page);
  await expect(page.locator('.why-sentence').first()).toContainText('与预测相比');
  await page.goBack();
  await settled(page);

  await page.getByRole('button', { name: '反馈', exact: true }).click();
  await dialog(page).getByLabel('反馈').first().click();
  await page.locator('.ant-select-dropdown:visible').getByText('早已知道').click();
  await dialog(page).getByLabel('说明').fill('店长休假');
  await dialog(page).getByRole('button', { name: '反馈' }).last().click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByText('店长休假').first()).toBeVisible();
});

test('the analyst says how many false alarms are put up with', async ({ page }) => {
  await enter(page, 'analyst');
  await page.goto('/r/watch');
  await settled(page);
  await expect(page.getByRole('row', { name: /各店铺销售额/ })).toBeVisible();
  await page.getByRole('row', { name: /各店铺销售额/ }).getByRole('button', { name: /编辑/ }).click();
  const field = dialog(page).getByLabel('四周误报上限');
  await field.fill('0');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(dialog(page).getByText(/1/).first()).toBeVisible();
  await field.fill('6');
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /各店铺销售额/ })).toContainText('6');
});
