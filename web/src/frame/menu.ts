// The menu: pages from the departments' doors and lists from the record types that the server lets this person read.
import type { ReactNode } from 'react';
import { may } from '../api/session';
import type { Both, Me, TypeEntry } from '../api/wire';
import { doors, type Door, type Page } from './door';
import { iconOf } from './icons';

export type Entry = { path: string; title: Both; icon: ReactNode; type?: string };
export type Group = { key: string; title: Both; entries: Entry[] };

const MIDDLE = 50;
const allowed = (me: Me, page: Page) => !page.needs || may(me, page.needs.type, page.needs.act);

/** Groups in menu order; a department without a door still shows its records. */
export function menuOf(me: Me, types: TypeEntry[], all: Door[] = doors): Group[] {
  const names = new Set([...all.map((door) => door.department), ...me.departments.map((d) => d.name)]);
  const groups = [...names].map((name) => {
    const door = all.find((d) => d.department === name);
    const department = me.departments.find((d) => d.name === name);
    const pages = (door?.pages ?? []).filter((page) => page.menu !== false && allowed(me, page));
    const replaced = new Set(all.flatMap((d) => d.pages.flatMap((page) => page.replaces ?? [])));
    const hidden = new Set(all.flatMap((d) => d.hidden ?? []));
    const records = (department?.records ?? []).flatMap((type): Entry[] => {
      const entry = types.find((x) => x.type === type);
      if (!entry || replaced.has(type) || hidden.has(type)) return [];
      return [{ path: `/r/${type}`, title: { zh: entry.zh, en: entry.en }, icon: iconOf(entry.icon), type }];
    });
    const entries = [
      ...pages.map(
        (page): Entry => ({ path: '/' + page.path, title: page.title, icon: page.icon, ...(page.replaces ? { type: page.replaces } : {}) }),
      ),
      ...records,
    ];
    return { key: name, title: door?.title ?? department ?? { zh: name, en: name }, order: door?.order ?? MIDDLE, entries };
  });
  return groups
    .filter((group) => group.entries.length)
    .sort((a, b) => a.order - b.order)
    .map(({ key, title, entries }) => ({ key, title: { zh: title.zh, en: title.en }, entries }));
}

/** The entry that is open: the longest path that the address starts with. */
export function openEntry(groups: Group[], pathname: string): Entry | undefined {
  return groups
    .flatMap((g) => g.entries)
    .filter((e) => pathname === e.path || pathname.startsWith(e.path + '/'))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
