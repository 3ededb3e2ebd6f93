// The rules a form checks by itself, with numbers compared exactly.
import { expect, test } from 'vitest';
import { fill } from '../frame/words';
import { compile } from './compile';
import { checksOf, compareExact, rulesOf } from './rules';
import { zh, type Words } from './words';

const t = Object.assign((key: keyof typeof zh, values?: Record<string, string | number>) => fill(zh[key], values), {
  lang: 'zh',
  of: (b: { zh: string }) => b.zh,
}) as Words;
const field = (schema: object, required = false) =>
  compile({ required: required ? ['x'] : [], properties: { x: { title: '面积', ...schema } } }, 'zh')[0]!;
const wrong = (schema: object, value: unknown) =>
  checksOf(field(schema), t)
    .map((check) => check(value))
    .find(Boolean) ?? null;

test.each([
  ['1', '2', -1],
  ['10', '9', 1],
  ['0.10', '0.1', 0],
  ['-1', '1', -1],
  ['-2', '-1', -1],
  ['0', '-0.00', 0],
  ['99999999999999999.02', '99999999999999999.01', 1],
  ['007', '7', 0],
])('%s against %s', (a, b, order) => {
  expect(compareExact(a, b)).toBe(order);
});

test.each([
  [{ type: 'string', format: 'decimal', minimum: 1, maximum: 99999 }, '0.99', '应在 1 到 99999 之间'],
  [{ type: 'string', format: 'decimal', minimum: 1, maximum: 99999 }, '99999', null],
  [{ type: 'integer', minimum: 0 }, -1, '不能小于 0'],
  [{ type: 'integer', maximum: 5 }, 6, '不能大于 5'],
  [{ type: 'integer', minimum: 3 }, null, null],
  [{ type: 'string', minLength: 2 }, '店', '至少 2 个字'],
  [{ type: 'string', minLength: 2 }, '店铺', null],
  [{ type: 'string', maxLength: 2 }, '😀😀', null],
  [{ type: 'string', maxLength: 2 }, '三个字', '最多 2 个字'],
  [{ type: 'string', pattern: '^1\\d{10}$', 'x-pattern-msg': { zh: '请输入 11 位手机号', en: '' } }, '123', '请输入 11 位手机号'],
  [{ type: 'string', pattern: '^1' }, '', null],
  [{ type: 'string', pattern: '^1' }, '2', '格式不正确'],
  [{ type: 'string', format: 'money', pattern: '^-?\\d{1,13}(\\.\\d{1,2})?$' }, '1.5', null],
  [{ type: 'string', format: 'money', pattern: '^-?\\d{1,13}(\\.\\d{1,2})?$' }, '99999999999999', '数字太大'],
  [{ type: 'string', format: 'money' }, '1.005', '最多 2 位小数'],
  [{ type: 'string', format: 'money' }, '1.500', null],
  [{ type: 'string', format: 'money' }, '一百', '应为数字'],
  [{ type: 'string', format: 'decimal', minimum: 0 }, 'abc', '应为数字'],
  [{ type: 'string', format: 'decimal', minimum: 0 }, '-5', '不能小于 0'],
  [{ type: 'integer' }, '3.5', '应为整数'],
  [{ type: 'integer' }, '12345678901234567890', '数字太大'],
  [{ type: 'array', items: { type: 'string' }, maxItems: 1 }, ['a', 'b'], '最多选择 1 项'],
  [{ type: 'array', items: { type: 'string' }, minItems: 2 }, ['a'], '至少选择 2 项'],
  [{ type: 'array', items: { type: 'string' }, minItems: 1 }, [], null],
])('%j of %j', (schema, value, said) => {
  expect(wrong(schema, value)).toBe(said);
});

test('a required field says so, unless the server numbers it', () => {
  expect(rulesOf(field({ type: 'string' }, true), t)).toContainEqual(
    expect.objectContaining({ required: true, message: '请填写面积', whitespace: true }),
  );
  expect(rulesOf(field({ type: 'string', 'x-ui': { create: 'auto' } }, true), t)).toEqual([]);
});
