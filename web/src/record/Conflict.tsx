// Two people changed one row: both versions field by field, and a choice for each.
import { useMemo, useState } from 'react';
import { Alert, Button, Radio, Space } from 'antd';
import type { Row } from '../api/wire';
import { Cell } from './Cell';
import { conflict } from './changes';
import type { Field } from './compile';
import { useWords } from './words';

type Values = Record<string, unknown>;
type Props = { fields: Field[]; base: Row; mine: Values; current: Row; cancel: () => void; keep: (values: Values, base: Row) => void };

export function Conflict({ fields, base, mine, current, cancel, keep }: Props) {
  const t = useWords();
  const { both, onlyTheirs } = useMemo(() => conflict(fields, base, mine, current), [fields, base, mine, current]);
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({});
  if (current.ended_at) return <Alert type="warning" showIcon title={t('staleEnded')} className="gap" />;
  // What I did not touch follows the row as it now is; what we both touched follows the choice.
  const merged = () => ({
    ...mine,
    ...Object.fromEntries(onlyTheirs.map((f) => [f.key, current[f.key]])),
    ...Object.fromEntries(both.map((d) => [d.field.key, chosen[d.field.key] === 'theirs' ? d.theirs : d.mine])),
  });
  return (
    <Alert
      type="warning"
      className="gap conflict"
      showIcon
      title={t('stale')}
      role="alert"
      description={
        <>
          <p>{t('staleText')}</p>
          {both.length ? (
            <table className="mini">
              <thead>
                <tr>
                  <th scope="col">{t('field')}</th>
                  <th scope="col">{t('mine')}</th>
                  <th scope="col">{t('theirs')}</th>
                </tr>
              </thead>
              <tbody>
                {both.map(({ field, mine: m, theirs }) => (
                  <tr key={field.key}>
                    <th scope="row">{field.title}</th>
                    {(['mine', 'theirs'] as const).map((side) => (
                      <td key={side}>
                        <Radio
                          name={field.key}
                          checked={(chosen[field.key] ?? 'mine') === side}
                          onChange={() => setChosen({ ...chosen, [field.key]: side })}>
                          <Cell field={field} row={{ [field.key]: side === 'mine' ? m : theirs }} />
                        </Radio>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          {onlyTheirs.length ? <p className="muted">{t('staleTheirs', { f: onlyTheirs.map((f) => f.title).join('、') })}</p> : null}
          <Space>
            <Button type="primary" onClick={() => keep(merged(), current)}>
              {t('keepChosen')}
            </Button>
            <Button onClick={cancel}>{t('stay')}</Button>
          </Space>
        </>
      }
    />
  );
}
