// Decisions about a file: meanings of columns, constants, unknown names, and what keeps it from being loaded.
import { expect, test } from 'vitest';
import { csv, narrowed } from './problems';
import { assign, bare, constant, decided, decisionOf, guarded, meant, NO_CHOICES, notFound, retitled, scaled, stopped, targetsOf, unknownAs, unmeant } from './profile';
import type { Inspection, Profile } from './wire';

const profile: Profile = { name: '', kind: 'sales', columns: { day: '日期', item: '货号' }, constants: { site: 'S01' } };

test('a heading takes a meaning from another heading, and from a constant', () => {
  expect(assign(profile, '时间', ['day', 'time']).columns).toEqual({ item: '货号', day: '时间', time: '时间' });
  expect(assign(profile, '门店', ['site'])).toMatchObject({ columns: { site: '门店', day: '日期' }, constants: {} });
  expect(assign(profile, '货号', []).columns).toEqual({ day: '日期' });
  expect(targetsOf(assign(profile, '时间', ['day', 'time']), '时间')).toEqual(['day', 'time']);
});

test('values for the whole file come and go', () => {
  expect(constant(profile, 'channel', 'tmall').constants).toEqual({ site: 'S01', channel: 'tmall' });
  expect(constant(profile, 'site', undefined).constants).toEqual({});
});

test('a factor of one is not written down', () => {
  const wan = scaled(profile, 'amount', '10000');
  expect(wan.factors).toEqual({ amount: '10000' });
  expect(scaled(wan, 'amount', '1').factors).toEqual({});
});

test('a word gets its meaning beside the others', () => {
  const first = meant(profile, 'returned', '退货', true);
  const both = meant(first, 'returned', '销售', false);
  expect(both.values).toEqual({ returned: { 退货: true, 销售: false } });
  expect(unmeant(both, 'returned', '退货').values).toEqual({ returned: { 销售: false } });
  expect(unmeant(first, 'returned', '退货').values).toEqual({});
});

test('a heading that is written differently keeps its meanings, also in the parts of a row', () => {
  const split = { ...profile, parts: [{ columns: { quantity: '日期' } }, { columns: { quantity: '货号' }, constants: {} }] };
  expect(retitled(split, '日期', '营业日')).toMatchObject({
    columns: { day: '营业日', item: '货号' },
    parts: [{ columns: { quantity: '营业日' } }, { columns: { quantity: '货号' } }],
  });
});

const unknown = (dim: string, value: string) => ({ dim, value, rows: 1, decided: null, suggest: [] });
test('goods may be new, places may not, unless somebody said so', () => {
  const open = [unknown('item', 'A'), unknown('site', 'X'), unknown('site', 'Y')];
  expect(guarded(profile, open).unknown).toEqual({ site: 'refuse' });
  const said = unknownAs(unknownAs(profile, 'site', 'create'), 'item', 'refuse');
  expect(guarded(said, open)).toBe(said);
  expect(guarded(profile, [unknown('item', 'A')])).toBe(profile);
});

test('a name stands for a code, is created or refused, or goes with its kind again', () => {
  const matched = decided(NO_CHOICES, 'item', 'A', { code: 'F001' });
  expect(matched).toMatchObject({ map: { item: { A: 'F001' } }, unknown: {} });
  const refused = decided(matched, 'item', 'A', 'refuse');
  expect(refused).toMatchObject({ map: {}, unknown: { item: { A: 'refuse' } } });
  expect(decided(refused, 'item', 'B', 'create').unknown).toEqual({ item: { A: 'refuse', B: 'create' } });
  expect(decided(refused, 'item', 'A', undefined)).toEqual(NO_CHOICES);
});

test.each([
  [undefined, null, undefined],
  [undefined, 'refuse', 'refuse'],
  ['create', 'refuse', 'create'],
  [{ code: 'F001' }, 'refuse', { code: 'F001' }],
] as const)('chosen %j, remembered %j: %j', (chosen, held, holds) => {
  const name = { ...unknown('item', 'A'), decided: held };
  expect(decisionOf(decided(NO_CHOICES, 'item', 'A', chosen), name)).toEqual(holds);
});

const seen = (change: Partial<Inspection>): Inspection => ({
  sheets: [],
  sheet: '',
  header_row: 1,
  format: 'csv',
  encoding: null,
  rows: 10,
  accepted: 10,
  refused: 0,
  blank: 0,
  totals_skipped: 0,
  unpaid: 0,
  profile,
  saved_profile: null,
  columns: [],
  targets: [],
  missing: [],
  preview: [],
  errors: [],
  unknown: [],
  unknown_of: [],
  remarks: [],
  alike: [],
  period: null,
  total: { amount: '0', quantity: '0', visitors: 0 },
  already: null,
  ...change,
});
const read = (header: string, ...samples: string[]) => ({ header, samples });
const target = (name: string) => ({ name, zh: name, en: name, required: true, about: { zh: '', en: '' } });
test.each([
  [{}, false, null],
  [{ missing: ['site'] }, false, 'missing'],
  [{ rows: 0, accepted: 0, missing: ['amount'] }, false, 'bare'],
  [{ rows: 0, accepted: 0, columns: [read('日期', '合计')] }, false, 'empty'],
  [{ rows: 2, accepted: 0, refused: 1, totals_skipped: 1 }, true, 'empty'],
  [{ accepted: 0, refused: 10 }, true, 'empty'],
  [{ refused: 2 }, false, 'refused'],
  [{ refused: 2 }, true, null],
])('%j, leaving rows out: %s', (change, skip, stop) =>
  expect(stopped(seen(change), { ...NO_CHOICES, skip_refused: skip })).toBe(stop),
);

const targets = ['day', 'site', 'amount', 'item'].map(target);
test.each([
  ['titles only', { rows: 0, columns: [read('日期'), read('金额', '', '')], targets, missing: ['day', 'site', 'amount'] }, true, ['day', 'amount']],
  ['nothing understood', { rows: 0, columns: [read('a', '1')], targets, missing: ['day', 'site', 'amount'] }, false, ['day', 'amount']],
  ['the site alone is open', { columns: [read('日期', '2026-11-01')], targets, missing: ['site'] }, false, []],
  ['all', { columns: [read('日期', '2026-11-01')], targets, missing: [] }, false, []],
])('what was recognised: %s', (_, change, none, open) => {
  expect(bare(seen(change))).toBe(none);
  expect(notFound(seen(change)).map((x) => x.name)).toEqual(open);
});

const error = (row: number, column: string, value: string, zh: string) => ({ sheet: 'Sheet1', row, column, value, zh, en: 'wrong' });
test('problems are found by column and by words', () => {
  const errors = [error(7, '销量', 'abc', '不是数字'), error(12, '日期', '', '没有填写')];
  expect(narrowed(errors, '日期', '', 'zh')).toHaveLength(1);
  expect(narrowed(errors, '', 'ABC', 'zh').map((e) => e.row)).toEqual([7]);
  expect(narrowed(errors, '', '填写', 'zh').map((e) => e.row)).toEqual([12]);
});

test('a list to take away is quoted, and a cell that looks like a formula is not one', () => {
  expect(csv([error(7, '销量,kg', '=1+1', '他说"不"')], ['表', '行', '列', '内容', '原因'], 'zh')).toBe(
    '\ufeff表,行,列,内容,原因\r\nSheet1,7,"销量,kg",\'=1+1,"他说""不"""\r\n',
  );
});
