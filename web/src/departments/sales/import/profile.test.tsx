// A kept profile in its form: shown in words, changed by the panels of the wizard, and never lost where it cannot be read.
import { useState } from 'react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { catalogueQ } from '../../../measure/queries';
import { compile } from '../../../record/compile';
import { show } from '../../../test-page';
import ProfileChanges from './ProfileChanges';
import ProfileInput from './ProfileInput';
import ProfileView from './ProfileView';

const target = (name: string, zh: string) => ({ name, zh, en: name, about: { zh: '', en: '' }, kinds: ['sales'], required: name === 'day' ? ['sales'] : [] });
const [field] = compile(
  {
    properties: {
      profile: { title: '模板', type: 'string', 'x-ui': { widget: 'profile' }, 'x-targets': [target('day', '日期'), target('item', '单品'), target('amount', '金额')] } as object,
    },
  },
  'zh',
);
const known: [readonly unknown[], unknown][] = [
  [catalogueQ.queryKey, { measures: [], dims: [{ name: 'item', zh: '单品', en: 'Item', record: 'item', time: false }] }],
];
const start = '{"name":"日结","kind":"sales","columns":{"day":"日期","item":"货号"},"constants":{},"later":1}';

let now = '';
function Form({ text }: { text: string }) {
  const [value, setValue] = useState(text);
  const change = (next: unknown) => {
    now = String(next);
    setValue(now);
  };
  return <ProfileInput field={field!} value={value} onChange={change} />;
}
const profile = () => JSON.parse(now) as { columns: Record<string, string>; unknown?: object; later?: number };

test('columns are renamed, given another meaning, added and removed; what has no control is kept', async () => {
  show(<Form text={start} />, { known });
  const title = await screen.findByRole('textbox', { name: '列标题 日期' });
  await userEvent.clear(title);
  await userEvent.type(title, '营业日');
  await userEvent.tab();
  expect(profile()).toMatchObject({ columns: { day: '营业日', item: '货号' }, later: 1 });

  await userEvent.type(screen.getByRole('textbox', { name: '文件里的列标题' }), '实收{Enter}');
  expect(profile().columns).toEqual({ day: '营业日', item: '货号' });
  await userEvent.click(screen.getByRole('combobox', { name: '实收 含义' }));
  await userEvent.click(await screen.findByText('金额'));
  expect(profile().columns).toEqual({ day: '营业日', item: '货号', amount: '实收' });
  expect(screen.getAllByRole('textbox', { name: /^列标题/ }).map((box) => (box as HTMLInputElement).value)).toEqual(['营业日', '货号', '实收']);

  await userEvent.click(within(screen.getByRole('region', { name: '系统里没有的名称' })).getByText('拒绝这些行'));
  expect(profile().unknown).toEqual({ item: 'refuse' });
  await userEvent.click(screen.getByRole('button', { name: '删除列“货号”' }));
  expect(profile().columns).toEqual({ day: '营业日', amount: '实收' });
});

test('letters that are no profile are shown to be mended, and are not overwritten', async () => {
  show(<Form text='{"columns":' />, { known });
  expect(await screen.findByText('这段文字不是有效的 JSON，改好后才能在上面查看和保存。')).toBeInTheDocument();
  expect(screen.queryByText('列的含义')).toBeNull();
  expect(screen.getByRole('textbox')).toHaveValue('{"columns":');
});

test('a profile is read in words', async () => {
  show(<ProfileView field={field!} value={start} />, { known });
  const columns = within(await screen.findByRole('region', { name: '从文件的列读取' }));
  expect(columns.getByText('日期', { selector: 'dt' })).toBeInTheDocument();
  expect(columns.getByText('货号', { selector: 'dd' })).toBeInTheDocument();
});

test('a history tells what changed, not the whole of it', async () => {
  show(<ProfileChanges field={field!} before={start} after={start.replace('货号', '商品编码')} />, { known });
  expect((await screen.findByRole('listitem')).textContent).toBe('单品：货号 → 商品编码');
});
