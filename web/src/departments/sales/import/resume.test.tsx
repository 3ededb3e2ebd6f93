// An import at its check comes back after a reload of the page, and only for the person who made it.
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { NO_CHOICES } from './profile';
import { forget, useKept, type Kept } from './resume';
import type { Wizard } from './useWizard';

const file = { id: 'f1', name: 'till.csv', mime: 'text/csv', size: 60 };
const profile = { name: '', kind: 'sales' as const, columns: { day: '日期' }, constants: {} };
const START: Wizard = { file: null, sent: null, looking: false, seen: null, choices: NO_CHOICES, job: null, wrong: '' };
const checked: Wizard = { ...START, file, seen: { profile } as unknown as Wizard['seen'], choices: { ...NO_CHOICES, replace: true } };

function Page({ person, wizard }: { person: string | null; wizard: Wizard }) {
  useKept(person, wizard, (old: Kept) => {
    document.title = JSON.stringify(old);
    return Promise.resolve();
  });
  return <p>{person}</p>;
}
const open = async (person: string | null, wizard: Wizard) => {
  document.title = '';
  const page = render(<Page person={person} wizard={wizard} />);
  await act(async () => {});
  expect(screen.getByText(person ?? '', { exact: true, selector: 'p' })).toBeInTheDocument();
  page.unmount();
  return document.title && (JSON.parse(document.title) as Kept);
};

beforeEach(() => sessionStorage.clear());

test('a reload brings back the file, its reading and what was decided', async () => {
  expect(await open('chen', checked)).toBe('');
  expect(await open('chen', START)).toEqual({ file, profile, choices: checked.choices, job: null });
});

test('a load that was started is seen on, not read again', async () => {
  await open('chen', { ...checked, job: 'j1' });
  expect(await open('chen', START)).toMatchObject({ job: 'j1' });
});

test.each([
  ['another person', 'lin'],
  ['the list of loads', null],
])('%s does not meet it', async (_, person) => {
  await open('chen', checked);
  expect(await open(person, START)).toBe('');
});

test('one that was given up is gone, and what cannot be read is nothing', async () => {
  await open('chen', checked);
  forget('chen');
  expect(await open('chen', START)).toBe('');
  sessionStorage.setItem('shuzhi.import.chen', '{half');
  expect(await open('chen', START)).toBe('');
});
