// A year of the calendar: what each day says, and the warning of a year that nobody announced.
import { expect, test } from 'vitest';
import { fireEvent, screen } from '@testing-library/react';
import { show } from '../../test-page';
import { Year, type CalendarYear } from './Calendar';

const day = (date: string, change: Partial<CalendarYear['days'][number]> = {}) => ({ date, kind: 'workday' as const, listed: null, name: null, role: null, lunar: '八月廿一', own: false, ...change });
const YEAR: CalendarYear = {
  year: 2026,
  provisional: false,
  days: [
    day('2026-10-01', { kind: 'holiday', listed: '国庆节', name: { zh: '国庆', en: 'National Day' }, role: { zh: '国庆 第1天', en: 'National Day, day 1' } }),
    day('2026-10-02', { lunar: '八月廿二', own: true }),
    day('2026-10-10', { kind: 'make_up', listed: '国庆节', lunar: '九月初一' }),
  ],
};

test('a day is told whole when it is chosen', async () => {
  show(<Year asked={YEAR} today="2026-10-02" />);
  fireEvent.click(await screen.findByRole('button', { name: /^2026-10-01/ }));
  expect(screen.getByRole('status')).toHaveTextContent('2026-10-01 周四 · 放假（国庆节） · 国庆 · 国庆 第1天 · 农历八月廿一');
  fireEvent.click(screen.getByRole('button', { name: /^2026-10-02/ }));
  expect(screen.getByRole('status')).toHaveTextContent('2026-10-02 周五 · 工作日 · 农历八月廿二 · 本公司设置');
});

test('days off, work days and the first day of a moon are marked', async () => {
  show(<Year asked={YEAR} today="2026-10-02" />);
  expect(await screen.findByText('休')).toBeInTheDocument();
  expect(screen.getByText('班')).toBeInTheDocument();
  expect(screen.getByText('九月')).toBeInTheDocument();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a year that is not announced says so', async () => {
  show(<Year asked={{ ...YEAR, year: 2027, provisional: true }} today="2026-10-02" />);
  expect(await screen.findByRole('alert')).toHaveTextContent('2027 年的放假安排没有公布或还没有录入，按法定节日推算');
});
