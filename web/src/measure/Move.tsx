// How a figure moved: arrow, amount and colour; good news has the colour of a rise, bad news that of a fall.
import { Tooltip } from 'antd';
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { Figure, Unit } from '../charts/figures';
import { changeOf } from './change';
import { againstText } from './likeText';
import type { Compared, Good } from './wire';
import { useWords } from './words';

const INK = { good: 'rise', bad: 'fall', none: 'muted' } as const;
type Props = { now: Figure; before: Figure; unit: Unit; good: Good; label?: string; against?: Compared | undefined };

/** `label` is 环比 or 同比; `against` is what it was compared with, told in the tip. */
export function Move({ now, before, unit, good, label, against }: Props) {
  const t = useWords();
  const change = changeOf(now, before, unit, good);
  const amount = change && (change.in === 'percent' ? `${change.amount}%` : t(change.in, { n: change.amount }));
  const body = !change ? (
    <b className="muted">—</b>
  ) : change.direction === 0 ? (
    <b className="muted">{t('flat')}</b>
  ) : (
    <b className={`num ${INK[change.news]}`}>
      {change.direction > 0 ? <ArrowUpOutlined aria-label={t('up')} /> : <ArrowDownOutlined aria-label={t('down')} />} {amount}
    </b>
  );
  const tip = change ? (against ? againstText(against, t) : '') : t('noCompare');
  const whole = (
    <span className="move">
      {label ? <>{label} </> : null}
      {body}
    </span>
  );
  return tip ? <Tooltip title={tip} styles={{ root: { maxWidth: 360 } }}>{whole}</Tooltip> : whole;
}
