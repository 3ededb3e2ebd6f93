// Refusals from the server become one shape and land at the right field.
import { expect, test } from 'vitest';
import { namePath, placeErrors, Problem, problemOf, sentence } from './problem';

test('problem+json keeps its code, both sentences and its errors', () => {
  const p = problemOf(422, {
    status: 422,
    code: 'invalid',
    title: '有 1 处需要修改',
    zh: '有 1 处需要修改',
    en: '1 field needs attention',
    errors: [{ pointer: '/name', code: 'required', zh: '请填写', en: 'Required' }],
  });
  expect(p).toBeInstanceOf(Problem);
  expect([p.status, p.code, sentence(p, 'zh'), sentence(p, 'en')]).toEqual([422, 'invalid', '有 1 处需要修改', '1 field needs attention']);
  expect(p.body.errors).toHaveLength(1);
});

test.each([
  [0, null, 'offline', '连不上服务器'],
  [502, null, 'http.502', '服务器出错了（502）'],
  [403, '<html>', 'http.403', '没有做这件事的权限'],
  [500, { title: '磁盘已满' }, 'http.500', '磁盘已满'],
])('a body that is not problem+json (%i) still gets a sentence and a code', (status, body, code, words) => {
  const p = problemOf(status, body);
  expect(p.code).toBe(code);
  expect(p.body.zh).toContain(words);
  expect(p.body.en).not.toBe('');
  expect(p.body.errors).toEqual([]);
});

test('429 says how long to wait', () => expect(problemOf(429, { code: 'wait' }, '30').body.wait).toBe(30));

test.each([
  ['/name', ['name']],
  ['/contacts/0/mobile', ['contacts', 0, 'mobile']],
  ['/a~1b/c~0d', ['a/b', 'c~d']],
  ['', []],
])('pointer %s', (pointer, path) => {
  expect(namePath(pointer)).toEqual(path);
});

test('errors of unknown fields stand above the form, two errors of one field together under it', () => {
  const error = (pointer: string, zh: string) => ({ pointer, code: 'x', zh, en: zh });
  const placed = placeErrors(
    [error('/name', '太短'), error('/name', '重复'), error('/hidden', '内部规则'), error('', '整体')],
    ['name', 'contacts'],
    'zh',
  );
  expect(placed).toEqual({ under: [{ name: ['name'], errors: ['太短', '重复'] }], above: ['内部规则', '整体'] });
});
