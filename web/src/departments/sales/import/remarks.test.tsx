// A remark offers the other way of reading, and is gone once it was taken.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../../../test-page';
import { NO_CHOICES } from './profile';
import { Remarks } from './Remarks';
import type { Inspection, Profile } from './wire';

const profile: Profile = { name: '日结', kind: 'sales', sheet: '1月', columns: { day: '日期' }, constants: {}, formats: { day: '%d/%m/%Y' } };
const said = (code: string) => ({ code, zh: `留意 ${code}`, en: `Mind ${code}` });
const seen = { profile, alike: ['2月', '3月'], remarks: [{ ...said('day'), other: '%m/%d/%Y' }, said('sheets'), said('twice')] } as unknown as Inspection;

test('each remark is answered with one click', async () => {
  const change = vi.fn();
  const decide = vi.fn();
  show(<Remarks seen={seen} choices={NO_CHOICES} change={change} decide={decide} />);
  expect(await screen.findAllByRole('alert')).toHaveLength(3);
  await userEvent.click(screen.getByRole('button', { name: '改为月在前' }));
  expect(change).toHaveBeenLastCalledWith({ ...profile, formats: { day: '%m/%d/%Y' } });
  expect(screen.queryByText('留意 day')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '改读“3月”' }));
  expect(change).toHaveBeenLastCalledWith({ ...profile, sheet: '3月' });
  await userEvent.click(screen.getByRole('button', { name: '替换已有的' }));
  expect(decide).toHaveBeenLastCalledWith({ ...NO_CHOICES, replace: true });
});

test('what will be replaced is no longer remarked on', async () => {
  show(<Remarks seen={seen} choices={{ ...NO_CHOICES, replace: true }} change={vi.fn()} decide={vi.fn()} />);
  expect((await screen.findAllByRole('alert')).map((alert) => alert.textContent)).toEqual([expect.stringContaining('留意 day'), expect.stringContaining('留意 sheets')]);
});
