// The period day by day: what was asked for and done, and what is expected of the days to come.
import { inFull, type Figure } from '../../../charts/figures';
import { minus } from '../../../measure/decimal';
import { keyText } from '../../../measure/keys';
import { ScrollBox } from '../../../measure/ScrollBox';
import { Card } from '../Card';
import { showGap } from '../targets/amount';
import type { Open } from './Progress';
import type { Progress } from './wire';
import { useWords } from './words';

const weekday = (day: string) => String(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);

/** Scrolls the box, and not the page, to the newest day. */
function bringIn(row: HTMLElement | null) {
  const box = row?.closest<HTMLElement>('.pg-days');
  if (row && box) box.scrollTop = row.offsetTop - box.clientHeight / 2;
}

export function Days({ data, open }: { data: Progress; open: Open }) {
  const t = useWords();
  const { days, measure } = data;
  const aimed = days.some((day) => day.target !== null);
  const coming = days.some((day) => day.expected !== null);
  const sums = measure.adds_up;
  const newest = days.findLastIndex((day) => day.done !== null);
  const cell = (value: Figure) => <td className="right num">{inFull(value, measure.unit)}</td>;
  return (
    <div id="pg-days" className="w12">
      <Card title={t('days')} asked={{ data, error: null, refetch: () => undefined }} height={0}>
        <ScrollBox label={t('days')} className="pg-days">
          <table className="pg-table">
            <thead>
              <tr>
                <th scope="col">{t('day')}</th>
                {aimed ? <th scope="col" className="right">{t('target')}</th> : null}
                <th scope="col" className="right">{t('done')}</th>
                {sums && aimed ? <th scope="col" className="right">{t('targetSum')}</th> : null}
                {sums ? <th scope="col" className="right">{t('doneSum')}</th> : null}
                {sums && aimed ? <th scope="col" className="right">{t('gapSum')}</th> : null}
                {coming ? <th scope="col" className="right">{t('coming')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {days.map((day, i) => (
                <tr key={day.day} {...(i === newest ? { ref: bringIn } : {})} className={day.done === null ? 'pg-coming' : ''}>
                  <th scope="row" className="num">
                    {day.day.slice(5)} <span className="muted small">{keyText('weekday', weekday(day.day), t.lang)}</span>
                  </th>
                  {aimed ? cell(day.target) : null}
                  <td className="right num">
                    {day.done === null ? (
                      '—'
                    ) : (
                      <button type="button" className="figure num" onClick={() => open({ from: day.day, to: day.day, value: day.done })}>
                        {inFull(day.done, measure.unit)}
                      </button>
                    )}
                  </td>
                  {sums && aimed ? cell(day.target_sum) : null}
                  {sums ? cell(day.done_sum) : null}
                  {sums && aimed ? (
                    <td className="right num">
                      {day.done_sum !== null && day.target_sum !== null ? showGap(minus(day.done_sum, day.target_sum), measure.unit) : '—'}
                    </td>
                  ) : null}
                  {coming ? cell(day.expected) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </Card>
    </div>
  );
}
