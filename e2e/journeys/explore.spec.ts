// Asking the figures: from all sites down to the lines of one category, a view kept under a name, and a workbook to take away.
import { expect, test } from '@playwright/test';
import { dialog, download, enter, expectZip, settled, toast, unique } from './house';

test('sales are taken apart down to the facts, the view is kept, and the table goes to Excel', async ({ page }) => {
  await enter(page, 'director');
  await page.goto('/sales/explore');
  const row = page.getByRole('row', { name: /^云汇广场/ });
  await row.getByRole('button').first().click();
  await page.getByRole('menuitem', { name: '按品类拆分' }).click();
  await expect(page).toHaveURL(/rows=category/);
  await expect(page).toHaveURL(/where\.site=M01/);

  // One step further: the lines behind one figure, with its definition, its days and the version of the data.
  const food = page.getByRole('row', { name: /^餐饮/ });
  const figure = food.getByRole('button').first();
  const shown = await figure.getAttribute('title');
  await figure.click();
  await page.getByRole('menuitem', { name: '查看明细' }).click();
  const facts = dialog(page);
  await expect(facts.getByText(shown!)).toBeVisible();
  await expect(facts.getByText('数据版本')).toBeVisible();
  await expect(facts.getByText('云汇广场').first()).toBeVisible();
  expect(await facts.locator('tbody tr').count()).toBeGreaterThan(10);
  await facts.getByRole('button', { name: '下一页' }).click();
  await expect(facts.getByRole('button', { name: '上一页' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(facts).toBeHidden();

  // Compared with last year, by month.
  await page.getByRole('checkbox', { name: '同比' }).check();
  await expect(page).toHaveURL(/compare=last_year/);
  await expect(food.locator('.move').first()).toBeVisible();

  const name = unique('餐饮视图');
  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByRole('button', { name: '保存当前视图' }).click();
  await dialog(page).getByLabel('视图名称').fill(name);
  await dialog(page).getByRole('button', { name: '保存' }).click();
  await toast(page, '视图已保存');
  await page.getByRole('button', { name: '恢复默认' }).click();
  await expect(page).not.toHaveURL(/rows=category/);
  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page).toHaveURL(/rows=category/);
  await expect(page).toHaveURL(/where\.site=M01/);

  await settled(page);
  const file = await download(page, () => page.getByRole('button', { name: '导出 Excel' }).click());
  expect(file.name).toMatch(/\.xlsx$/);
  expectZip(file.bytes, 'xl/worksheets/sheet1.xml');

  // Back steps through the views that were seen.
  await page.goBack();
  await expect(page).not.toHaveURL(/rows=category/);
});

test.describe('with movement on screen', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('Esc closes the facts even while a tip is fading away under them', async ({ page }) => {
    await enter(page, 'director');
    await page.goto('/sales/dashboard');
    await settled(page);
    const figure = page.locator('.kpi-value').nth(1);
    await figure.focus();
    await page.locator('.kpi-moves .move').nth(1).hover();
    await expect(page.locator('.ant-tooltip')).toBeVisible();
    // The tip fades for a tenth of a second only, so the page itself presses the key in time.
    const pressed = page.evaluate(
      () =>
        new Promise<boolean>((done) => {
          const watch = new MutationObserver(() => {
            if (!document.querySelector('.ant-tooltip[class*="-leave"]')) return;
            watch.disconnect();
            setTimeout(() => {
              const open = !!document.querySelector('[role=dialog]');
              document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
              done(open);
            });
          });
          watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['class'] });
        }),
    );
    await figure.press('Enter');
    expect(await pressed, 'the facts were open').toBe(true);
    await expect(dialog(page)).toBeHidden();
  });
});
