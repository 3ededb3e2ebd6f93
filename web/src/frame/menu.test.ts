// The menu shows what a person may open, in the order of the trade.
import { expect, test } from 'vitest';
import type { Me, TypeEntry } from '../api/wire';
import type { Door } from './door';
import { menuOf, openEntry } from './menu';

const page = (path: string, more = {}) => ({ path, title: { zh: path, en: path }, icon: null, load: async () => ({ default: () => null }), ...more });
const doors: Door[] = [
  {
    department: 'system',
    title: { zh: '系统', en: 'System' },
    order: 90,
    pages: [page('system/jobs', { replaces: 'job', needs: { type: 'job', act: 'read' } })],
    hidden: ['view'],
  },
  {
    department: 'sales',
    title: { zh: '经营', en: 'Sales' },
    order: 10,
    pages: [page('sales/dashboard', { needs: { type: 'measure', act: 'read' } }), page('sales/one', { menu: false })],
  },
];
const types: TypeEntry[] = ['brand', 'user', 'job', 'view', 'stock'].map((type) => ({ type, zh: type, en: type, icon: '', department: '' }));
const me = (may: Record<string, string[]>) =>
  ({
    may,
    departments: [
      { name: 'organisation', zh: '档案', en: 'Directory', records: ['brand', 'secret'] },
      { name: 'stock', zh: '单品', en: 'Stock', records: ['stock'] },
      { name: 'system', zh: '系统', en: 'System', records: ['user', 'job', 'view'] },
    ],
  }) as unknown as Me;
const paths = (may: Record<string, string[]>) => menuOf(me(may), types, doors).map((g) => [g.title.zh, g.entries.map((e) => e.path)]);

test('pages come before records, departments without a door stand in the middle, the system last', () => {
  expect(paths({ measure: ['read'], job: ['read'] })).toEqual([
    ['经营', ['/sales/dashboard']],
    ['档案', ['/r/brand']],
    ['单品', ['/r/stock']],
    ['系统', ['/system/jobs', '/r/user']],
  ]);
});

test('pages that need a right are not shown without it, nor empty groups', () => {
  expect(paths({}).map(([title]) => title)).toEqual(['档案', '单品', '系统']);
});

test('the open entry is the longest that fits', () => {
  const groups = menuOf(me({ job: ['read'] }), types, doors);
  expect(openEntry(groups, '/r/brand/00-1')?.path).toBe('/r/brand');
  expect(openEntry(groups, '/r/brands')).toBeUndefined();
});
