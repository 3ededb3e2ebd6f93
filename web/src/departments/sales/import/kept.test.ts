// A kept profile: read from its text, said in words, and compared with another version of itself.
import { expect, test } from 'vitest';
import type { Field } from '../../../record/compile';
import { changes, described } from './describe';
import { BLANK, opened, parsed, pretty, targetsFor, titlesOf, written } from './kept';
import type { Profile } from './wire';
import { zh, type Words } from './words';
import { fill } from '../../../frame/words';

const t = Object.assign((key: keyof typeof zh, values?: Record<string, string | number>) => fill(zh[key], values), {
  lang: 'zh' as const,
  of: (both: { zh: string }) => both.zh,
}) as Words;
const title = (name: string, zh_: string) => ({ name, zh: zh_, en: name });
const tools = { t, titles: [title('day', '日期'), title('amount', '金额'), title('channel', '渠道'), title('item', '单品'), title('returned', '退货')] };
const profile: Profile = {
  ...BLANK,
  name: '收银日结',
  header_row: 2,
  columns: { day: '销售日期', amount: '实收' },
  constants: { channel: 'TM' },
  formats: { day: '%Y%m%d' },
  values: { returned: { 退货: true } },
  factors: { amount: '10000' },
  rules: { skip_totals: false },
  unknown: { item: 'refuse' },
};
const lines = (of: Profile) => described(of, tools).flatMap((group) => group.lines.map((line) => `${line.title}=${line.value}`));

test.each(['not json', '[1]', '12', 'null', '{"columns":'])('%s is no profile', (text) => expect(parsed(text)).toBeNull());
test('no text is a blank profile, and a partial one is filled up', () => {
  expect(parsed(undefined)).toEqual(BLANK);
  expect(parsed('{"columns":{"day":"日期"}}')).toEqual({ ...BLANK, columns: { day: '日期' } });
});
test('what nobody here knows is kept', () => expect(parsed(written({ ...profile, later: 1 } as Profile))).toMatchObject({ later: 1 }));
test('letters are laid out for reading, wrong ones left alone', () => {
  expect(pretty('{"kind":"sales"}')).toContain('\n  "kind": "sales"');
  expect(pretty('{"kind":')).toBe('{"kind":');
});

test('a profile in words', () => {
  expect(lines(profile)).toEqual([
    '日期=销售日期',
    '金额=实收 · 万元',
    '渠道=TM',
    '内容=销售',
    '标题行=2',
    '日期的写法=20261031',
    '退货一列的“退货”=是',
    '未付款的订单不算销售=是',
    '金额是退款后的余额（天猫导出）=否',
    '负数金额是退货=是',
    '跳过合计、小计行=否',
    '单品=拒绝这些行',
  ]);
});

test('two versions differ in the lines that differ', () => {
  const after: Profile = { ...profile, columns: { day: '营业日', amount: '实收' }, constants: {}, unknown: { item: 'create' } };
  expect(changes(profile, after, tools).map((one) => [one.title, one.before?.value ?? null, one.after?.value ?? null])).toEqual([
    ['日期', '销售日期', '营业日'],
    ['单品', '拒绝这些行', '新建'],
    ['渠道', 'TM', null],
  ]);
  expect(changes(profile, profile, tools)).toEqual([]);
});

test('rows that hold several facts are told apart', () => {
  const split: Profile = { ...BLANK, columns: { day: '日期' }, parts: [{ columns: { amount: '正价' } }, { columns: { amount: '特价' } }] };
  expect(described(split, tools).map((group) => group.title).slice(0, 3)).toEqual(['从文件的列读取', '一行拆成 2 条，第 1 条', '一行拆成 2 条，第 2 条']);
  expect(titlesOf(split)).toEqual(['日期', '正价', '特价']);
});

const field = (schema: object) => ({ key: 'profile', schema }) as unknown as Field;
test('the schema offers what fits the kind of file; without an offer the profile speaks for itself', () => {
  const about = { zh: '', en: '' };
  const offered = [
    { ...title('day', '日期'), about, kinds: ['sales', 'visitors'], required: ['sales'] },
    { ...title('amount', '金额'), about, kinds: ['sales'], required: [] },
  ];
  const of = (kind: Profile['kind']) => targetsFor(field({ 'x-targets': offered }), { ...BLANK, kind }).map((x) => [x.name, x.required]);
  expect(of('sales')).toEqual([
    ['day', true],
    ['amount', false],
  ]);
  expect(of('visitors')).toEqual([['day', false]]);
  expect(targetsFor(field({}), profile).map((x) => x.name)).toEqual(['day', 'amount', 'channel']);
  expect(opened(profile, [], titlesOf(profile)).columns.map((c) => c.header)).toEqual(['销售日期', '实收']);
});
