// What a figure without facts of its own was worked out from, line by line.
import type { Both } from '../api/wire';
import { inFull, type Figure, type Unit } from '../charts/figures';
import { ScrollBox } from './ScrollBox';
import { moveInFull } from './Sides';
import { useWords } from './words';

/** `change` of a line is in the unit of the figure, its sides in its own; `it` is the figure that was asked about. */
export type WorkedRow = { title: Both; unit: Unit; before: Figure; now: Figure; change: Figure; it?: boolean };
/** What a driver did, a driver that is no measure of its own, or what is left of the whole. `facts` where those of the whole scope are shown below. */
export type Worked = { way: 'effect' | 'driver' | 'rest'; title: Both; unit: Unit; rows: WorkedRow[]; facts: boolean };

const SAID = { effect: 'workedEffect', driver: 'workedDriver', rest: 'workedRest' } as const;

export function WorkedTable({ worked }: { worked: Worked }) {
  const t = useWords();
  return (
    <section aria-label={t('workedOut')}>
      <p className="evidence-note">{t(SAID[worked.way], { f: t.of(worked.title) })}</p>
      <ScrollBox className="evidence-box" label={t('workedOut')}>
        <table className="evidence-table">
          <thead>
            <tr>
              <th scope="col">{t('part')}</th>
              <th scope="col" className="right">
                {t('before')}
              </th>
              <th scope="col" className="right">
                {t('now')}
              </th>
              <th scope="col" className="right">
                {t(worked.way === 'rest' ? 'change' : 'effect')}
              </th>
            </tr>
          </thead>
          <tbody>
            {worked.rows.map((row, i) => (
              <tr key={i} className={row.it ? 'evidence-it' : ''}>
                <th scope="row">{t.of(row.title)}</th>
                <td className="num right">{inFull(row.before, row.unit)}</td>
                <td className="num right">{inFull(row.now, row.unit)}</td>
                <td className="num right">{moveInFull(row.change, worked.unit, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
