// The first day of a colleague: an account made by the administrator, a first password that must be changed, and the first page.
import { expect, test } from '@playwright/test';
import { enter, me, unique } from './house';

test('a colleague signs in for the first time, chooses a password and sees the dashboard of the site', async ({ page }) => {
  await enter(page, 'admin');
  const account = unique('new').toLowerCase();
  const [site] = (await me(page)).sites;
  const made = await page.request.post('/api/records/user', {
    data: { account, name: '新同事', roles: ['site_manager'], all_sites: false, sites: [site!.id] },
  });
  expect(made.status(), await made.text()).toBe(201);
  const row = (await made.json()) as { id: string; version: number };
  const reset = await page.request.post(`/api/records/user/${row.id}/do/reset_password`, {
    data: {},
    headers: { 'if-match': `"${row.version}"` },
  });
  const first = Object.values((await reset.json()) as Record<string, unknown>).find(
    (v) => typeof v === 'string' && v.length >= 10,
  ) as string;
  await page.context().clearCookies();

  await page.goto('/sales/explore');
  await expect(page).toHaveURL(/sign-in\?back=/);
  await page.getByLabel('账号').fill(account);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('请填写密码')).toBeVisible();
  await page.getByLabel('密码', { exact: true }).fill('not-the-password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('账号或密码不对')).toBeVisible();
  await page.getByLabel('密码', { exact: true }).fill(first);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: '请先修改初始密码' })).toBeVisible();
  const own = unique('My-own-');
  await page.getByLabel('当前密码').fill(first);
  await page.getByLabel('新密码', { exact: true }).fill(own);
  await page.getByLabel('再输一次新密码').fill(`${own}x`);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText('两次输入的新密码不一样')).toBeVisible();
  await page.getByLabel('再输一次新密码').fill(own);
  await page.getByRole('button', { name: '修改密码' }).click();

  // Back at the page that was asked for, with the one site that is theirs.
  await expect(page.getByRole('heading', { name: '销售分析' })).toBeVisible();
  await expect(page.getByRole('banner').getByText(site!.name)).toBeVisible();
  await page.getByRole('button', { name: /新同事/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
});
