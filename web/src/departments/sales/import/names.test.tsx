// Many unknown names: fifty at a time, and any of them found by its letters.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { show } from '../../../test-page';
import { Names } from './Names';
import type { Unknown } from './wire';

const names = (count: number): Unknown[] =>
  Array.from({ length: count }, (_, n) => ({ dim: 'brand', value: `牌子 A${n + 1}`, rows: 1000 - n, decided: null, suggest: [] }));
const listed = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent);
const draw = (count: number) => show(
    <Names label="品牌" names={names(count)}>
      {(name) => <button type="button">{name.value}</button>}
    </Names>,
  );

test('few names are one list without a search', async () => {
  draw(50);
  expect(await screen.findAllByRole('rowheader')).toHaveLength(50);
  expect(screen.queryByRole('searchbox')).toBeNull();
  expect(screen.queryByRole('list')).toBeNull();
});

test('many names are turned by pages and found by their letters, from the first page on', async () => {
  draw(120);
  expect(await screen.findAllByRole('rowheader')).toHaveLength(50);
  await userEvent.click(screen.getByTitle('3'));
  expect(listed()).toHaveLength(20);
  expect(listed()[0]).toBe('牌子 A101');
  await userEvent.type(screen.getByRole('searchbox', { name: '搜索品牌名称' }), 'a11');
  expect(listed()).toEqual(['牌子 A11', ...Array.from({ length: 10 }, (_, n) => `牌子 A${110 + n}`)]);
  await userEvent.type(screen.getByRole('searchbox'), '-none');
  expect(await screen.findByText('没有这样的名称')).toBeInTheDocument();
});
