// The three sentences: every figure in them leads to the facts behind it, and nothing is said twice.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../../../test-page';
import type { Asked } from '../../../measure/Evidence';
import { Sentences } from './Sentences';
import type { Answered } from './useWhy';

const sales = { name: 'sales', zh: '销售额', en: 'Sales', unit: 'yuan', good: 'up', dims: [], about: { zh: '', en: '' } };
const days = [{ from: '2026-11-16', to: '2026-11-22' }];
const figure = (id: string, value: string | null, signed: boolean, unit = 'yuan') => ({
  id,
  value,
  unit,
  signed,
  measure: 'sales',
  days,
  where: { site: ['M01'] },
});
const why = {
  catalogue: { measures: [sales], dims: [] },
  answer: {
    measure: sales,
    data_version: '12',
    before: '8293877.09',
    now: '8272914.85',
    places: [],
    sentences: [
      { zh: '销售额 {{now}}，与前一周相比 {{change}}（{{rate}}）。', en: '' },
      { zh: '主要在{{unknown}}L2 {{place0}}。', en: '' },
      { zh: '属于自身的变化。', en: '' },
    ],
    figures: [
      figure('now', '8272914.85', false),
      figure('change', '-20962.24', true),
      figure('rate', null, true, 'percent'),
      figure('place0', '5.00', true),
    ],
    baseline: {
      way: 'previous',
      zh: '前一周',
      en: '',
      days: [{ from: '2026-11-09', to: '2026-11-15' }],
      beside: days,
      matched: 6,
      closed: 1,
      unmatched: 0,
      stand_in: 0,
      provisional: false,
    },
  },
} as unknown as Answered;

test('figures are buttons in their place, with sign and colour, and ask for their own facts', async () => {
  const asked = vi.fn<(asked: Asked) => void>();
  show(<Sentences why={why} show={asked} />);
  const change = await screen.findByRole('button', { name: '−2.1万元，查看依据' });
  expect(change).toHaveClass('fall');
  await userEvent.click(change);
  expect(asked).toHaveBeenCalledWith(
    expect.objectContaining({
      measure: 'sales',
      from: '2026-11-16',
      to: '2026-11-22',
      where: { site: ['M01'] },
      value: '-20962.24',
      at: '12',
      sides: { before: '8293877.09', now: '8272914.85', unit: 'yuan', days: [{ from: '2026-11-09', to: '2026-11-15' }], averaged: false },
    }),
  );
});

test('what is not known is no button, and a figure that the answer does not hold is left out', async () => {
  show(<Sentences why={why} show={() => undefined} />);
  expect(await screen.findByText('—')).toBeInTheDocument();
  expect(screen.getByText(/主要在L2/)).toBeInTheDocument();
  expect(screen.getAllByRole('button')).toHaveLength(3);
});

test('the days that were left out are told below', async () => {
  show(<Sentences why={why} show={() => undefined} />);
  expect(await screen.findByText('与前一周相比：2026-11-09 ~ 11-15 · 比较了 6/7 天 · 歇业 1')).toBeInTheDocument();
});
