// The lines behind a figure: codes by their names where they are known, and as they are where they are not.
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show } from '../test-page';
import { EvidenceTable } from './EvidenceTable';
import type { Evidence } from './wire';

const column = (name: string, zh: string, kind: string) => ({ name, zh, en: name, kind });
const facts = (labels: Evidence['labels'] = {}): Evidence => ({
  columns: [column('day', '日期', 'day'), column('brand', '品牌', 'text'), column('amount', '金额', 'yuan'), column('batch', '批次', 'text')],
  rows: [
    ['2026-11-21', 'B001', '12.50', 'x-1'],
    ['2026-11-21', 'B002', '7.00', 'x-1'],
    ['2026-11-21', null, '1.00', 'x-1'],
  ],
  total: 3,
  next: null,
  data_version: '12',
  about: { zh: '', en: '' },
  labels,
});

test('a code is shown by its name and kept at hand; one that nobody knows stays a code', async () => {
  show(<EvidenceTable facts={facts({ brand: { B001: '山野火锅' } })} waiting={false} />);
  expect(await screen.findByRole('cell', { name: '山野火锅' })).toHaveAttribute('title', 'B001');
  expect(screen.getByRole('cell', { name: 'B002' })).toBeInTheDocument();
  expect(screen.getByRole('cell', { name: '—' })).toBeInTheDocument();
});

test('without names the codes stand for themselves, and the number of a batch is left out', async () => {
  show(<EvidenceTable facts={facts()} waiting={false} />);
  expect(await screen.findByRole('cell', { name: 'B001' })).toBeInTheDocument();
  expect(screen.queryByText('x-1')).toBeNull();
});
