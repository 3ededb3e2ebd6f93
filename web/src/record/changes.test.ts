// What a form sends, and what differs when two people changed one row.
import { expect, test } from 'vitest';
import { schemas } from '../../mock/schemas.mjs';
import { conflict, creation, patch, same } from './changes';
import { compile } from './compile';

const fields = compile(schemas.brand, 'zh');
const row = {
  id: '1',
  version: 3,
  name: '瑞雪咖啡',
  category: 'food',
  tags: ['首店'],
  ticket: '36.50',
  joined_on: null,
  flagship: false,
  remark: '旧',
  logo: null,
  contacts: [{ name: '王敏', role: null, mobile: '13800000000' }],
};

test('a change sends only what differs; an emptied field is null, a list goes whole', () => {
  const values = { ...row, name: ' 瑞雪咖啡 ', remark: '', tags: [], contacts: [{ name: '王敏', role: '', mobile: '13900000000' }] };
  expect(patch(fields, row, values)).toEqual({
    name: '瑞雪咖啡',
    remark: null,
    tags: [],
    contacts: [{ name: '王敏', role: null, mobile: '13900000000' }],
  });
  expect(patch(fields, row, { ...row, joined_on: undefined, remark: '旧' })).toEqual({});
});

test('read-only fields, and fields fixed at creation, are never sent', () => {
  const shop = compile(schemas.shop, 'zh'),
    user = compile(schemas.user, 'zh');
  expect(patch(shop, { id: '1', version: 1, state: 'trading', name: '甲' }, { state: 'closed', name: '乙' })).toEqual({ name: '乙' });
  expect(patch(user, { id: '1', version: 1, account: 'a' }, { account: 'b' })).toEqual({});
});

test('a new row leaves out what is empty, but not a "no"', () => {
  expect(creation(fields, { name: '新', category: 'food', tags: [], flagship: undefined, remark: '', ticket: null })).toEqual({
    name: '新',
    category: 'food',
    flagship: false,
  });
});

test('empty is empty, however a control writes it', () => {
  expect(same(undefined, null)).toBe(true);
  expect(same('', null)).toBe(true);
  expect(same([{ a: '' }], [{ a: null }])).toBe(true);
  expect(same('0', null)).toBe(false);
});

test('two versions of a row: all that differs is shown, and each keeps what it changed', () => {
  const differ = conflict(
    fields,
    row,
    { ...row, name: '我的', remark: '新', flagship: true },
    { ...row, version: 4, name: '他的', ticket: '40.00', remark: '新' },
  );
  expect(differ.map((d) => [d.field.key, d.mine, d.theirs, d.keep])).toEqual([
    ['name', '我的', '他的', 'mine'],
    ['ticket', '36.50', '40.00', 'theirs'],
    ['flagship', true, false, 'mine'],
  ]);
});
