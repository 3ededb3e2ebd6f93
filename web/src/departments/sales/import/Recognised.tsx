// What the check opens with: whether the file was understood, and what of it was not.
import { Alert } from 'antd';
import { bare, notFound } from './profile';
import type { Inspection } from './wire';
import { useWords } from './words';

export function Recognised({ seen }: { seen: Inspection }) {
  const t = useWords();
  const listed = (words: string[]) => words.join(t.lang === 'zh' ? '、' : ', ');
  if (bare(seen))
    return <Alert type="warning" showIcon title={t('noDataRows')} description={t('noDataRowsHint', { c: listed(seen.columns.map((c) => c.header)) })} />;
  const open = notFound(seen);
  if (open.length)
    return <Alert type="warning" showIcon title={t('notRecognised', { t: listed(open.map((x) => t.of(x))) })} description={t('notRecognisedHint')} />;
  return <Alert type="info" showIcon title={seen.saved_profile ? t('savedUsed', { n: seen.saved_profile.name }) : t('recognised')} />;
}
