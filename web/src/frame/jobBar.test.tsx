// A bar never stands at nought while a job is at work.
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { JobBar } from './JobBar';

const bar = () => screen.getByRole('progressbar', { name: '导入' });

test('an unknown whole has no share, a known one has', () => {
  const { rerender } = render(<JobBar label="导入" job={{ state: 'running', done: 40_000, total: 0 }} />);
  expect(bar()).not.toHaveAttribute('aria-valuenow');
  expect(bar()).toHaveClass('job-moving');
  rerender(<JobBar label="导入" job={{ state: 'running', done: 1, total: 4 }} />);
  expect(bar()).toHaveAttribute('aria-valuenow', '25');
  rerender(<JobBar label="导入" job={{ state: 'done', done: 40_000, total: 0 }} />);
  expect(bar()).toHaveAttribute('aria-valuenow', '100');
});
