// What a row or a column of figures is called: the server's name for it, or its key in words.
import type { Lang } from '../api/wire';
import type { AnswerRow } from './wire';

const WEEK: Record<Lang, string[]> = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
/** Facts that say nothing about a dimension: a daily total knows no item. */
export const UNNAMED: Record<Lang, string> = { zh: '未标明', en: 'Not stated' };

export function keyText(dim: string, key: string | null, lang: Lang): string {
  if (key === null) return UNNAMED[lang];
  switch (dim) {
    case 'weekday':
      return WEEK[lang][Number(key) - 1] ?? key;
    case 'hour':
      return lang === 'zh' ? `${key} 时` : `${key}:00`;
    case 'week':
      return lang === 'zh' ? key.replace(/^(\d+)-W0?(\d+)$/, '$1 第 $2 周') : key;
    default:
      return key;
  }
}

export const nameOf = (row: AnswerRow, dim: string, lang: Lang): string => row.labels[dim] ?? keyText(dim, row.keys[dim] ?? null, lang);

/** A key on an axis, where space is scarce: the day without its year. */
export const shortKey = (dim: string, key: string | null, lang: Lang): string =>
  dim === 'day' && key ? key.slice(5) : keyText(dim, key, lang);
