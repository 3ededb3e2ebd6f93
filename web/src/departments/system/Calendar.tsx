// The calendar that comparisons and targets go by: days off and make-up work days of a year, as on the wall.
import { useState } from 'react';
import { Alert, Button, DatePicker, Result, Skeleton } from 'antd';
import { LeftOutlined, PlusOutlined, RightOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { write } from '../../api/client';
import { sentence } from '../../api/problem';
import type { components } from '../../api/schema';
import { may, useMe } from '../../api/session';
import type { Lang } from '../../api/wire';
import { To, useChange, useGo, useSearchState } from '../../frame/address';
import { Page } from '../../frame/Page';
import { keyText, monthName } from '../../measure/keys';
import './calendar.css';
import { useWords } from './words';

export type CalendarYear = components['schemas']['calendar'];
type Day = CalendarYear['days'][number];

/** The years that have festivals. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

export const calendarQ = (year: number) =>
  queryOptions({
    queryKey: ['records', 'holiday', 'calendar', year],
    placeholderData: keepPreviousData,
    queryFn: () => write<CalendarYear>('POST', '/inquiries/calendar', { body: { year } }),
  });

export default function CalendarPage() {
  const t = useWords();
  const me = useMe();
  const go = useGo();
  const change = useChange();
  const said = Number(useSearchState().year);
  const today = Number(me.today.slice(0, 4));
  const year = said >= FIRST_YEAR && said <= LAST_YEAR ? said : today;
  const reply = useQuery(calendarQ(year));
  const turn = (next: number) => change({ year: next === today ? undefined : String(next) });
  return (
    <Page
      title={t('calendar')}
      remark={t('calendarHint')}
      actions={
        <>
          <To path="/r/holiday" className="cal-to">
            <UnorderedListOutlined aria-hidden /> {t('ownDays')}
          </To>
          {may(me, 'holiday', 'create') ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go('/r/holiday', { form: 'new' })}>
              {t('addDay')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="panel cal-head">
        <Button icon={<LeftOutlined aria-hidden />} disabled={year <= FIRST_YEAR} onClick={() => turn(year - 1)} aria-label={t('yearBefore')} title={t('yearBefore')} />
        <DatePicker
          picker="year"
          allowClear={false}
          value={dayjs(`${year}-01-01`)}
          minDate={dayjs(`${FIRST_YEAR}-01-01`)}
          maxDate={dayjs(`${LAST_YEAR}-12-31`)}
          aria-label={t('year')}
          onChange={(day) => day && turn(day.year())}
        />
        <Button icon={<RightOutlined aria-hidden />} disabled={year >= LAST_YEAR} onClick={() => turn(year + 1)} aria-label={t('yearAfter')} title={t('yearAfter')} />
        <Legend />
      </div>
      {reply.data ? (
        <Year asked={reply.data} stale={reply.isPlaceholderData} today={me.today} />
      ) : reply.error ? (
        <Result status="warning" title={sentence(reply.error, t.lang)} extra={<Button onClick={() => void reply.refetch()}>{t('retry')}</Button>} />
      ) : (
        <Skeleton active paragraph={{ rows: 16 }} />
      )}
    </Page>
  );
}

function Legend() {
  const t = useWords();
  return (
    <p className="cal-legend small muted">
      <span>
        <i className="cal-mark off">{t('off')}</i> {t('offDay')}
      </span>
      <span>
        <i className="cal-mark work">{t('work')}</i> {t('workDay')}
      </span>
      <span>
        <i className="cal-own" /> {t('ownDay')}
      </span>
    </p>
  );
}

export function Year({ asked: { year, provisional, days }, stale = false, today }: { asked: CalendarYear; stale?: boolean; today: string }) {
  const t = useWords();
  const [chosen, choose] = useState<string | null>(null);
  const day = days.find((one) => one.date === chosen);
  const months = Array.from({ length: 12 }, (_, i) => days.filter((one) => Number(one.date.slice(5, 7)) === i + 1));
  return (
    <>
      {provisional ? <Alert type="warning" showIcon className="gap" title={t('provisional', { y: year })} description={t('provisionalHint')} /> : null}
      <p className="cal-said" role="status">
        {day ? spoken(day, t) : t('chooseDay')}
      </p>
      <div className={stale ? 'cal-year stale' : 'cal-year'}>
        {months.map((month, i) => (
          <Month key={i} title={monthName(i + 1, t.lang)} days={month} today={today} chosen={chosen} choose={choose} />
        ))}
      </div>
    </>
  );
}

/** Monday is 1. */
const weekdayOf = (date: string) => dayjs(date).day() || 7;

type MonthProps = { title: string; days: Day[]; today: string; chosen: string | null; choose: (date: string) => void };

function Month({ title, days, today, chosen, choose }: MonthProps) {
  const t = useWords();
  const before = days[0] ? weekdayOf(days[0].date) - 1 : 0;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  return (
    <section className="panel cal-month">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
              <th key={weekday} scope="col">
                {weekdayName(weekday, t.lang).replace('周', '').slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, i) => (
            <tr key={i}>
              {week.map((day, j) =>
                day ? (
                  <td key={day.date}>
                    <button
                      type="button"
                      className={['cal-day', day.kind, day.date === today ? 'today' : '', day.date === chosen ? 'chosen' : ''].join(' ')}
                      title={spoken(day, t)}
                      aria-label={spoken(day, t)}
                      aria-pressed={day.date === chosen}
                      onClick={() => choose(day.date)}
                    >
                      <b>{Number(day.date.slice(8))}</b>
                      <small className={day.name ? 'named' : ''}>{shortName(day, t)}</small>
                      {day.kind === 'holiday' ? <i className="cal-mark off">{t('off')}</i> : day.kind === 'make_up' ? <i className="cal-mark work">{t('work')}</i> : null}
                      {day.own ? <i className="cal-own" /> : null}
                    </button>
                  </td>
                ) : (
                  <td key={j} aria-hidden>
                    {' '}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What stands under the number: a festival, or in Chinese the date by the moon. */
function shortName({ name, lunar }: Day, t: ReturnType<typeof useWords>): string {
  if (t.lang === 'en') return name ? '•' : '';
  if (name) return name.zh;
  if (!lunar) return '';
  return lunar.endsWith('初一') ? lunar.replace('初一', '') : lunar.slice(-2);
}

const weekdayName = (number: number, lang: Lang) => keyText('weekday', String(number), lang);

/** Everything of a day in one line. */
function spoken(day: Day, t: ReturnType<typeof useWords>): string {
  const kind = t(day.kind);
  const zh = t.lang === 'zh';
  const parts = [
    `${day.date} ${weekdayName(weekdayOf(day.date), t.lang)}`,
    day.listed && zh ? `${kind}（${day.listed}）` : kind,
    day.name ? t.of(day.name) : '',
    day.role ? t.of(day.role) : '',
    day.lunar && zh ? `农历${day.lunar}` : '',
    day.own ? t('ownDay') : '',
  ];
  return [...new Set(parts.filter(Boolean))].join(' · ');
}
