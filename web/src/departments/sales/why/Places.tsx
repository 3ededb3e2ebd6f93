// Where it changed: the places that carry the change, each with how far it stands out and how sure that is.
import { To } from '../../../frame/address';
import type { Asked } from '../../../measure/Evidence';
import { whereParams } from '../../../measure/ask';
import { Move } from '../../../measure/Move';
import { writePeriod } from '../../../measure/period';
import { besideOf } from '../../../measure/why';
import { Card } from '../Card';
import { PlaceRow, Level } from './PlaceRow';
import { amount, inkOf, shareText } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

export type Show = (asked: Asked) => void;

export function Places({ why, show }: { why: Answered; show: Show }) {
  const t = useWords();
  const { places } = why.answer;
  return (
    <Card
      className="w12"
      title={t('where')}
      sub={places.length ? t('whereHint') : null}
      asked={{ data: places, error: null, refetch: () => undefined }}
      height={0}
    >
      {places.length ? <Table why={why} show={show} /> : <Alike why={why} />}
    </Card>
  );
}

function Table({ why, show }: { why: Answered; show: Show }) {
  const t = useWords();
  const { answer } = why;
  const most = Math.max(...answer.places.map((p) => Math.abs(Number(p.effect))), 0);
  return (
    <div className="why-places-box">
      <table className="why-places">
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            {(['before', 'now', 'change', 'share', 'ownRate'] as const).map((key) => (
              <th key={key} scope="col" className="right">
                {t(key)}
              </th>
            ))}
            <th scope="col">{t('surprise')}</th>
            <th scope="col">{t('sure')}</th>
            <th scope="col">{t('driver')}</th>
            <th scope="col" aria-label={t('followed')} />
          </tr>
        </thead>
        <tbody>
          {answer.places.map((place, i) => (
            <PlaceRow key={i} why={why} place={place} most={most} show={show} />
          ))}
        </tbody>
        <tfoot>
          <Rest why={why} />
          <Sum why={why} />
        </tfoot>
      </table>
    </div>
  );
}

function Rest({ why: { answer } }: { why: Answered }) {
  const t = useWords();
  const { rest, measure } = answer;
  const points = measure.unit === 'percent';
  const effect = (value: string) => amount({ value, unit: measure.unit, signed: true, points }, t.lang);
  return (
    <tr>
      <th scope="row" className="why-place">
        {t('rest')}
        {Number(rest.days) ? <div className="muted small">{t('ofDays', { n: effect(rest.days) })}</div> : null}
      </th>
      <Level title={t('before')} value={rest.before} unit={measure.unit} />
      <Level title={t('now')} value={rest.now} unit={measure.unit} />
      <td data-title={t('change')} className="right">
        <b className={`num ${inkOf(rest.effect, measure.good)}`}>{effect(rest.effect)}</b>
      </td>
      <td data-title={t('share')} className="right muted num">
        {answer.change && Number(answer.change) ? shareText(Number(rest.effect) / Number(answer.change)) : '—'}
      </td>
      <td data-title={t('ownRate')} className="right">
        <Move now={rest.now} before={rest.before} unit={measure.unit} good={measure.good} />
      </td>
      <td colSpan={4} className="why-blank" aria-hidden="true" />
    </tr>
  );
}

function Sum({ why: { answer } }: { why: Answered }) {
  const t = useWords();
  const { measure, before, now, change } = answer;
  return (
    <tr className="why-sum">
      <th scope="row">{t('sum')}</th>
      <Level title={t('before')} value={before} unit={measure.unit} />
      <Level title={t('now')} value={now} unit={measure.unit} />
      <td data-title={t('change')} className="right">
        <b className={`num ${inkOf(change, measure.good)}`}>
          {amount({ value: change, unit: measure.unit, signed: true, points: measure.unit === 'percent' }, t.lang)}
        </b>
      </td>
      <td data-title={t('share')} className="right num">
        100%
      </td>
      <td data-title={t('ownRate')} className="right">
        <Move now={now} before={before} unit={measure.unit} good={measure.good} />
      </td>
      <td colSpan={4} className="why-blank" aria-hidden="true" />
    </tr>
  );
}

const OFFERED = 5;

/** Nothing stands out; one may still take the figure apart. */
function Alike({ why }: { why: Answered }) {
  const t = useWords();
  const free = why.parts.filter((name) => why.where[name]?.length !== 1).flatMap((name) => why.dim(name) ?? []);
  const smallest = ['shop', 'item'].some((name) => why.where[name]?.length === 1);
  const compare = besideOf(why.against);
  return (
    <div className="why-alike">
      <p>{t(smallest ? 'smallest' : 'alike')}</p>
      {free.length && !smallest ? (
        <p className="muted">
          {t('alikeHint')}
          {free.slice(0, OFFERED).map((d) => (
            <To
              key={d.name}
              path="/sales/explore"
              search={{ measures: why.measure, rows: d.name, period: writePeriod(why.span), compare, ...whereParams(why.where) }}
            >
              {t('by', { d: t.lang === 'en' ? t.of(d).toLowerCase() : t.of(d) })}
            </To>
          ))}
        </p>
      ) : null}
    </div>
  );
}
