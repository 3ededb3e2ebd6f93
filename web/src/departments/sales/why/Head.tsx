// What is asked: which facts, which figure, which days, and what they are held against.
import { Alert, Segmented, Select, Tooltip } from 'antd';
import { WAY_TITLES } from '../../../measure/like';
import { spanText } from '../../../measure/period';
import { PeriodPicker } from '../../../measure/PeriodPicker';
import { additive } from '../../../measure/additive';
import { AGAINSTS } from '../../../measure/why';
import type { Against, Way } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { Conditions } from './Conditions';
import type { Why } from './useWhy';
import { useWords } from './words';

export function Head({ why }: { why: Why }) {
  return (
    <div className="panel why-head">
      <Conditions why={why} />
      <div className="why-asked">
        <MeasureSelect why={why} />
        <PeriodPicker span={why.span} last={why.last} onChange={(period) => why.change({ period })} />
        <AgainstPick why={why} />
      </div>
      <Misread why={why} />
    </div>
  );
}

/** The address asks for something that there is not; what is shown in its place is said. */
function Misread({ why }: { why: Why }) {
  const t = useWords();
  const { measure, period } = why.misread;
  const said = [
    measure ? t('misreadMeasure', { w: measure, m: t.of(why.known) }) : '',
    period ? t('misreadPeriod', { w: period, d: spanText(why.span) }) : '',
  ].filter(Boolean);
  return said.length ? <Alert type="warning" showIcon title={said.join(t.lang === 'zh' ? '' : ' ')} /> : null;
}

function MeasureSelect({ why }: { why: Why }) {
  const t = useWords();
  const asked = Object.keys(why.where);
  return (
    <Select
      className="why-measure"
      aria-label={t('measure')}
      popupMatchSelectWidth={false}
      value={why.measure}
      onChange={(measure) => why.change({ measure })}
      options={why.measures.map((m) => ({ value: m.name, label: t.of(m), disabled: !asked.every((dim) => m.dims.includes(dim)) }))}
      optionRender={(o) =>
        o.data.disabled ? (
          <Tooltip title={t('conflict')} placement="right">
            <span>{o.label}</span>
          </Tooltip>
        ) : (
          o.label
        )
      }
    />
  );
}

const KINDS = ['previous', 'lastYear', 'usual', 'forecast', 'target'] as const;
type Kind = (typeof KINDS)[number];
/** Only what adds up is forecast, or held against a target by its parts. */
const EXPECTED = new Set<Kind>(['forecast', 'target']);
const kindOf = (against: Against): Kind => KINDS.find((kind) => kind === against) ?? 'lastYear';

function AgainstPick({ why }: { why: Why }) {
  const t = useWords();
  const f = useFigureWords();
  const kind = kindOf(why.against);
  const ways = AGAINSTS.filter((one): one is Against & Way => kindOf(one) === 'lastYear');
  return (
    <>
      <Segmented<Kind>
        aria-label={t('against')}
        value={kind}
        onChange={(next) => why.change({ against: next === 'lastYear' ? 'last_year_by_role' : next })}
        options={KINDS.map((value) => ({ value, label: t(value), disabled: EXPECTED.has(value) && !additive(why.known) }))}
      />
      {kind === 'lastYear' ? (
        <Select
          className="way"
          aria-label={f('lastYearBy')}
          popupMatchSelectWidth={false}
          value={why.against}
          onChange={(against) => why.change({ against })}
          options={ways.map((value) => ({ value, label: t.of(WAY_TITLES[value]) }))}
        />
      ) : null}
    </>
  );
}
