// The change by volume, mix and price, in the wording of finance.
import { Grid } from 'antd';
import { Waterfall } from '../../../charts/charts';
import { Card } from '../Card';
import { steps } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

const ALWAYS = ['volume', 'mix', 'price'] as const;
const SOMETIMES = ['new', 'ended', 'unpriced', 'other'] as const;

export function Goods({ why }: { why: Answered }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const { goods, measure, before, now, items } = why.answer;
  if (!goods) return null;
  const dim = why.dim(goods.dim);
  const parts = [
    ...ALWAYS.map((key) => ({ title: t(key), effect: goods[key], always: true })),
    ...SOMETIMES.map((key) => ({ title: t(key), effect: goods[key] })),
  ];
  const falls = steps(before, parts, now, [t('before'), t('now')]);
  return (
    <Card
      className={items.length ? 'w5' : 'w12'}
      title={t('goods')}
      sub={dim ? t('goodsBy', { d: t.lang === 'en' ? t.of(dim).toLowerCase() : t.of(dim) }) : null}
      asked={{ data: goods, error: null, refetch: () => undefined }}
      height={0}
    >
      <Waterfall label={t('goods')} unit={measure.unit} lying={!wide} height={wide ? 246 : falls.x.length * 34 + 64} {...falls} />
      <p className="muted small why-note">{t('goodsHint')}</p>
    </Card>
  );
}
