// Names that the system does not know: each may stand for a known one, the rest are created or refused.
import { Segmented } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { CodeSelect } from '../../../measure/CodeSelect';
import { catalogueQ } from '../../../measure/queries';
import { ScrollBox } from '../../../measure/ScrollBox';
import { thousands } from '../../../record/format';
import { mapped } from './profile';
import type { Choices, Inspection, Unknown } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; choices: Choices; decide: (choices: Choices) => void };

/** Names that were matched are no longer unknown to the server, but people want to see what they did. */
function namesOf(dim: string, seen: Inspection, choices: Choices): Unknown[] {
  const open = seen.unknown.filter((u) => u.dim === dim);
  const done = Object.keys(choices.map[dim] ?? {}).filter((value) => open.every((u) => u.value !== value));
  return [...done.map((value): Unknown => ({ dim, value, rows: 0, suggest: [] })), ...open];
}

export function Unknowns({ seen, choices, decide }: Props) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const dims = [...new Set([...seen.unknown.map((u) => u.dim), ...Object.keys(choices.map)])];
  if (!dims.length) return null;
  const hidden = (seen.unknown_total ?? seen.unknown.length) - seen.unknown.length;
  return (
    <section className="load-part" aria-label={t('unknown')}>
      <h3 className="sec">{t('unknown')}</h3>
      <p className="muted small load-lead">{t('unknownHint')}</p>
      {dims.map((name) => {
        const dim = data?.dims.find((d) => d.name === name);
        const title = dim ? t.of(dim) : name;
        return (
          <OfDim
            key={name}
            dim={name}
            title={title}
            record={dim?.record ?? name}
            names={namesOf(name, seen, choices)}
            choices={choices}
            decide={decide}
          />
        );
      })}
      {hidden > 0 ? <p className="muted small">{t('moreUnknown', { n: thousands(String(hidden)) })}</p> : null}
    </section>
  );
}

type DimProps = { dim: string; title: string; record: string; names: Unknown[]; choices: Choices; decide: (choices: Choices) => void };

function OfDim({ dim, title, record, names, choices, decide }: DimProps) {
  const t = useWords();
  const rest = choices.unknown[dim] ?? 'create';
  return (
    <div className="load-unknown">
      <div className="load-field">
        <span>{t('unknownRest', { d: title })}</span>
        <Segmented
          aria-label={t('unknownRest', { d: title })}
          value={rest}
          onChange={(next: 'create' | 'refuse') => decide({ ...choices, unknown: { ...choices.unknown, [dim]: next } })}
          options={[
            { value: 'create', label: t('create') },
            { value: 'refuse', label: t('refuse') },
          ]}
        />
      </div>
      <ScrollBox className="load-names" label={title}>
        <table className="mini">
          <thead>
            <tr>
              <th scope="col">{t('inFile')}</th>
              <th scope="col" className="num">
                {t('times')}
              </th>
              <th scope="col">{t('mapTo')}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name.value}>
                <th scope="row">{name.value}</th>
                <td className="num">{name.rows ? thousands(String(name.rows)) : '—'}</td>
                <td>
                  <CodeSelect
                    record={record}
                    label={`${name.value} ${t('mapTo')}`}
                    placeholder={t(rest === 'create' ? 'newOne' : 'refusedOne')}
                    suggest={name.suggest}
                    value={choices.map[dim]?.[name.value]}
                    onChange={(code) => decide(mapped(choices, dim, name.value, code))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
