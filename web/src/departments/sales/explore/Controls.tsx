// What is asked: figures, rows, columns, days and comparison.
import { useId, type ReactNode } from 'react';
import { Checkbox, Select, Tooltip } from 'antd';
import { sideOf, USUAL, wayOf } from '../../../measure/like';
import { PeriodPicker } from '../../../measure/PeriodPicker';
import { WaySelect } from '../../../measure/WaySelect';
import type { Dim, Measure, Side, Way } from '../../../measure/wire';
import { fits } from './state';
import type { Explorer } from './useExplorer';
import { useWords } from './words';

const NONE = '';

function Labelled({ title, children, className = '' }: { title: string; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <div className={`ex-field ${className}`} role="group" aria-labelledby={id}>
      <span id={id}>{title}</span>
      {children}
    </div>
  );
}

export function Controls({ ex }: { ex: Explorer }) {
  const t = useWords();
  const { change } = ex;
  return (
    <div className="ex-controls">
      <Labelled title={t('measures')} className="wide">
        <Measures ex={ex} />
      </Labelled>
      <Labelled title={t('rows')} className="wide">
        <Rows ex={ex} />
      </Labelled>
      <Labelled title={t('cols')}>
        <Columns ex={ex} />
      </Labelled>
      <Labelled title={t('period')}>
        <PeriodPicker span={ex.span} last={ex.last} onChange={(period) => change({ period }, true)} />
      </Labelled>
      <Labelled title={t('compare')}>
        <Comparisons ex={ex} />
      </Labelled>
    </div>
  );
}

function Comparisons({ ex: { view, span, last, change } }: { ex: Explorer }) {
  const t = useWords();
  const way = wayOf(view.compare);
  const write = (sides: Side[], next: Way) => change({ compare: sides.map((side) => (side === 'previous' ? side : next)) });
  const sides = view.compare.map(sideOf);
  return (
    <div className="ex-compare">
      <Checkbox.Group
        value={sides}
        onChange={(chosen) => write(chosen, way ?? USUAL)}
        options={(['previous', 'last_year'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {way ? <WaySelect value={way} span={span} last={last} onChange={(next) => write(sides, next)} /> : null}
    </div>
  );
}

/** Why something cannot be chosen is told, not only shown in grey. */
function Why({ label, why }: { label: ReactNode; why: string | null }) {
  return why ? (
    <Tooltip title={why} placement="right">
      <span>{label}</span>
    </Tooltip>
  ) : (
    <>{label}</>
  );
}

function Measures({ ex: { view, catalogue, change } }: { ex: Explorer }) {
  const t = useWords();
  const dims = [...view.rows, ...(view.cols ? [view.cols] : []), ...Object.keys(view.where).filter((d) => view.where[d]?.length)];
  const why = (m: Measure) => (dims.every((dim) => fits(catalogue, [m.name], dim)) ? null : t('conflict'));
  return (
    <Select
      mode="multiple"
      className="full"
      aria-label={t('measures')}
      maxTagCount="responsive"
      showSearch={{ optionFilterProp: 'label' }}
      value={view.measures}
      onChange={(measures: string[]) =>
        change({
          measures: measures.length ? measures : ['sales'],
          ...(measures.includes(view.sort.replace(/^-/, '')) ? {} : { sort: '' }),
        })
      }
      options={catalogue.measures.map((m) => ({
        value: m.name,
        label: t.of(m),
        why: why(m),
        disabled: !!why(m) && !view.measures.includes(m.name),
      }))}
      optionRender={(o) => <Why label={o.label} why={(o.data as { why: string | null }).why} />}
    />
  );
}

function useDimOptions({ view, catalogue }: Explorer) {
  const t = useWords();
  return (dims: Dim[]) =>
    dims.map((d) => {
      const unfit = !fits(catalogue, view.measures, d.name);
      return { value: d.name, label: t.of(d), disabled: unfit, why: unfit ? t('unfit') : null };
    });
}

function Rows({ ex }: { ex: Explorer }) {
  const t = useWords();
  const options = useDimOptions(ex);
  return (
    <Select
      mode="multiple"
      className="full"
      aria-label={t('rows')}
      placeholder={t('noRows')}
      maxCount={2}
      value={ex.view.rows}
      onChange={(rows: string[]) => ex.change({ rows, sort: '', ...(rows.includes(ex.view.cols ?? NONE) ? { cols: null } : {}) })}
      options={options(ex.catalogue.dims)}
      optionRender={(o) => <Why label={o.label} why={(o.data as { why: string | null }).why} />}
    />
  );
}

function Columns({ ex }: { ex: Explorer }) {
  const t = useWords();
  const options = useDimOptions(ex);
  return (
    <Select
      className="full"
      aria-label={t('cols')}
      value={ex.view.cols ?? NONE}
      onChange={(cols) => ex.change({ cols: cols || null })}
      options={[{ value: NONE, label: t('none'), why: null }, ...options(ex.catalogue.dims.filter((d) => !ex.view.rows.includes(d.name)))]}
      optionRender={(o) => <Why label={o.label} why={(o.data as { why: string | null }).why} />}
    />
  );
}
