// The parts of the scope week by week: where the colour changes, something happened; a click asks why.
import { Grid, Segmented } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { HeatMap } from '../../../charts/charts';
import { additive } from '../../../measure/additive';
import { To } from '../../../frame/address';
import { narrowed, whereParams } from '../../../measure/ask';
import { spanOf, writePeriod } from '../../../measure/period';
import { answerQ } from '../../../measure/queries';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { gridOf, movesOf, sharesOf, weekName, weeksUpTo } from './weeks';
import type { Why } from './useWhy';
import { useWords } from './words';

const WEEKS = 13;
const WEEKS_NARROW = 8;
const PARTS = 12;
const ROW_PX = 28;
const CELLS_MAX = 20_000;

export function Heat({ why }: { why: Why }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const free = why.parts.filter((name) => why.where[name]?.length !== 1);
  const dim = free.find((name) => name === why.search.heat) ?? free[0];
  if (!dim) return null;
  return <Drawn key={dim} why={why} dim={dim} free={free} count={wide ? WEEKS : WEEKS_NARROW} title={t('heat')} />;
}

type Props = { why: Why; dim: string; free: string[]; count: number; title: string };

function Drawn({ why, dim, free, count, title }: Props) {
  const t = useWords();
  const { measure, known } = why;
  const span = weeksUpTo(why.span.to, why.last, count + 1);
  const ask = { measures: [measure], ...span, where: why.where, limit: CELLS_MAX };
  const asked = useQuery(answerQ({ ...ask, by: [dim, 'week'] }));
  const share = additive({ name: measure }) && why.search.heatshow === 'share';
  const whole = useQuery({ ...answerQ({ ...ask, by: ['week'] }), enabled: share });
  const points = known.unit === 'percent';
  const all = gridOf(asked.data?.rows ?? [], dim, measure, t.lang, PARTS);
  const grid = share ? sharesOf(all, whole.data?.rows ?? [], measure) : movesOf(all, points);
  const cells = grid.values.flatMap((row, y) => row.flatMap((value, x) => (value === null ? [] : [{ x, y }])));
  const open = (index: number) => {
    const cell = cells[index];
    if (!cell) return;
    const week = spanOf('week', grid.weeks[cell.x]!)!;
    why.change({ where: narrowed(why.where, dim, grid.parts[cell.y]!.key), period: writePeriod(week), against: 'previous' });
  };
  const name = why.dim(dim);
  return (
    <Card
      className="w12"
      title={title}
      sub={t('heatHint', { n: count })}
      asked={asked}
      height={asked.data ? 0 : PARTS * ROW_PX + 90}
      extra={
        <>
          {additive({ name: measure }) ? (
            <Segmented
              size="small"
              aria-label={t('heatShown')}
              value={share ? 'share' : 'move'}
              onChange={(next) => why.look({ heatshow: next === 'share' ? 'share' : undefined })}
              options={[
                { value: 'move', label: t('heatMove') },
                { value: 'share', label: t('heatShare') },
              ]}
            />
          ) : null}
          <DimPick label={t('heatBy')} names={free} value={dim} onChange={(heat) => why.look({ heat })} />
          {/* The same as a table, whose cells can be reached by keyboard. */}
          <To
            path="/sales/explore"
            search={{ measures: measure, rows: dim, cols: 'week', period: writePeriod(span), ...whereParams(why.where) }}
            className="small"
          >
            {t('heatTable')}
          </To>
        </>
      }
    >
      {cells.length ? (
        <HeatMap
          label={t('heatOf', { m: t.of(known), d: name ? t.of(name) : dim })}
          unit="percent"
          {...(share ? {} : { moves: known.good })}
          height={grid.parts.length * ROW_PX + 84}
          x={grid.weeks.map(weekName)}
          y={grid.parts.map((part) => part.name)}
          values={grid.values}
          onPick={open}
        />
      ) : (
        <Nothing text={t('noRows')} height={200} />
      )}
    </Card>
  );
}
