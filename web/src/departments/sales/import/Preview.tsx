// The first rows as the system reads them: names instead of codes, and where in the file each row stands.
import { ScrollBox } from '../../../measure/ScrollBox';
import { Named } from './Named';
import type { Inspection } from './wire';
import { useWords } from './words';

const SHOWN = 10;
/** The row of the file; the system's own addition, so it is no target. */
const LINE = 'line';
const NAMED = new Set(['site', 'channel', 'shop', 'brand', 'category', 'item']);
/** Items keep the code of the file beside the name: it is what people compare. */
const CODED = 'item';
type Read = Record<string, unknown>;

const blank = (value: unknown) => value === null || value === undefined || value === '';

export function Preview({ seen }: { seen: Inspection }) {
  const t = useWords();
  const rows = seen.preview.slice(0, SHOWN);
  const found = new Set(rows.flatMap((row) => Object.keys(row).filter((key) => !blank(row[key]))));
  const keys = [...(found.has(LINE) ? [LINE] : []), ...[...found].filter((key) => key !== LINE)];
  const titles = new Map([[LINE, t('row')], ['hour', t('hour')], ...seen.targets.map((target): [string, string] => [target.name, t.of(target)])]);
  if (!rows.length) return null;
  return (
    <section className="load-part" aria-label={t('preview', { n: rows.length })}>
      <h3 className="sec">{t('preview', { n: rows.length })}</h3>
      <ScrollBox className="evidence-box" label={t('preview', { n: rows.length })}>
        <table className="evidence-table">
          <thead>
            <tr>
              {keys.map((key) => (
                <th key={key} scope="col">
                  {titles.get(key) ?? key}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {/* Rows of a file have no id; their place is what tells them apart. */}
            {rows.map((row, i) => (
              <tr key={i}>
                {keys.map((key) => (
                  <td key={key} className="num">
                    {NAMED.has(key) && !blank(row[key]) ? <Named dim={key} code={String(row[key])} both={key === CODED} /> : <Plain row={row} name={key} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function Plain({ row, name }: { row: Read; name: string }) {
  const t = useWords();
  const value = row[name];
  if (blank(value)) return <>—</>;
  const text = String(value);
  return <>{text === 'true' ? t('isYes') : text === 'false' ? t('isNo') : text}</>;
}
