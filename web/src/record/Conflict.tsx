// Two people changed one row: both versions field by field, and a choice for each.
import { Suspense, useMemo, useState } from 'react';
import { Alert, Button, Grid, Radio, Space } from 'antd';
import type { Row } from '../api/wire';
import { widgetOf } from '../frame/door';
import { Cell } from './Cell';
import { conflict, type Difference } from './changes';
import type { Field } from './compile';
import { useWords } from './words';

type Values = Record<string, unknown>;
type Side = Difference['keep'];
type Props = { fields: Field[]; base: Row; mine: Values; current: Row; cancel: () => void; keep: (values: Values, base: Row) => void };

const SIDES = ['mine', 'theirs'] as const;

export function Conflict({ fields, base, mine, current, cancel, keep }: Props) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const differ = useMemo(() => conflict(fields, base, mine, current), [fields, base, mine, current]);
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  if (current.ended_at) return <Alert type="warning" showIcon title={t('staleEnded')} className="gap" />;
  const sideOf = (d: Difference) => chosen[d.field.key] ?? d.keep;
  const merged = () => ({ ...mine, ...Object.fromEntries(differ.map((d) => [d.field.key, d[sideOf(d)]])) });
  return (
    <Alert
      type="warning"
      className="gap conflict"
      showIcon={wide}
      title={t('stale')}
      role="alert"
      description={
        <>
          <p>{t(differ.length ? 'staleText' : 'staleSame')}</p>
          {differ.length ? <Versions base={base} differ={differ} sideOf={sideOf} choose={(key, side) => setChosen({ ...chosen, [key]: side })} /> : null}
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

type Choosing = { base: Row; differ: Difference[]; sideOf: (d: Difference) => Side; choose: (key: string, side: Side) => void };
function Versions({ base, differ, sideOf, choose }: Choosing) {
  const t = useWords();
  return (
    <table className="mini">
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {SIDES.map((side) => (
            <th key={side} scope="col">
              {t(side)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differ.map((d) => (
          <tr key={d.field.key}>
            <th scope="row">{d.field.title}</th>
            {SIDES.map((side) => (
              <td key={side}>
                <Radio name={d.field.key} checked={sideOf(d) === side} onChange={() => choose(d.field.key, side)}>
                  <Version field={d.field} was={base[d.field.key]} value={d[side]} />
                </Radio>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What one side has; of a field that a department draws itself, only what that side changed, as all of it would be too long. */
function Version({ field, was, value }: { field: Field; was: unknown; value: unknown }) {
  const Own = widgetOf(field)?.changes;
  if (!Own) return <Cell field={field} row={{ [field.key]: value }} />;
  return (
    <Suspense>
      <Own field={field} before={was} after={value} />
    </Suspense>
  );
}
