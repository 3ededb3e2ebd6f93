// Ways in which days are written, and units in which numbers come: what people can choose, and how they read it.
import type { Words } from './words';

/** chrono's way of writing formats, each with the same day as people would read it. */
export const FORMATS: [string, string][] = [
  ['%Y-%m-%d', '2026-10-31'],
  ['%Y/%m/%d', '2026/10/31'],
  ['%Y%m%d', '20261031'],
  ['%Y年%m月%d日', '2026年10月31日'],
  ['%Y.%m.%d', '2026.10.31'],
  ['%m/%d/%Y', '10/31/2026'],
  ['%d/%m/%Y', '31/10/2026'],
  ['%Y-%m-%d %H:%M:%S', '2026-10-31 21:05:00'],
  ['%Y/%m/%d %H:%M:%S', '2026/10/31 21:05:00'],
];
export const formatText = (format: string): string => FORMATS.find(([known]) => known === format)?.[1] ?? format;

const MONEY = new Set(['amount', 'list_amount', 'discount', 'cost', 'price', 'unit_cost', 'refund']);
/** Whether a number of this meaning may come in another unit. */
export const scalable = (target: string): boolean => MONEY.has(target) || target === 'quantity';

/** The units that a column may be in, by what they are multiplied by. */
export function unitsOf(target: string, t: Words): [string, string][] {
  return MONEY.has(target)
    ? [
        ['1', t('unitYuan')],
        ['1000', t('unitThousand')],
        ['10000', t('unitWan')],
      ]
    : [
        ['1', t('unitPiece')],
        ['0.5', t('unitJin')],
        ['0.001', t('unitGram')],
      ];
}
export const unitText = (target: string, factor: string, t: Words): string =>
  unitsOf(target, t).find(([known]) => known === factor)?.[1] ?? `× ${factor}`;
