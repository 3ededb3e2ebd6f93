// What every journey needs: the keys of the demonstration company, the pages by name, and how to wait for figures.
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

export type Account = 'admin' | 'director' | 'mall' | 'store' | 'analyst' | 'clerk' | 'auditor';
export const PASSWORD = process.env.SHUZHI_PASSWORD ?? 'shuzhi-demo';
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;
const keys = new Map<Account, Cookies>();

/** Signs in without the page. */
export async function signIn(request: APIRequestContext, account: string, password = PASSWORD) {
  const answer = await request.post('/api/session', { data: { account, password } });
  expect(answer.status(), `sign-in of ${account}`).toBe(200);
}

/** The page belongs to this person from now on; one sign-in serves the whole run. */
export async function enter(page: Page, account: Account) {
  const context = page.context();
  await context.clearCookies();
  const kept = keys.get(account);
  if (kept) return context.addCookies(kept);
  await signIn(page.request, account);
  keys.set(account, await context.cookies());
}

type Prefs = { theme?: 'light' | 'dark' | 'auto'; lang?: 'zh' | 'en' };
/** What this person likes on this device, unless they have chosen since. */
export const prefer = (page: Page, prefs: Prefs) =>
  page.addInitScript((value) => {
    if (!localStorage.getItem('shuzhi.prefs')) localStorage.setItem('shuzhi.prefs', value);
  }, JSON.stringify(prefs));

/** Everything has arrived and nothing moves any more. */
export async function settled(page: Page) {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning, [aria-busy=true]')).toHaveCount(0);
  await page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'));
}

/** Goes to a page by the menu, as a person does; the program is not loaded anew. */
export async function choose(page: Page, name: string) {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** Ctrl K, ready to type into. */
export async function openPalette(page: Page) {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: '搜索页面、品牌、店铺' })).toBeFocused();
}

export const dialog = (page: Page) => page.getByRole('dialog');
export const toast = (page: Page, words: string) => expect(page.locator('.ant-message').getByText(words)).toBeVisible();
/** Words that no other run has used. */
export const unique = (word: string) => `${word}${Date.now().toString(36).toUpperCase()}`;

/** Downloads what the act starts; answers its bytes. */
export async function download(page: Page, act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(part as Buffer);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) };
}

/** A workbook or a Word file is a zip that holds this part. */
export function expectZip(bytes: Buffer, part: string) {
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.includes(part), part).toBe(true);
}

export type Me = { today: string; data_until: string; sites: { id: string; code: string; name: string }[] };
export const me = async (page: Page): Promise<Me> => (await (await page.request.get('/api/session')).json()) as Me;

type Property = {
  title?: string;
  type?: string | string[];
  readOnly?: boolean;
  enum?: string[];
  'x-enum'?: { zh: string }[];
  'x-ui'?: { create?: string };
  anyOf?: Property[];
};
type Schema = { required?: string[]; properties: Record<string, Property> };
export const meta = async (page: Page, type: string): Promise<Schema> =>
  (await (await page.request.get(`/api/meta/${type}`)).json()) as Schema;
/** The fields that a person must fill in. */
export const required = (schema: Schema): [string, Property][] =>
  (schema.required ?? []).flatMap((key): [string, Property][] => {
    const p = schema.properties[key];
    return p && !p.readOnly && p.type !== 'boolean' && p['x-ui']?.create !== 'auto' ? [[key, p]] : [];
  });

/** Fills in what the form requires; `values` are for fields that matter to the journey. */
export async function fillRequired(form: Locator, schema: Schema, values: Record<string, string>) {
  for (const [key, property] of required(schema)) {
    const control = form.getByLabel(property.title ?? key, { exact: true });
    const choices = property['x-enum'] ?? property.anyOf?.find((p) => p['x-enum'])?.['x-enum'];
    if (choices) {
      await control.click();
      await form.page().locator('.ant-select-dropdown:visible').getByTitle(choices[0]!.zh, { exact: true }).click();
    } else await control.fill(values[key] ?? unique('K'));
  }
}
