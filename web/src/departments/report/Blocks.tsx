// The parts of a section that nobody types: tables of bound figures, charts, and notes that something is empty.
import { Grid } from 'antd';
import { Bars, Lines, Pareto, Waterfall } from '../../charts/charts';
import { ScrollBox } from '../../measure/ScrollBox';
import { usePaper } from './context';
import { FigureButton } from './FigureButton';
import { amount, withUnit } from './say';
import type { Block } from './wire';
import { useWords } from './words';

type TableOf = Extract<Block, { type: 'table' }>;
type ChartOf = Extract<Block, { type: 'chart' }>;

const side = (i: number) => (i ? 'right' : '');

export function TableBlock({ block, label }: { block: TableOf; label: string }) {
  const t = useWords();
  return (
    <ScrollBox className="paper-scroll" label={label}>
      <table className="paper-table">
        <thead>
          <tr>
            {block.columns.map((column, i) => (
              <th key={column.zh} scope="col" className={side(i)}>
                {t.of(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {/* A drafted table never changes the order of its lines. */}
          {block.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, k) => (
                <td key={k} className={side(k)}>
                  {'figure' in cell ? <FigureButton id={cell.figure} show={cell.show} /> : 'value' in cell ? withUnit(amount(cell.value, cell.unit, t.lang)) : t.of(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** How far the bars reach together at each of them, as ratios of the whole, for drawing only. */
export function running(values: (string | number | null)[], whole: number): number[] {
  let sum = 0;
  return values.map((value) => (sum += Number(value ?? 0)) / (whole || 1));
}
const MOST = 0.8;

function ParetoBlock({ block, label }: { block: ChartOf; label: string }) {
  const t = useWords();
  const { figure } = usePaper();
  const values = block.series[0]?.values ?? [];
  const shown = values.reduce<number>((sum, v) => sum + Number(v ?? 0), 0);
  // The chart shows the first of many; a report of before it said what they are of tells the sales of all.
  const whole = Number(block.whole ?? Math.max(shown, Number(figure('sales')?.value ?? 0)));
  const shares = running(values, whole);
  const few = shares.findIndex((share) => share >= MOST);
  const rows = block.x.map((name, i) => ({ label: t.of(name), value: values[i] ?? null, cumulative: shares[i] ?? null }));
  const [first] = block.series;
  return (
    <Pareto
      label={label}
      unit={block.unit}
      rows={rows}
      few={few < 0 ? rows.length : few + 1}
      value={first ? t.of(first) : ''}
      cumulative={t('cumulative')}
    />
  );
}

/** On a phone bars lie, one line each, so that their names have room. */
const LINE_PX = 30;
const AROUND_PX = 64;

export function ChartBlock({ block }: { block: ChartOf }) {
  const t = useWords();
  const lying = Grid.useBreakpoint().md === false;
  const label = t.of(block);
  const x = block.x.map((name) => t.of(name));
  const series = block.series.map((s, i) => ({ name: t.of(s), values: s.values, quiet: i > 0 }));
  const common = { label, unit: block.unit, x };
  const bars = { ...common, lying, ...(lying ? { height: x.length * LINE_PX + AROUND_PX } : {}) };
  return (
    <figure className="paper-chart">
      <figcaption>{label}</figcaption>
      {block.chart === 'pareto' ? <ParetoBlock block={block} label={label} /> : null}
      {block.chart === 'bar' ? <Bars {...bars} series={series} /> : null}
      {block.chart === 'line' ? <Lines {...common} series={series} /> : null}
      {block.chart === 'waterfall' ? <Waterfall {...bars} values={series[0]?.values ?? []} /> : null}
    </figure>
  );
}
