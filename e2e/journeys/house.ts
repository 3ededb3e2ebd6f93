// What every journey needs: the key to the house, filling in whatever a form requires, and the check for accessibility.
import AxeBuilder from '@axe-core/playwright';
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

export const ACCOUNT = 'admin';
/** The mock's password, unless the real server's is given. */
const FIRST = process.env.SHUZHI_PASSWORD ?? 'shuzhi-demo-2026';
/** A first password must be changed at the first sign-in; later runs find the changed one. */
const CHANGED = `${FIRST}-changed`;
let known = FIRST;

/** Signs in without the page; answers the password that is valid now. */
export async function enter(request: APIRequestContext): Promise<string> {
  const post = (password: string) => request.post('/api/session', { data: { account: ACCOUNT, password } });
  let answer = await post(known);
  if (answer.status() === 401 && known === FIRST) { known = CHANGED; answer = await post(known); }
  expect(answer.status(), 'sign-in').toBe(200);
  if ((await answer.json() as { must_change_password: boolean }).must_change_password) {
    const change = await request.post('/api/session/password', { data: { old: known, new: CHANGED } });
    expect(change.ok(), 'first password changed').toBe(true);
    known = CHANGED;
  }
  return known;
}

type Property = { title?: string; type?: string | string[]; format?: string; readOnly?: boolean; 'x-enum'?: { zh: string }[]; 'x-ui'?: { create?: string }; anyOf?: Property[]; minimum?: number };
type Schema = { required?: string[]; properties: Record<string, Property> };
export const meta = async (request: APIRequestContext, type: string): Promise<Schema> => await (await request.get(`/api/meta/${type}`)).json() as Schema;
/** The titles of the fields that a person must fill in. */
export const required = (schema: Schema): [string, Property][] =>
  (schema.required ?? []).flatMap((key): [string, Property][] => { const p = schema.properties[key]; return p && !p.readOnly && p.type !== 'boolean' && p['x-ui']?.create !== 'auto' ? [[key, p]] : []; });

/** Words that no other run has used. */
export const unique = (word: string) => `${word}${Date.now().toString(36).toUpperCase()}`;

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

export async function axe(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
  return violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 140)).join(' | ')}`);
}

export const dialog = (page: Page) => page.getByRole('dialog');
export const toast = (page: Page, words: string) => expect(page.locator('.ant-message').getByText(words)).toBeVisible();
