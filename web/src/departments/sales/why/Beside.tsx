// The key figures of one or two parts, and what their change came from, side by side.
import { useQueries, useQuery } from '@tanstack/react-query';
import { drawn, type Figure, type Unit } from '../../../charts/figures';
import { useNames } from '../../../measure/codes';
import { minus } from '../../../measure/decimal';
import { Move } from '../../../measure/Move';
import { answerQ } from '../../../measure/queries';
import { besideOf } from '../../../measure/why';
import type { AnswerRow, Dim, Measure } from '../../../measure/wire';
import { narrowed } from '../../../measure/ask';
import { amount, inkOf } from './say';
import { whyQ } from './queries';
import type { Why } from './useWhy';
import { useWords } from './words';

const KEY_FIGURES = ['sales', 'tickets', 'average_ticket', 'units_per_ticket', 'average_price', 'conversion', 'sales_per_m2', 'gross_margin_rate'];
type Props = { why: Why; dim: Dim; codes: string[] };

export function Beside({ why, dim, codes }: Props) {
  const names = useNames(dim.record, codes);
  return (
    <div className="why-beside">
      <Figures why={why} dim={dim} codes={codes} names={names} />
      <Drivers why={why} dim={dim} codes={codes} names={names} />
    </div>
  );
}

type Named = Props & { names: string[] };
const told = (row: AnswerRow | undefined, m: Measure): Figure => row?.values[m.name] ?? null;

function Heads({ title, names }: { title: string; names: string[] }) {
  const t = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{title}</th>
        {names.map((name, i) => (
          <th key={i} scope="col" className="right">
            {name}
          </th>
        ))}
        {names.length === 2 ? (
          <th scope="col" className="right">
            {t('difference')}
          </th>
        ) : null}
      </tr>
    </thead>
  );
}

function Difference({ values: [a, b], unit, points }: { values: Figure[]; unit: Unit; points: boolean }) {
  const { lang } = useWords();
  const known = drawn(a) !== null && drawn(b) !== null;
  return (
    <td className="right num">
      {known ? amount({ value: minus(String(a), String(b)), unit, signed: true, points }, lang) : <span className="muted">—</span>}
    </td>
  );
}

function Figures({ why, dim, codes, names }: Named) {
  const t = useWords();
  const measures = KEY_FIGURES.flatMap((name) => why.catalogue.measures.filter((m) => m.name === name))
    .filter((m) => [dim.name, ...Object.keys(why.where)].every((one) => m.dims.includes(one)));
  const compare = besideOf(why.against);
  const where = { ...why.where, [dim.name]: codes };
  const { data } = useQuery(answerQ({ measures: measures.map((m) => m.name), ...why.span, where, by: [dim.name], compare: [compare] }));
  const rows = codes.map((code) => data?.rows.find((row) => row.keys[dim.name] === code));
  const side = compare === 'previous' ? 'previous' : 'last_year';
  return (
    <table className="why-pair">
      <Heads title={t('figure')} names={names} />
      <tbody>
        {measures
          .filter((m) => !data || rows.some((row) => told(row, m) !== null))
          .map((m) => (
            <tr key={m.name}>
              <th scope="row">{t.of(m)}</th>
              {rows.map((row, i) => (
                <td key={i} className="right num">
                  {amount({ value: told(row, m), unit: m.unit }, t.lang)}
                  {told(row, m) === null ? null : (
                    <div className="small">
                      <Move now={told(row, m)} before={row?.[side]?.[m.name]} unit={m.unit} good={m.good} />
                    </div>
                  )}
                </td>
              ))}
              {rows.length === 2 ? <Difference values={rows.map((row) => told(row, m))} unit={m.unit} points={m.unit === 'percent'} /> : null}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** Each part explained by itself. */
export function useExplained({ measure, span, against, where }: Why, dim: Dim, codes: string[]) {
  return useQueries({ queries: codes.map((code) => whyQ({ measure, ...span, where: narrowed(where, dim.name, code), against })) });
}

function Drivers({ why, dim, codes, names }: Named) {
  const t = useWords();
  const { known } = why;
  const answers = useExplained(why, dim, codes);
  const all = answers.map((one) => one.data?.how.drivers ?? []);
  const keys = [...new Map(all.flat().map((driver) => [driver.key, driver])).values()];
  const points = known.unit === 'percent';
  if (!keys.length) return null;
  const effects = (key: string) => all.map((drivers) => drivers.find((d) => d.key === key)?.effect ?? null);
  const changes = answers.map((one) => one.data?.change ?? null);
  const line = (title: string, values: Figure[], className = '') => (
    <tr key={title} className={className}>
      <th scope="row">{title}</th>
      {values.map((value, i) => (
        <td key={i} className={`right num ${inkOf(value, known.good)}`}>
          {amount({ value, unit: known.unit, signed: true, points }, t.lang)}
        </td>
      ))}
      {values.length === 2 ? <Difference values={values} unit={known.unit} points={points} /> : null}
    </tr>
  );
  return (
    <table className="why-pair">
      <Heads title={t('driversOf')} names={names} />
      <tbody>{keys.map((driver) => line(t.of(driver), effects(driver.key)))}</tbody>
      <tfoot>{line(t('change'), changes, 'why-sum')}</tfoot>
    </table>
  );
}
