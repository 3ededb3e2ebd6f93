// How the change came about: the figure as the root of a tree, its drivers below it, each with what it did.
import { Alert, Grid, Tooltip } from 'antd';
import { InfoCircleOutlined } from '@ant-design/icons';
import { Waterfall } from '../../../charts/charts';
import { drawn, type Figure, type Unit } from '../../../charts/figures';
import { Move } from '../../../measure/Move';
import type { Explanation } from '../../../measure/wire';
import { Card, Nothing } from '../Card';
import { amount, contrary, inkOf, lengths, roseWithin, steps } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

/** What stands on days without a like may be less than a cent, which is nothing to be told. */
const CENT = 0.005;
type Driver = Explanation['how']['drivers'][number];
const told = (drivers: Driver[]) =>
  drivers.filter((d) => d.before !== null || d.now !== null || Math.abs(Number(d.effect)) >= CENT);

const METHODS = ['lmdi', 'shapley'] as const;

export function How({ why }: { why: Answered }) {
  const t = useWords();
  const { answer } = why;
  const { how, measure } = answer;
  const part = usePart(why);
  const wide = Grid.useBreakpoint().md !== false;
  const ends: [string, string] = [t('before'), t('now')];
  const falls = steps(answer.before, told(how.drivers).map((d) => ({ title: t.of(d), effect: d.effect })), answer.now, ends);
  const say = (value: Figure) => amount({ value, unit: measure.unit }, t.lang);
  return (
    <Card className="w7" title={t('how')} asked={{ data: how, error: null, refetch: () => undefined }} height={0} extra={<Method how={how} />}>
      {how.reversed ? <Alert type="warning" showIcon title={t('reversed')} className="gap" /> : null}
      {how.drivers.length ? (
        <>
          <Tree answer={answer} part={part} />
          {how.drivers.some(contrary) ? <p className="muted small why-note">{t('contrary', { p: part })}</p> : null}
          <Waterfall
            label={t('waterfall', { a: say(answer.before), b: say(answer.now) })}
            unit={measure.unit}
            lying={!wide}
            height={wide ? 236 : falls.x.length * 34 + 64}
            {...falls}
          />
        </>
      ) : (
        <Nothing text={how.note ? t.of(how.note) : t('noDrivers')} height={160} />
      )}
    </Card>
  );
}

function Method({ how }: { how: Explanation['how'] }) {
  const t = useWords();
  const method = METHODS.find((one) => one === how.method);
  if (!method || !how.drivers.length) return null;
  return (
    <Tooltip title={t(`hint_${method}`)} styles={{ root: { maxWidth: 360 } }}>
      <button type="button" className="why-method">
        {t(`method_${method}`)} <InfoCircleOutlined aria-hidden />
      </button>
    </Tooltip>
  );
}

/** What the effects were worked out for one by one, in the middle of a sentence. */
function usePart({ answer, dim }: Answered) {
  const t = useWords();
  const parts = dim(answer.how.parts ?? 'site');
  return parts ? t.of(parts).toLowerCase() : '';
}

function Tree({ answer, part }: { answer: Explanation; part: string }) {
  const t = useWords();
  const { how, measure } = answer;
  const points = measure.unit === 'percent';
  const drivers = told(how.drivers);
  const bars = lengths(drivers.map((d) => d.effect));
  const level = (value: Figure, unit: Unit) => amount({ value, unit }, t.lang);
  return (
    <div className="why-tree">
      <div className="why-root">
        <b>{t.of(measure)}</b>
        <span className="num muted">
          {level(answer.before, measure.unit)} → {level(answer.now, measure.unit)}
        </span>
        <b className={`num ${inkOf(answer.change, measure.good)}`}>
          {amount({ value: answer.change, unit: measure.unit, signed: true, points }, t.lang)}
        </b>
      </div>
      <p className="muted small why-formula">{t.of(how)}</p>
      {how.note ? <p className="muted small why-left-out">{t.of(how.note)}</p> : null}
      <ul>
        {drivers.map((driver, i) => (
          <li key={driver.key} className="why-driver">
            <span className="why-driver-name">{t.of(driver)}</span>
            <span className="num muted why-driver-was">
              {driver.before === null && driver.now === null ? '' : `${level(driver.before, driver.unit)} → ${level(driver.now, driver.unit)}`}
            </span>
            <span className="why-driver-move">
              {driver.before === null || driver.now === null || drawn(driver.before) === drawn(driver.now) || contrary(driver) ? null : (
                // Drivers are factors: what counts is by how much of itself each moved, for rates too.
                <Move now={driver.now} before={driver.before} unit="count" good="none" />
              )}
            </span>
            <Bar length={bars[i] ?? 0} ink={inkOf(driver.effect, measure.good)} />
            <b className={`num why-driver-effect ${inkOf(driver.effect, measure.good)}`}>
              {amount({ value: driver.effect, unit: measure.unit, signed: true, points }, t.lang)}
            </b>
            {contrary(driver) ? <span className="muted small why-driver-note">{t(roseWithin(driver) ? 'roseWithin' : 'fellWithin', { p: part })}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A bar to the right of the middle for what lifted, to the left for what held back. */
function Bar({ length, ink }: { length: number; ink: string }) {
  const width = `${Math.abs(length) * 50}%`;
  return (
    <span className={`why-bar ${ink}`} aria-hidden="true">
      <i style={length < 0 ? { right: '50%', width } : { left: '50%', width }} />
    </span>
  );
}
