// The monthly report: drafted from data, written around its figures, handed in, accepted by the director, and taken away as files.
import { expect, test, type Page } from '@playwright/test';
import { extractText, getDocumentProxy } from 'unpdf';
import { dialog, download, enter, expectZip, settled, unique } from './house';

type Figure = {
  id: string;
  measure: string;
  value: string | number | null;
  query: { from: string; to: string; where: Record<string, string[]> };
};
type Document = { data_version: string; figures: Figure[]; headline: string[] };

async function textOf(pdf: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  // A printer sets Chinese and Latin apart; what is said is the same.
  return text.replace(/\s+/g, '');
}

/** Every figure answers what it is made of; a sample keeps the journey short. */
async function evidenceOfAll(page: Page, id: string) {
  const document = (await (await page.request.get(`/api/records/report/${id}/do/document`)).json()) as Document;
  for (const figure of document.figures.filter((_, i) => i % 6 === 0)) {
    const { from, to, where } = figure.query;
    const params = new URLSearchParams({ from, to, at: document.data_version });
    for (const [dim, keys] of Object.entries(where ?? {})) params.set(`where.${dim}`, keys.join(','));
    const answer = await page.request.get(`/api/measures/${figure.measure}/evidence?${params}`);
    expect(answer.status(), figure.id).toBe(200);
    expect(((await answer.json()) as { total: number }).total, figure.id).toBeGreaterThan(0);
  }
}

const act = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await expect(dialog(page)).toBeHidden();
};

test('a report is drafted, written, handed in, accepted and printed', async ({ page }) => {
  test.setTimeout(150_000);
  await enter(page, 'mall');
  await page.goto('/r/report');
  await page.getByRole('button', { name: '起草报告' }).first().click();
  await dialog(page).getByRole('button', { name: '起草', exact: true }).click();
  await expect(page).toHaveURL(/\/r\/report\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1, name: /云汇广场/ })).toBeVisible();
  const id = page.url().split('/').pop()!;

  // Each figure of the first page opens the facts behind it.
  const tiles = page.getByRole('region', { name: '主要结果' }).locator('button.paper-number');
  const count = await tiles.count();
  expect(count).toBeGreaterThanOrEqual(3);
  for (let i = 0; i < count; i += 1) {
    await tiles.nth(i).click();
    await expect(dialog(page).getByText(/的数据依据/)).toBeVisible();
    await expect(dialog(page).locator('tbody tr').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
  }
  await evidenceOfAll(page, id);
  const sales = await tiles.first().innerText();

  // The author's own words.
  const plan = unique('下月办两场市集');
  await page.getByRole('textbox', { name: /下月计划/ }).click();
  await page.keyboard.type(plan);
  await page.getByRole('textbox', { name: /支持/ }).click();
  await expect(page.getByRole('status').getByText('已保存')).toBeVisible();
  await page.reload();
  await expect(page.getByText(plan)).toBeVisible();

  await act(page, '提交');
  await expect(page.getByText('等待审批，暂不能修改')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /下月计划/ })).toBeHidden();

  // Who may accept it finds a notice in the bell, which leads to the report; so does its author afterwards.
  const told = async (account: 'director' | 'mall', words: RegExp) => {
    await enter(page, account);
    await page.goto('/sales/dashboard');
    await page.getByRole('button', { name: /条未读通知/ }).click();
    await page.getByRole('link', { name: words }).first().click();
    await expect(page).toHaveURL(new RegExp(id));
  };
  await told('director', /提交了报告/);
  await act(page, '通过');
  await expect(page.getByText('已定稿，不再改变')).toBeVisible();
  await told('mall', /通过了报告/);
  await enter(page, 'director');
  await page.reload();
  await settled(page);

  const take = async (kind: string) => {
    await page.getByRole('button', { name: '下载' }).click();
    return download(page, () => page.getByRole('menuitem', { name: kind }).click());
  };
  const pdf = await take('PDF');
  const text = await textOf(pdf.bytes);
  expect(text).toContain('云汇广场');
  expect(text).toContain(plan);
  expect(text).toContain(sales.replace(/\s+/g, ''));
  expectZip((await take('Word')).bytes, 'word/document.xml');
  expectZip((await take('Excel')).bytes, 'xl/workbook.xml');
});
