// The grid: what is unsaved, what is sent, where refusals belong, what pasting does, and two people at once.
import { beforeEach, expect, test } from 'vitest';
import { combined } from './AddMixes';
import { merge } from './merge';
import { codeOf, meant, type Directory } from './names';
import { cellsOf, columnsOf, pasted } from './paste';
import { AMOUNTS, freshLine, MONTHS, placed, sentOf, stillWrong, unsaved, type CellKey, type Line } from './sheet';
import { begun, stepped } from './undo';

const line = (id: string, cells: Partial<Record<CellKey, string>>): Line => ({ ...freshLine(cells), id, fresh: false });
const directory: Directory = {
  site: [
    { id: 's1', code: 'M01', name: '云汇广场', site: null },
    { id: 's2', code: 'M02', name: '滨江店', site: null },
  ],
  shop: [
    { id: 'a', code: 'M01-101', name: '半夏', site: 's1' },
    { id: 'b', code: 'M02-101', name: '半夏', site: 's2' },
    { id: 'c', code: 'M01-102', name: '山野火锅', site: 's1' },
  ],
};
const code = (one: Line, dim: Parameters<typeof codeOf>[2]) => codeOf(directory, one, dim);
const plain = (one: Line) => one[AMOUNTS[0]];

let company: Line, mall: Line, base: Line[];
beforeEach(() => {
  company = line('1', { year: '365000', m1: '31000' });
  mall = line('2', { site: 'M01', year: '273750' });
  base = [company, mall];
});

test('only what differs is unsaved, however it is written', () => {
  const same = { ...company, year: '36.5万' };
  const other = { ...mall, m3: '5' };
  const added = freshLine({ site: 'M02', year: '1' });
  const open = unsaved([same, other, added, freshLine()], base);
  expect(open.lines).toEqual([other, added]);
  expect(open.gone).toEqual([]);
  expect(unsaved([company], base).gone).toEqual([mall]);
});

test('a line is sent with its codes and exact numbers, and without amounts where it is taken out', () => {
  const sent = sentOf(line('3', { site: '云汇广场', shop: '半夏', year: '120万', m12: '26.6%', m1: '很多' }), code);
  expect(sent).toMatchObject({ site: 'M01', shop: 'M01-101', year: '1200000' });
  expect(sent.months).toEqual(['很多', ...Array.from({ length: 10 }, () => null), '0.266']);
  expect(sentOf(mall, code, true)).toEqual({ site: 'M01' });
});

test.each([
  ['/rows/1/months/3', '2', 'm4'],
  ['/rows/0/year', '1', 'year'],
  ['/rows/1/shop', '2', 'shop'],
  ['/rows/1', '2', 'row'],
])('a refusal of %s stands at line %s, %s', (pointer, id, key) => {
  const { wrong, rest } = placed([{ pointer, code: 'amount', zh: '应为数字', en: 'a number' }], base);
  expect(wrong).toEqual({ [id]: { [key]: { zh: '应为数字', en: 'a number' } } });
  expect(rest).toEqual([]);
});

test('a refusal that belongs to no cell is told above', () => {
  const error = { pointer: '/plan_id', code: 'x', zh: '方案', en: 'plan' };
  expect(placed([error, { ...error, pointer: '/rows/9/year' }], base).rest).toHaveLength(2);
});

test('a wrong cell stays wrong until it is typed into, whatever else changes', () => {
  const wrong = { '2': { m4: { zh: '错', en: 'wrong' } } };
  expect(stillWrong(wrong, base, [{ ...company, m1: '1' }, { ...mall, m5: '1' }])).toEqual(wrong);
  expect(stillWrong(wrong, base, [company, { ...mall, m4: '1' }])).toEqual({});
  expect(stillWrong(wrong, base, [company])).toEqual({});
});

test.each([
  ['a\tb\nc\td\n', [['a', 'b'], ['c', 'd']]],
  ['"1,200"\t"两\n行"\r\n"说""好"""\t', [['1,200', '两\n行'], ['说"好"', '']]],
  ['"没有结尾\t1', [['"没有结尾', '1']]],
  ['', [['']]],
])('the clipboard %j holds %j', (text, cells) => expect(cellsOf(text)).toEqual(cells));

test('columns go by headings where there are some, else by where one is', () => {
  const block = [['店铺编码', '备注', '1 月', '11月目标', '全年'], ['M01-101', 'x', '1', '11', '12']];
  expect(columnsOf(block, [])).toEqual({ columns: ['shop', null, 'm1', 'm11', 'year'], rows: [block[1]] });
  expect(columnsOf([['Site', 'Jan', 'Dec', 'Year']], []).columns).toEqual(['site', 'm1', 'm12', 'year']);
  expect(columnsOf([['M01', '1', '2']], ['site', 'm1', 'm2'])).toEqual({ columns: ['site', 'm1', 'm2'], rows: [['M01', '1', '2']] });
});

