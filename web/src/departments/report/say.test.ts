// Figures in the words of the printed report, and texts taken apart.
import { expect, test } from 'vitest';
import type { Unit } from '../../charts/figures';
import { running } from './Blocks';
import { joined, lost, pieces } from './pieces';
import { amount, moved, said, titleOf, told } from './say';
import type { Figure } from './wire';

test.each([
  ['68421135.5', 'yuan', '6,842.1 万元', '68,421,135.50 yuan'],
  ['123456789', 'yuan', '1.23 亿元', '123,456,789.00 yuan'],
  ['999.995', 'yuan', '1,000.00 元', '1,000.00 yuan'],
  ['-1234567', 'yuan', '−123.5 万元', '−1,234,567.00 yuan'],
  ['0.31449', 'percent', '31.4 %', '31.4 %'],
  ['118600', 'count', '11.9 万', '118,600 '],
  ['1186', 'count', '1,186 ', '1,186 '],
  ['12.500', 'quantity', '12.5 ', '12.5 '],
  ['3', 'quantity', '3 ', '3 '],
  ['3.456', 'per_ticket', '3.46 件/单', '3.46 per ticket'],
] as [string, Unit, string, string][])('%s %s', (value, unit, zh, en) => {
  expect([amount(value, unit, 'zh').join(' '), amount(value, unit, 'en').join(' ')]).toEqual([zh, en]);
});

const figure = (change: Partial<Figure>): Figure => ({
  id: 'sales',
  measure: 'sales',
  zh: '销售额',
  en: 'Sales',
  label: null,
  unit: 'yuan',
  good: 'up',
  about: { zh: '', en: '' },
  value: '103.1',
  signed: false,
  previous: '100',
  last_year: null,
  share: null,
  light: null,
  query: { from: '2026-10-01', to: '2026-10-31', where: {}, said: { zh: '', en: '' } },
  ...change,
});

test.each([
  [{}, '100', '增长 3.1%', 'up 3.1%'],
  [{ value: '94.2' }, '100', '下降 5.8%', 'down 5.8%'],
  [{ value: '100.04' }, '100', '持平', 'unchanged'],
  [{ value: '100000' }, '1', '增长超过 10 倍', 'up more than 10×'],
  [{ unit: 'percent', value: '0.3' }, '0.3064', '下降 0.6 个百分点', 'down 0.6 points'],
  [{}, null, '无可比数据', 'nothing to compare with'],
  [{}, '0', '无可比数据', 'nothing to compare with'],
  [{ value: null }, '100', '无可比数据', 'nothing to compare with'],
] as [Partial<Figure>, string | null, string, string][])('%j against %s', (change, before, zh, en) =>
  expect(moved(figure(change), before)).toEqual({ zh, en }),
);

test('a figure in each of its ways', () => {
  const one = figure({ value: '9865342.17', previous: '8346000', share: '0.283', label: { zh: '一碗鲜面', en: 'Noodles' } });
  expect([said(one, 'value', 'zh'), said(one, 'previous', 'zh'), said(one, 'last_year', 'zh'), said(one, 'share', 'zh')]).toEqual([
    '986.5 万元',
    '增长 18.2%',
    '无可比数据',
    '28.3%',
  ]);
  expect([said(one, 'by_previous', 'zh'), said(one, 'by_previous', 'en')]).toEqual(['+151.9 万元', '+1,519,342.17 yuan']);
  const gone = figure({ value: null, last_year: '404000.5' });
  expect([said(gone, 'by_last_year', 'zh'), said(gone, 'by_previous', 'en')]).toEqual(['−40.4 万元', '−100.00 yuan']);
  expect(titleOf(one)).toEqual({ zh: '一碗鲜面 · 销售额', en: 'Noodles · Sales' });
});

test.each([
  [
    '销售额 {{sales}}，{{ sales ~ previous }}。',
    [{ words: '销售额 ' }, { figure: 'sales', show: 'value' }, { words: '，' }, { figure: 'sales', show: 'previous' }, { words: '。' }],
  ],
  ['没有 {{ 收尾', [{ words: '没有 {{ 收尾' }]],
  ['{{sales~sideways}}', [{ words: '{{sales~sideways}}' }]],
  ['', []],
])('%s', (text, all) => expect(pieces(text)).toEqual(all));

test('a text is put together again', () => {
  const text = '本月 {{sales.brand.B001}}，同比{{sales~last_year}}。';
  expect(joined(pieces(text))).toBe(text);
});

test('a figure that was taken out is noticed, as often as it was', () => {
  expect(lost('{{a}} 和 {{a}} 和 {{b~previous}}', '{{a}} 和别的')).toEqual([
    { figure: 'a', show: 'value' },
    { figure: 'b', show: 'previous' },
  ]);
  expect(lost('{{a}}，{{b}}', '{{b}}，{{a}}，更多')).toEqual([]);
});

test('running shares are of the whole, not of what is shown', () => {
  expect(running(['50', null, '25'], 100)).toEqual([0.5, 0.5, 0.75]);
  expect(running(['5'], 0)).toEqual([5]);
});

test.each([
  ['14192992.26', '14193492.26', 'yuan', ['14,192,992.26 元', '14,193,492.26 元'], ['14,192,992.26 yuan', '14,193,492.26 yuan']],
  ['14192992.26', '14292992.26', 'yuan', ['1,419.3 万元', '1,429.3 万元'], ['14,192,992.26 yuan', '14,292,992.26 yuan']],
  ['0.266416', '0.266420', 'percent', ['26.6416%', '26.6420%'], ['26.6416%', '26.6420%']],
  [228071, 228072, 'count', ['228,071', '228,072'], ['228,071', '228,072']],
  ['2.0014', '2.0015', 'per_ticket', ['2.0014 件/单', '2.0015 件/单'], ['2.0014 per ticket', '2.0015 per ticket']],
  [null, '-5.00', 'yuan', ['—', '−5.00 元'], ['—', '−5.00 yuan']],
] as [string, string, Unit, string[], string[]][])('%s was, %s is, in %s', (was, is, unit, zh, en) => {
  expect([told(was, is, unit, 'zh'), told(was, is, unit, 'en')]).toEqual([zh, en]);
});
