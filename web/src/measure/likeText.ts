// What a figure of last year was compared with, in words: for the tip of a move, and in short beside a page's name.
import { coverageOf, WAY_TITLES } from './like';
import { spanText } from './period';
import type { Compared, Way } from './wire';
import type { useWords } from './words';

type Words = ReturnType<typeof useWords>;
const isWay = (word: string): word is Way => word in WAY_TITLES;
const listed = (parts: string[], t: Words) => parts.filter(Boolean).join(t.lang === 'zh' ? '；' : '; ');

/** The days, how they were chosen, and how many of them could be compared. */
export function againstText(compared: Compared, t: Words): string {
  const d = spanText(compared);
  if (!isWay(compared.way)) return t('against', { d });
  const w = t.of(WAY_TITLES[compared.way]);
  const coverage = coverageOf(compared);
  if (!coverage) return t('againstBy', { d, w });
  const { matched, closed, unmatched, standIn, unofficial } = coverage;
  const counted = t('againstDays', { d, w, m: matched, c: closed, u: unmatched });
  return listed([counted, standIn ? t('standIn', { n: standIn }) : '', unofficial ? t('unofficial', { y: unofficial }) : ''], t);
}

/** What a reader should know without asking: that two months are held together, or which days were left out. Nothing where all
    were compared by known holidays. */
export function coverageText(compared: Compared | undefined, t: Words): string {
  if (compared?.way === 'last_year_merged') return t('coveredMerged', { d: spanText(compared) });
  const coverage = compared && coverageOf(compared);
  if (!coverage) return '';
  const { matched, of, closed, unmatched, unofficial } = coverage;
  if (!matched) return t('coveredNone');
  if (!closed && !unmatched && !unofficial) return '';
  const parts = [
    t('covered', { m: matched, n: of }),
    closed ? t('coveredClosed', { n: closed }) : '',
    unmatched ? t('coveredAlone', { n: unmatched }) : '',
    unofficial ? t('coveredUnofficial', { y: unofficial }) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
