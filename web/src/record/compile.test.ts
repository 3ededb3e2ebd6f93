// The published schema becomes fields: kinds, titles in both languages, required, choices, groups and columns.
import { expect, test } from 'vitest';
import { schemas } from '../../mock/schemas.mjs';
import type { Schema } from '../api/wire';
import { compile, defaultColumns, explained, grouped, headingOf, nameOf, oneOf, viewFilters } from './compile';

const by = (schema: Schema, lang: 'zh' | 'en' = 'zh') => Object.fromEntries(compile(schema, lang).map((f) => [f.key, f]));

test('each kind of value is known', () => {
  const brand = by(schemas.brand),
    shop = by(schemas.shop),
    user = by(schemas.user);
  expect(
    [brand.name, brand.category, brand.tags, brand.ticket, brand.joined_on, brand.flagship, brand.logo, brand.remark, brand.contacts].map(
      (f) => f?.kind,
    ),
  ).toEqual(['text', 'enum', 'tags', 'money', 'date', 'bool', 'file', 'textarea', 'lines']);
  expect(shop.site).toMatchObject({ kind: 'ref', ref: 'site', required: true });
  expect(shop.area).toMatchObject({ kind: 'decimal', unit: '㎡', decimals: 2 });
  expect(user.sites).toMatchObject({ kind: 'refs', ref: 'site' });
  expect(user.roles).toMatchObject({ kind: 'tags' });
  expect(user.roles?.options?.[0]).toEqual({ value: 'administrator', label: '系统管理员' });
  expect(by(schemas.job).created_at?.kind).toBe('datetime');
});

test('titles, help and choices speak the chosen language', () => {
  expect(by(schemas.brand, 'en').ticket).toMatchObject({ title: 'Average ticket', help: 'Average per ticket over the last 12 months, tax included' });
  expect(by(schemas.brand, 'en').category?.options?.map((o) => o.label)).toContain('Food & beverage');
  expect(nameOf(schemas.brand, 'zh')).toBe('品牌');
  expect(nameOf(schemas.brand, 'en')).toBe('Brands');
});

test('a row is headed by its words in the chosen language', () => {
  const row = { id: '1', version: 1, title: { zh: '导入一月', en: 'Load January' }, name: '山岚茶事' };
  expect(headingOf(schemas.job, row, 'en')).toBe('Load January');
  expect(headingOf(schemas.job, row, 'zh')).toBe('导入一月');
  expect(headingOf(schemas.brand, row, 'en')).toBe('山岚茶事');
  expect(headingOf(schemas.brand, { id: '1', version: 1 }, 'zh')).toBe('');
});

test('read-only fields and switches are never asked for, lines have fields of their own', () => {
  const shop = by({ ...schemas.shop, required: [...(schemas.shop.required ?? []), 'state'] });
  expect(shop.state).toMatchObject({ readOnly: true, required: false });
  expect(shop.contacts?.children?.map((c) => [c.key, c.required])).toEqual([
    ['name', true],
    ['role', false],
    ['mobile', true],
  ]);
});

test('an optional choice behind anyOf or $ref is still a choice', () => {
  const inner = { type: 'string', enum: ['a'], 'x-enum': [{ value: 'a', zh: '甲', en: 'A' }] };
  const schema: Schema = {
    $defs: { Kind: inner },
    properties: { one: { title: '一', anyOf: [inner, { type: 'null' }] }, two: { title: '二', $ref: '#/$defs/Kind' } },
  };
  expect(compile(schema, 'zh').map((f) => [f.kind, f.title, f.options?.[0]?.label])).toEqual([
    ['enum', '一', '甲'],
    ['enum', '二', '甲'],
  ]);
});

test('what has no title, and what the house keeps, is not for people', () => {
  expect(
    Object.keys(
      by({
        properties: {
          id: { title: '编号', type: 'string' },
          version: { type: 'integer' },
          sha256: { type: 'string' },
          name: { title: '名称', type: 'string' },
        },
      }),
    ),
  ).toEqual(['name']);
});

test('columns stand by priority, fixed ones first, and only those the server lists', () => {
  expect(defaultColumns(compile(schemas.shop, 'zh'))).toEqual(['code', 'name', 'state', 'site', 'brand', 'unit', 'area', 'rent', 'ends_on']);
});

test('groups keep their order; fields of no group come last', () => {
  const schema: Schema = {
    'x-record': {
      type: 't',
      en: 'T',
      icon: '',
      title: 'a',
      groups: [
        { key: 'x', zh: '甲', en: 'A' },
        { key: 'empty', zh: '空', en: 'E' },
      ],
    },
    properties: { b: { title: 'B', type: 'string' }, a: { title: 'A', type: 'string', 'x-ui': { g: 'x' } } },
  };
  expect(grouped(schema, compile(schema, 'zh'), 'zh', '其他').map((g) => [g.title, g.fields.map((f) => f.key)])).toEqual([
    ['甲', ['a']],
    ['其他', ['b']],
  ]);
});

test.each([
  ['Categories', 'category'],
  ['Sites', 'site'],
  ['Staff', 'staff'],
  ['API tokens', 'API token'],
  ['Operations reports', 'operations report'],
  ['Loads of sales', 'load of sales'],
])('one of the %s is a %s', (en, one) => {
  expect(oneOf({ title: '某', 'x-record': { type: 't', en, icon: '', title: 'a' } }, 'en')).toBe(one);
  expect(oneOf({ title: '某', 'x-record': { type: 't', en, icon: '', title: 'a' } }, 'zh')).toBe('某');
});

test('a remark is shown to readers of the language that it is written in', () => {
  const english = { description: 'A monthly report (营业报告) of a site.' };
  expect([explained(english, 'zh'), explained(english, 'en')]).toEqual([undefined, english.description]);
  expect([explained({ description: '用于计算坪效' }, 'zh'), explained({ description: '用于计算坪效' }, 'en')]).toEqual(['用于计算坪效', undefined]);
  expect(explained({ description: '80/20 用它' }, 'zh')).toBe('80/20 用它');
});

test('a view may write its filters as pairs', () => {
  expect(viewFilters([['state', 'trading']])).toEqual({ state: 'trading' });
  expect(viewFilters({ state: 'trading' })).toEqual({ state: 'trading' });
  expect(viewFilters(undefined)).toEqual({});
});
