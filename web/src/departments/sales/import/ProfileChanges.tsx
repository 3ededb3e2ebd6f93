// What two versions of a kept profile read differently, line by line.
import type { Field } from '../../../record/compile';
import { changes, type Line } from './describe';
import { BLANK, parsed } from './kept';
import { Named } from './Named';
import { useProfileTitles } from './useProfileTitles';
import { useWords } from './words';

const Said = ({ line }: { line: Line }) => (line.dim ? <Named dim={line.dim} code={line.value} /> : <>{line.value}</>);

export default function ProfileChanges({ field, before, after }: { field: Field; before: unknown; after: unknown }) {
  const t = useWords();
  const titles = useProfileTitles(field);
  const changed = changes(parsed(before) ?? BLANK, parsed(after) ?? BLANK, { t, titles });
  if (!changed.length) return <span className="muted">{t('same')}</span>;
  return (
    <ul className="plain">
      {changed.map((one) => (
        <li key={one.key}>
          {one.title}
          {t.lang === 'zh' ? '：' : ': '}
          {one.before ? (
            <>
              <del>
                <Said line={one.before} />
              </del>
              <span aria-hidden="true"> → </span>
            </>
          ) : null}
          {one.after ? <Said line={one.after} /> : <span className="muted">{t('emptied')}</span>}
        </li>
      ))}
    </ul>
  );
}
