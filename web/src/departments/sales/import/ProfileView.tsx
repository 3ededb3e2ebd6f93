// A kept profile as people read it: what is taken from which column, what is fixed, and by which rules.
import { Alert, Collapse } from 'antd';
import type { Field } from '../../../record/compile';
import { described } from './describe';
import { parsed, pretty } from './kept';
import { Named } from './Named';
import { useProfileTitles } from './useProfileTitles';
import { useWords } from './words';
import './import.css';

export default function ProfileView({ field, value }: { field: Field; value: unknown }) {
  const t = useWords();
  const profile = parsed(value);
  const titles = useProfileTitles(field);
  const json = <pre className="json">{pretty(String(value ?? ''))}</pre>;
  if (!profile)
    return (
      <>
        <Alert type="warning" showIcon title={t('unreadable')} className="gap" />
        {json}
      </>
    );
  return (
    <div className="profile">
      {described(profile, { t, titles }).map((group) => (
        <section key={group.key} className="profile-part" aria-label={group.title}>
          <h4>{group.title}</h4>
          <dl>
            {group.lines.map((line) => (
              <div key={line.key}>
                <dt>{line.title}</dt>
                <dd>{line.dim ? <Named dim={line.dim} code={line.value} /> : line.value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Collapse ghost className="load-more" items={[{ key: 'json', label: 'JSON', children: json }]} />
    </div>
  );
}
