// The editor's nodes and the text they stand for: words may change, a bound figure may not.
import { beforeEach, expect, test } from 'vitest';
import { fill, read, type Say } from './dom';

const say: Say = (figure, show) => (figure === 'sales' ? (show === 'value' ? '986.5 万元' : '增长 18.2%') : null);
let box: HTMLElement;
beforeEach(() => {
  box = document.createElement('div');
});

test.each(['', '只有字', '销售额 {{sales}}，环比{{sales~previous}}。', '{{sales}}', '第一行\n第二行 {{sales}}\n\n第四行'])(
  '%j is shown and read back',
  (text) => {
    fill(box, text, say);
    expect(read(box)).toBe(text);
  },
);

test('figures are solid and say their value', () => {
  fill(box, '销售额 {{sales}}，{{gone}}', say);
  const [first, second] = [...box.querySelectorAll<HTMLElement>('[data-token]')];
  expect([first?.textContent, first?.contentEditable, first?.className]).toEqual(['986.5 万元', 'false', 'token']);
  expect([second?.textContent, second?.className]).toEqual(['gone', 'token lost']);
});

test('whatever the letters of a figure are turned into, it stays the figure', () => {
  fill(box, '销售额 {{sales}}。', say);
  box.querySelector('[data-token]')!.textContent = '1 亿元';
  box.append('很好');
  expect(read(box)).toBe('销售额 {{sales}}。很好');
});

test.each([
  ['甲<br>乙<br>', '甲\n乙'],
  ['甲<div>乙</div><div>丙</div>', '甲\n乙\n丙'],
  ['<b>粗</b>体 <span>字</span>', '粗体 字'],
])('what browsers make of line breaks: %s', (html, text) => {
  box.innerHTML = html;
  expect(read(box)).toBe(text);
});
