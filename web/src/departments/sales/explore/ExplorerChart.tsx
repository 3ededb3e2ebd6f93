// The picture above the table; a click on a bar or a point opens what may be done with it.
import { Bars, HeatMap, Lines } from '../../../charts/charts';
import { useWords as useFigureWords } from '../../../measure/words';
import { chartOf, drawing } from './chart';
import type { Pivot } from './pivot';
import type { Explorer } from './useExplorer';
import { useWords } from './words';

const HEIGHT = 300;
const BAR_PX = 26;

export function ExplorerChart({ ex, pivot }: { ex: Explorer; pivot: Pivot }) {
  const t = useWords();
  const f = useFigureWords();
  const [measure] = ex.measures;
  const kind = chartOf(ex.view, ex.catalogue.dims);
  if (kind === 'none' || !measure) return null;
  const drawn = drawing(kind, pivot, ex.view, ex.catalogue.dims, t.lang, {
    now: t.of(measure),
    before: t('before'),
    lastYear: t('lastYear'),
  });
  if (!drawn) return null;
  const dims = [...ex.view.rows, ...(ex.view.cols ? [ex.view.cols] : [])].flatMap((name) => ex.dim(name) ?? []);
  const label = t('chartOf', { m: t.of(measure), d: dims.map((d) => t.of(d)).join(' × ') || f('period') });
  const common = { label, unit: measure.unit };
  return (
    <div className="ex-chart">
      <div className="ex-chart-head">
        <b>{t.of(measure)}</b>
        {drawn.first ? <span className="muted small">{t('first', { n: drawn.first })}</span> : null}
        {drawn.unnamed ? <span className="muted small">{t('unnamed')}</span> : null}
      </div>
      {drawn.kind === 'heat' ? (
        <HeatMap {...common} x={drawn.x} y={drawn.y} values={drawn.values} height={Math.max(220, drawn.y.length * 28 + 90)} />
      ) : drawn.kind === 'line' ? (
        <Lines {...common} x={drawn.x} series={drawn.series} height={HEIGHT} />
      ) : (
        <Bars
          {...common}
          x={drawn.x}
          series={drawn.series}
          lying={drawn.lying}
          height={drawn.lying ? Math.max(140, drawn.x.length * BAR_PX + 56) : HEIGHT}
        />
      )}
    </div>
  );
}
