// The frame and the generic records, as a person uses them: sign in, find, make, change, end, and do it all by keyboard too.
import { expect, test, type Page } from '@playwright/test';
import { dialog, enter, fillRequired, meta, openPalette, PASSWORD, required, signIn, toast, unique } from './house';

const ACCOUNT = 'admin';

const list = async (page: Page, type: string, search = '') => {
  await page.goto(`/r/${type}${search}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

/** A brand made through the interface that the page uses; answers the row. */
async function makeBrand(page: Page, name: string) {
  const schema = await meta(page, 'brand');
  const own = Object.fromEntries(
    required(schema).map(([key, p]) => [key, key === 'name' ? name : ((p as { enum?: string[] }).enum?.[0] ?? unique('K'))]),
  );
  const answer = await page.request.post('/api/records/brand', { data: own });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()) as { id: string; version: number };
}

test.describe('signed in', () => {
  test.beforeEach(async ({ page }) => {
    await enter(page, 'admin');
  });

  test('a brand is made, found, changed and its history read', async ({ page }) => {
    const name = unique('晨光咖啡');
    const schema = await meta(page, 'brand');
    const title = schema.properties.name?.title ?? '';
    await list(page, 'brand');
    await page.keyboard.press('n');
    const form = dialog(page);
    // The cursor is in the first field, so that the keys of a form act at once.
    await expect(form.getByRole('textbox').first()).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(form.getByText(`请填写${title}`)).toBeVisible();
    await fillRequired(form, schema, { name });
    await page.keyboard.press('Control+Enter');
    await toast(page, '已保存');
    await expect(form).toBeHidden();
    await page.keyboard.press('/');
    await page.keyboard.type(name);
    await expect(page).toHaveURL(/q=/);
    await expect(page.getByText('共 1 条')).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name }).click();
    await dialog(page).getByRole('button', { name: '编辑' }).click();
    await dialog(page).getByLabel(title, { exact: true }).fill(`${name}二`);
    await page.keyboard.press('Control+Enter');
    await toast(page, '已保存');
    await page.getByRole('link', { name: `${name}二` }).click();
    await dialog(page).getByRole('tab', { name: '变更记录' }).click();
    await expect(dialog(page).locator('del', { hasText: name })).toBeVisible();
    await page.goBack();
    await expect(dialog(page)).toBeHidden();
  });

  test('a half-filled form asks before it is lost', async ({ page }) => {
    await list(page, 'brand');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    const title = (await meta(page, 'brand')).properties.name?.title ?? '';
    await dialog(page).getByLabel(title, { exact: true }).fill('还没写完');
    await dialog(page).getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '继续编辑' }).click();
    await expect(dialog(page).getByLabel(title, { exact: true })).toHaveValue('还没写完');
    await page.goBack();
    await page.getByRole('button', { name: '放弃修改' }).click();
    await expect(page.getByText('还没写完')).toBeHidden();
  });

  test('a refusal of the server stands under its field', async ({ page }) => {
    const schema = await meta(page, 'user');
    await list(page, 'user', '?form=new');
    const form = dialog(page);
    await form.getByLabel(schema.properties.account?.title ?? '', { exact: true }).fill(ACCOUNT);
    await form.getByLabel(schema.properties.name?.title ?? '', { exact: true }).fill('重名');
    await form.getByLabel(schema.properties.roles?.title ?? '', { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: /^保存 / }).click();
    await expect(
      form
        .locator('.ant-form-item', { hasText: schema.properties.account?.title ?? '' })
        .locator('.ant-form-item-explain-error')
        .first(),
    ).toBeVisible();
  });

  test('two people change one row: both versions are shown and one is chosen', async ({ page }) => {
    const brand = await makeBrand(page, unique('双人'));
    const title = (await meta(page, 'brand')).properties.name?.title ?? '';
    await list(page, 'brand', `?form=${brand.id}`);
    const mine = unique('我的'),
      theirs = unique('他的');
    await dialog(page).getByLabel(title, { exact: true }).fill(mine);
    const other = await page.request.patch(`/api/records/brand/${brand.id}`, {
      data: { name: theirs },
      headers: { 'if-match': `"${brand.version}"` },
    });
    expect(other.ok()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('其他人刚刚修改了这条记录')).toBeVisible();
    await page.getByRole('radio', { name: theirs }).check();
    await page.getByRole('button', { name: '按所选内容保存' }).click();
    await expect(dialog(page)).toBeHidden();
    await list(page, 'brand', `/${brand.id}`);
    await expect(page.getByRole('heading', { name: theirs })).toBeVisible();
  });

  test('an ended brand leaves the list, is found again with ended rows, and reopens', async ({ page }) => {
    const name = unique('停业');
    const brand = await makeBrand(page, name);
    // A row that something refers to is ended; one that nothing does may be deleted outright.
    await list(page, 'brand', `?q=${encodeURIComponent(name)}`);
    await page.getByRole('button', { name: `更多 ${name}` }).click();
    await page.getByRole('menuitem', { name: '停用' }).click();
    await dialog(page).getByRole('button', { name: '停用' }).click();
    await expect(page.getByText('没有符合条件的品牌')).toBeVisible();
    const still = await page.request.get(`/api/records/brand/${brand.id}`);
    if (!still.ok()) return;
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByLabel('包括已停用').check();
    await page.getByRole('button', { name: '查询' }).click();
    await expect(page.getByText('已停用', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: '恢复' }).click();
    await toast(page, '恢复：已完成');
  });

  test('the session ends in the middle of a form: signing in on the spot keeps what was typed', async ({ page }) => {
    // A session of its own: the others go on with the shared one.
    await page.context().clearCookies();
    await signIn(page.request, ACCOUNT);
    const title = (await meta(page, 'brand')).properties.name?.title ?? '';
    const name = unique('没丢');
    await list(page, 'brand', '?form=new');
    await fillRequired(dialog(page), await meta(page, 'brand'), { name });
    await page.request.delete('/api/session');
    await page.keyboard.press('Control+Enter');
    const box = page.getByRole('dialog', { name: '登录已过期，请重新登录' });
    await expect(box).toBeVisible();
    await box.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(box).toBeHidden();
    await expect(dialog(page).getByLabel(title, { exact: true })).toHaveValue(name);
    await dialog(page)
      .getByRole('button', { name: /^保存 / })
      .click();
    await toast(page, '已保存');
  });

  test('everything is found by keyboard: Ctrl K, arrows, Enter', async ({ page }) => {
    const name = unique('键盘');
    await makeBrand(page, name);
    await list(page, 'brand');
    await openPalette(page);
    await page.keyboard.type(name);
    await expect(page.getByRole('option', { name: new RegExp(name) })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await openPalette(page);
    await page.keyboard.type('账号');
    await expect(page.getByRole('option', { name: /账号/ }).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/r\/user/);
  });

  test('sorting and paging stay in the address', async ({ page }) => {
    for (let i = 0; i < 21; i += 1) await makeBrand(page, unique(`排序${i}`));
    await list(page, 'brand');
    await page.locator('th', { hasText: '名称' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/sort=name/);
    // The rows of before stay in sight until the new ones are there.
    await page.reload();
    await expect(page.locator('.ant-table-row a').first()).toBeVisible();
    const first = await page.locator('.ant-table-row a').first().innerText();
    await page.getByRole('button', { name: '下一页' }).click();
    await expect(page).toHaveURL(/after=/);
    await page.reload();
    await expect(page.locator('.ant-table-row a').first()).not.toHaveText(first);
    await page.getByRole('button', { name: '上一页' }).click();
    await expect(page.locator('.ant-table-row a').first()).toHaveText(first);
    await page.goBack();
    await expect(page).toHaveURL(/after=/);
    await page.goBack();
    await expect(page).not.toHaveURL(/after=/);
    await page.goBack();
    await expect(page).toHaveURL(/\/r\/brand$/);
  });

  test('a view is saved under a name and opened again', async ({ page }) => {
    const name = unique('我的视图');
    await list(page, 'brand', '?q=%E5%92%96&sort=-name');
    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('button', { name: '保存当前视图' }).click();
    await dialog(page).getByLabel('视图名称').fill(name);
    await dialog(page).getByRole('button', { name: '保存' }).click();
    await toast(page, '视图已保存');
    await list(page, 'brand');
    await page.getByRole('button', { name: '视图', exact: true }).click();
    await page.getByRole('button', { name }).first().click();
    await expect(page).toHaveURL(/sort=-name/);
    await expect(page).toHaveURL(/q=/);
  });

  test('a token is shown once, and sees the site that it is narrowed to', async ({ page, playwright, baseURL }) => {
    await list(page, 'api_token');
    await page.getByRole('button', { name: '新建令牌' }).first().click();
    await dialog(page).getByLabel('用途').fill(unique('日结'));
    await dialog(page).getByRole('combobox', { name: '限定门店' }).fill('S02');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: 'S02' }).click();
    await page.keyboard.press('Escape');
    await dialog(page).getByRole('button', { name: '新建令牌' }).click();
    const box = page.getByRole('dialog', { name: '请现在保存好' });
    await expect(box.getByRole('textbox')).not.toHaveValue('');
    const secret = await box.getByRole('textbox').inputValue();
    await box.getByRole('button', { name: '我已保存好' }).click();
    await expect(box).toBeHidden();
    const bearer = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { authorization: `Bearer ${secret}` } });
    const sites = (await (await bearer.get('/api/records/site')).json()) as { items: { code: string }[] };
    expect(sites.items.map((site) => site.code)).toEqual(['S02']);
    await bearer.dispose();
  });

  test('nothing is asked of the outside, and nothing breaks the security policy', async ({ page, baseURL }) => {
    const foreign: string[] = [],
      complaints: string[] = [];
    page.on('request', (r) => {
      if (!/^(data|blob):/.test(r.url()) && new URL(r.url()).origin !== new URL(baseURL ?? '').origin) foreign.push(r.url());
    });
    page.on('console', (m) => {
      if (/Content Security Policy/i.test(m.text())) complaints.push(m.text());
    });
    for (const path of ['/sales/dashboard', '/r/brand?form=new', '/system/audit']) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
    }
    expect([foreign, complaints]).toEqual([[], []]);
  });
});
