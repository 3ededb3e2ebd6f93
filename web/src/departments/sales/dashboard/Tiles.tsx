// The row of tiles at the top: each figure with its curve and how it moved; a click opens the facts behind it.
import type { ReactNode } from 'react';
import { Skeleton, Tooltip } from 'antd';
import { InfoCircleOutlined } from '@ant-design/icons';
import { useChartColors } from '../../../charts/EChart';
import { inFull, shortParts, type Figure } from '../../../charts/figures';
import { held } from '../../../measure/like';
import { Move } from '../../../measure/Move';
import { yearApart } from '../../../measure/period';
import type { WhyAsk } from '../../../measure/why';
import { WhyLink } from '../../../measure/WhyLink';
import type { Answer, Measure } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { useWords } from '../words';
import { Spark } from './Spark';

export const TILES = ['sales', 'tickets', 'average_ticket', 'visitors', 'conversion', 'gross_margin_rate', 'discount_rate'];
const COUNT = 5;

/** The first figures that are known: where nobody counts visitors, margin and discount take their place. */
export const tilesOf = (measures: Measure[], total: Answer | undefined): Measure[] =>
  TILES.flatMap((name) => measures.filter((m) => m.name === name))
    .filter((m) => !total || (total.total.values[m.name] ?? null) !== null)
    .slice(0, COUNT);

type Props = {
  tiles: Measure[];
  total: Answer | undefined;
  curve: Answer | undefined;
  why: Omit<WhyAsk, 'measure'>;
  open: (measure: Measure, value: Figure) => void;
  /** How far the target of a measure is, where one is in force. */
  goal?: (measure: Measure) => ReactNode;
};

export function Tiles({ tiles, total, curve, why, open, goal }: Props) {
  const t = useWords();
  const f = useFigureWords();
  const { series } = useChartColors();
  if (!total)
    return (
      <div className="kpis" role="status" aria-busy="true" aria-label={t('loading')}>
        {TILES.slice(0, COUNT).map((name) => (
          <div key={name} className="panel kpi">
            <Skeleton active title={false} paragraph={{ rows: 2 }} />
          </div>
        ))}
      </div>
    );
  const twice = yearApart(total, total.compare.previous);
  return (
    <div className="kpis">
      {tiles.map((m, i) => {
        const value = total.total.values[m.name];
        const [number, unit] = shortParts(value, m.unit, t.lang);
        return (
          <div key={m.name} className="panel kpi">
            <Spark values={curve?.rows.map((row) => row.values[m.name]) ?? []} color={series[[0, 3, 1, 4, 2][i]!]!} />
            <div className="kpi-title">
              {t.of(m)}
              <Tooltip title={t.of(m.about)}>
                <button type="button" className="kpi-info" aria-label={`${f('definition')}: ${t.of(m)}`}>
                  <InfoCircleOutlined aria-hidden />
                </button>
              </Tooltip>
              <span className="grow" />
              <WhyLink ask={{ ...why, measure: m.name }} of={t.of(m)} words={f('why')} className="kpi-why" />
            </div>
            <button
              type="button"
              className="kpi-value num"
              title={inFull(value, m.unit)}
              aria-label={`${t.of(m)} ${inFull(value, m.unit)}`}
              onClick={() => open(m, value)}
            >
              {number}
              <small>{unit}</small>
            </button>
            <div className="kpi-moves">
              {twice ? null : (
                <Move
                  label={f('previous')}
                  {...held(total.total, m.name, 'previous')}
                  unit={m.unit}
                  good={m.good}
                  against={total.compare.previous}
                />
              )}
              <Move
                label={f('lastYear')}
                {...held(total.total, m.name, 'last_year')}
                unit={m.unit}
                good={m.good}
                against={total.compare.last_year}
              />
            </div>
            {goal?.(m)}
          </div>
        );
      })}
    </div>
  );
}
