// The first rows as the system reads them.
import { ScrollBox } from '../../../measure/ScrollBox';
import type { Inspection } from './wire';
import { useWords } from './words';

const SHOWN = 10;
const shown = (value: unknown, yes: string, no: string) =>
  value === null || value === undefined || value === ''
    ? '—'
    : value === true || value === 'true'
      ? yes
      : value === false || value === 'false'
        ? no
        : String(value);

export function Preview({ seen }: { seen: Inspection }) {
  const t = useWords();
  const rows = seen.preview.slice(0, SHOWN);
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row).filter((key) => row[key] !== null && row[key] !== '')))];
  const titles = new Map(seen.targets.map((target) => [target.name, t.of(target)]));
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
                    {shown(row[key], t('isYes'), t('isNo'))}
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
