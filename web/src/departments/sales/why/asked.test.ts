// What the figures of the sentences open: facts that are theirs, or how they were worked out, never the facts of something else.
import { expect, test } from 'vitest';
import type { Explanation, Measure } from '../../../measure/wire';
import { askedOf } from './asked';

const sales = { name: 'sales', zh: '销售额', en: 'Sales', unit: 'yuan' } as Measure;
const price = { name: 'average_price', zh: '平均单价', en: 'Average unit price', unit: 'yuan' } as Measure;
const days = [{ from: '2026-11-16', to: '2026-11-22' }];
const before = [{ from: '2026-11-09', to: '2026-11-15' }];
const figure = (id: string, value: string, more: object = {}) =>
  ({ id, value, unit: 'yuan', signed: true, measure: 'sales', days, where: {}, ...more }) as unknown as Explanation['figures'][number];
const place = { name: { zh: 'L3', en: 'L3' }, before: '100.00', now: '130.00', effect: '30.00', where: { floor: ['L3'] }, overlaps: false };
const figures = [
  figure('change', '25.00'),
  figure('place0', '30.00', { where: { floor: ['L3'] } }),
  figure('rest', '-5.00'),
  figure('driver_now', '0.26', { unit: 'percent' }),
  figure('driver_effect', '20.00'),
];
const answer = {
  measure: sales,
  data_version: '1',
  before: '300.00',
  now: '325.00',
  change: '25.00',
  places: [place],
  figures,
  baseline: { way: 'previous', days: before },
  how: {
    drivers: [
      { key: 'visitors', zh: '客流', en: 'Visitors', unit: 'count', before: '10', now: '11', effect: '5.00' },
      { key: 'conversion', zh: '提袋率', en: 'Capture rate', unit: 'percent', before: '0.25', now: '0.26', effect: '20.00' },
    ],
  },
} as unknown as Explanation;
const asked = (id: string, of = answer) => askedOf(of, [sales, price], of.figures.find((one) => one.id === id)!);

test('a change and a place open both sides', () => {
  expect(asked('change')?.sides).toEqual({ before: '300.00', now: '325.00', unit: 'yuan', days: before, averaged: false });
  expect(asked('place0')).toMatchObject({ where: { floor: ['L3'] }, sides: { before: '100.00', now: '130.00' } });
});

test('the rest is worked out from the whole and the places that are named', () => {
  const rest = asked('rest');
  expect(rest?.sides).toMatchObject({ before: '200.00', now: '195.00' });
  expect(rest?.worked?.rows.map((row) => row.change)).toEqual(['25.00', '30.00', '-5.00']);
});

test('a place that went against the others is one of those that the rest is without', () => {
  const against = { ...place, before: '50.00', now: '40.00', effect: '-10.00', where: { floor: ['L2'] } };
  const told = [...figures.filter(({ id }) => id !== 'rest'), figure('against', '-10.00', { where: { floor: ['L2'] } }), figure('rest', '5.00')];
  const both = { ...answer, places: [place, against], figures: told } as unknown as Explanation;
  expect(asked('against', both)?.sides).toMatchObject({ before: '50.00', now: '40.00' });
  expect(asked('rest', both)).toMatchObject({ sides: { before: '150.00', now: '155.00' } });
  expect(asked('rest', both)?.worked?.rows.map((row) => row.change)).toEqual(['25.00', '30.00', '-10.00', '5.00']);
});

test('where places do not add up to the whole, the rest has no sides of its own', () => {
  const overlapping = { ...answer, places: [{ ...place, before: '90.00' }] } as unknown as Explanation;
  expect(asked('rest', overlapping)?.sides).toMatchObject({ before: null, now: null });
});

test('what a driver did, and a driver that is no measure, has no facts but its working', () => {
  expect(asked('driver_effect')?.worked).toMatchObject({ way: 'effect', facts: false, title: { zh: '提袋率' } });
  expect(asked('driver_now')?.worked).toMatchObject({ way: 'driver', facts: false });
  const own = figure('driver_now', '9.50', { measure: 'average_price' });
  expect(askedOf({ ...answer, figures: [own] }, [sales, price], own)).toMatchObject({ title: price, value: '9.50' });
});

test('what has no days opens nothing', () => {
  expect(askedOf(answer, [sales], figure('driver_before', '1', { days: [] }))).toBeNull();
});
