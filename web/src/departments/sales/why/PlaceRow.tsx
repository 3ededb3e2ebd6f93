// One place: its figures, how far it stands out, and the ways to look closer.
import { Button, Tooltip } from 'antd';
import { LineChartOutlined, ProfileOutlined, WarningOutlined } from '@ant-design/icons';
import { inFull, type Figure, type Unit } from '../../../charts/figures';
import type { Explanation } from '../../../measure/wire';
import type { Show } from './Places';
import { sidesOf } from './asked';
import { OwnMove, Sure, Surprise } from './PlaceMarks';
import { amount, inkOf, placeName, shareText, sureStep } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

export type Place = Explanation['places'][number];
const DRAWN_MS = 120;

export function Level({ title, value, unit }: { title: string; value: Figure; unit: Unit }) {
  const { lang } = useWords();
  return (
    <td data-title={title} className="right num" title={inFull(value, unit)}>
      {amount({ value, unit }, lang)}
    </td>
  );
}

type Props = { why: Answered; place: Place; most: number; show: Show };

/** `most` is the largest effect of all places, beside which the bar is drawn. */
export function PlaceRow({ why, place, most, show }: Props) {
  const t = useWords();
  const { measure } = why.answer;
  const ink = inkOf(place.effect, measure.good);
  const points = measure.unit === 'percent';
  const [driver] = place.drivers;
  const effect = (value: string) => amount({ value, unit: measure.unit, signed: true, points }, t.lang);
  return (
    <tr>
      <th scope="row" className="why-place">
        <Name why={why} place={place} />
      </th>
      <Level title={t('before')} value={place.before} unit={measure.unit} />
      <Level title={t('now')} value={place.now} unit={measure.unit} />
      <td data-title={t('change')} className="right why-effect">
        <b className={`num ${ink}`}>{effect(place.effect)}</b>
        <span className={`why-under ${ink}`} aria-hidden="true">
          <i style={{ width: `${most ? (Math.abs(Number(place.effect)) / most) * 100 : 0}%` }} />
        </span>
      </td>
      <td data-title={t('share')} className="right num">
        {shareText(place.share)}
      </td>
      <td data-title={t('ownRate')} className="right">
        <OwnMove place={place} why={why} />
      </td>
      <td data-title={t('surprise')}>
        <Surprise surprise={place.surprise} rate={points} />
      </td>
      <td data-title={t('sure')}>
        <Sure step={sureStep(place.sure)} />
      </td>
      <td data-title={t('driver')} className="why-top">
        {driver ? (
          <>
            {t.of(driver)} <span className={`num ${inkOf(driver.effect, measure.good)}`}>{effect(driver.effect)}</span>
          </>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
      <td className="why-acts">
        <Acts why={why} place={place} show={show} />
      </td>
    </tr>
  );
}

function Name({ why, place }: { why: Answered; place: Place }) {
  const t = useWords();
  const named = placeName(place.keys, t.lang);
  const full = t.of(place.name);
  const name = named?.name ?? full;
  const dim = named ? why.dim(named.dim) : undefined;
  const under = [dim ? t.of(dim) : '', ...(named?.beside ?? []), place.overlaps ? t('overlaps') : ''].filter(Boolean);
  return (
    <>
      <button type="button" className="figure clip" title={t('narrow', { n: full })} onClick={() => why.change({ where: place.where })}>
        {name}
      </button>
      <div className="muted small">{under.join(' · ')}</div>
      {place.note ? (
        <div className="small why-lacking">
          <WarningOutlined aria-hidden /> {t.of(place.note)}
        </div>
      ) : null}
    </>
  );
}

function Acts({ why, place, show }: { why: Answered; place: Place; show: Show }) {
  const t = useWords();
  const { measure, from, to, data_version: at } = why.answer;
  const { where, effect: value } = place;
  const sides = sidesOf(why.answer, place);
  const named = placeName(place.keys, t.lang);
  const name = named?.name ?? t.of(place.name);
  const code = named ? place.keys[named.dim]?.code : null;
  const title = { zh: `${name} · ${measure.zh}`, en: `${name} · ${measure.en}` };
  const follow = () => {
    why.look({ follow: named!.dim, who: code! });
    // The card grows once the choice is drawn; before that the page is too short to come to it.
    setTimeout(() => document.getElementById('why-follow')?.scrollIntoView({ block: 'start' }), DRAWN_MS);
  };
  return (
    <>
      <Tooltip title={t('facts', { n: name })}>
        <Button
          type="text"
          size="small"
          icon={<ProfileOutlined aria-hidden />}
          aria-label={t('facts', { n: name })}
          onClick={() => show({ title, unit: measure.unit, measure: measure.name, from, to, where, value, kind: 'effect', sides, at })}
        />
      </Tooltip>
      {named && code ? (
        <Tooltip title={t('follow', { n: name })}>
          <Button type="text" size="small" icon={<LineChartOutlined aria-hidden />} aria-label={t('follow', { n: name })} onClick={follow} />
        </Tooltip>
      ) : null}
    </>
  );
}
