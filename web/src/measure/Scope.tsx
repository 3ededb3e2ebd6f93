// What a figure counts, in words: brand 半夏, site 云汇广场.
import { useQuery } from '@tanstack/react-query';
import type { Where } from './ask';
import { useNames } from './codes';
import { catalogueQ } from './queries';
import { useWords } from './words';

export function Scope({ where }: { where: Where }) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const conditions = Object.entries(where).filter(([, codes]) => codes.length);
  if (!conditions.length) return t('everything');
  return conditions.map(([name, codes]) => {
    const dim = data?.dims.find((d) => d.name === name);
    return <Condition key={name} title={dim ? t.of(dim) : name} record={dim?.record ?? null} codes={codes} />;
  });
}

function Condition({ title, record, codes }: { title: string; record: string | null; codes: string[] }) {
  const { lang } = useWords();
  const names = useNames(record, codes);
  return (
    <span className="evidence-scope">
      <span className="muted">{title}</span> {names.join(lang === 'zh' ? '、' : ', ')}
    </span>
  );
}
