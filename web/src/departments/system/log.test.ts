// The change log: the address in the server's words, and the events to choose from.
import { expect, test } from 'vitest';
import type { LogEvent } from '../../api/wire';
import { asked, choices } from './log';

const NONE = { from: '', to: '', actor: '', record: '', row: '', event: '' };

test.each([
  [{}, NONE],
  [{ days: '2026-11-01..2026-11-26' }, { ...NONE, from: '2026-11-01', to: '2026-11-26' }],
  [{ days: '2026-11-01..' }, { ...NONE, from: '2026-11-01' }],
  [
    { who: 'u1', kind: 'shop', id: 's1', event: 'delete', site: 'M01' },
    { ...NONE, actor: 'u1', record: 'shop', row: 's1', event: 'delete' },
  ],
])('the address %j asks for %j', (search, filters) => {
  expect(asked(search as Record<string, string>)).toEqual(filters);
});

const event = (record: string | null, name: string): LogEvent => ({ record, event: name, zh: name, en: name });
const EVENTS = [event(null, 'create'), event('report', 'submit'), event('batch', 'undo'), event('plan', 'submit')];

test.each([
  ['', ['create', 'submit', 'undo']],
  ['report', ['create', 'submit']],
  ['batch', ['create', 'undo']],
  ['brand', ['create']],
])('of the kind “%s” the events are %j', (kind, names) => {
  expect(choices(EVENTS, kind).map((e) => e.event)).toEqual(names);
});