test('pasted rows find their line by name or code, new ones are added, and blank cells say nothing', () => {
  const from: CellKey[] = ['site', 'shop', 'year', 'm1'];
  const block = [['云汇广场', '', '300,000', ''], ['', '山野火锅', '80万', '7'], ['m02', '半夏', '5', ''], ['', '', '', '']];
  const next = pasted([...base, freshLine()], block, from, code);
  expect(next.map(plain)).toEqual(['365000', '300000', '800000', '5']);
  expect(next[1]).toMatchObject({ id: '2', m1: '' });
  expect(next[2]).toMatchObject({ fresh: true, shop: '山野火锅', m1: '7' });
  expect(next[3]).toMatchObject({ site: 'm02', shop: '半夏' });
  // The sheet of a company: a title, headings, the whole, and a sum that is no target.
  const book = [['2026 年目标', ''], ['单位：元', ''], ['门店', '全年'], ['全公司', '9'], ['云汇广场', '8'], ['合计', '17']];
  expect(pasted(base, book, [], code).map(plain)).toEqual(['9', '8']);
  // A shop that is named alone is that of its site.
  const shop = line('4', { site: 'M01', shop: 'M01-102', m2: '5' });
  expect(pasted([shop], [['山野火锅', '9']], ['shop', 'm1'], code)).toEqual([{ ...shop, m1: '9' }]);
  // Twice the same in one block is one line.
  expect(pasted([], [['M01', '', '1', ''], ['云汇广场', '', '2', '']], from, code).map(plain)).toEqual(['2']);
});

test.each([
  [{ shop: '半夏' }, 'many'],
  [{ shop: '半夏', site: '云汇广场' }, 'M01-101'],
  [{ shop: 'm02-101' }, 'M02-101'],
  [{ shop: '没有' }, 'none'],
  [{ shop: '' }, null],
])('%j stands for %s', (cells, expected) => {
  const found = meant(directory, freshLine(cells), 'shop');
  expect(found && typeof found === 'object' ? found.code : found).toBe(expected);
});

test('steps are taken back and done again', () => {
  let steps = begun('a');
  for (const value of ['b', 'c']) steps = stepped(steps, { kind: 'do', value });
  steps = stepped(stepped(steps, { kind: 'undo' }), { kind: 'undo' });
  expect(steps.now).toBe('a');
  expect(stepped(steps, { kind: 'undo' })).toBe(steps);
  steps = stepped(steps, { kind: 'redo' });
  expect(steps.now).toBe('b');
  steps = stepped(steps, { kind: 'do', value: 'd' });
  expect(stepped(steps, { kind: 'redo' })).toBe(steps);
  expect(stepped(steps, { kind: 'undo' }).now).toBe('b');
});

test('what two people changed apart is put together, and only what both changed is asked about', () => {
  const mine = [{ ...company, m2: '28000' }, { ...mall, year: '1' }, freshLine({ site: 'M02', year: '7' })];
  const theirs = [{ ...company, m1: '32000' }, { ...mall, year: '2', m1: '3' }];
  const { lines, clashes } = merge(base, mine, theirs, 'mine');
  expect(lines[0]).toMatchObject({ m1: '32000', m2: '28000' });
  expect(lines[1]).toMatchObject({ year: '1', m1: '3' });
  expect(lines[2]).toMatchObject({ site: 'M02', year: '7' });
  expect(clashes).toEqual([{ line: theirs[1], key: 'year', mine: '1', theirs: '2' }]);
  expect(merge(base, mine, theirs, 'theirs').lines[1]).toMatchObject({ year: '2' });
});

test('a line that one took out stays out, unless the other wrote into it', () => {
  expect(merge(base, [company], base, 'mine').lines).toHaveLength(1);
  expect(merge(base, base, [company], 'mine').lines).toHaveLength(1);
  expect(merge(base, [company, { ...mall, year: '9' }], [company], 'mine').lines[1]).toMatchObject({ year: '9', fresh: true });
});

test('rows are added for every combination of what was picked', () => {
  expect(combined({})).toEqual([{}]);
  expect(combined({ site: ['M01', 'M02'], brand: ['B1', 'B2'] })).toHaveLength(4);
  expect(MONTHS).toHaveLength(12);
});
