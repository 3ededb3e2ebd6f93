// The goods that moved most, and what kind of move each was.
import { Tag } from 'antd';
import { narrowed } from '../../../measure/ask';
import { Card } from '../Card';
import { amount, inkOf } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

const KINDS = { new: 'blue', ended: 'volcano', price: 'gold', volume: 'default' } as const;
const kindOf = (kind: string) => (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((one) => one === kind) ?? 'volume';

export function Items({ why }: { why: Answered }) {
  const t = useWords();
  const { items, measure, goods } = why.answer;
  if (!items.length) return null;
  const told = (value: string, signed = false) => amount({ value, unit: measure.unit, signed }, t.lang);
  return (
    <Card
      className={goods ? 'w7' : 'w12'}
      title={t('items')}
      sub={t('itemsHint')}
      asked={{ data: items, error: null, refetch: () => undefined }}
      height={0}
    >
      <ul className="why-items">
        {items.map(({ item, before, now, effect, kind }) => (
          <li key={item.code ?? ''}>
            {item.code === null ? (
              <span className="muted clip">{t.of(item.name)}</span>
            ) : (
              <button type="button" className="figure clip" onClick={() => why.change({ where: narrowed(why.where, 'item', item.code!) })}>
                {t.of(item.name)}
              </button>
            )}
            <Tag variant="filled" color={KINDS[kindOf(kind)]} className="tag">
              {t(`kind_${kindOf(kind)}`)}
            </Tag>
            <span className="grow" />
            <span className="num muted why-item-was">
              {told(before)} → {told(now)}
            </span>
            <b className={`num why-item-effect ${inkOf(effect, measure.good)}`}>{told(effect, true)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
