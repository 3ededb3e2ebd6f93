// The vital few: the fewest that make four fifths of what all who are behind are behind.
import { useState } from 'react';
import { Button } from 'antd';
import { drawn } from '../../../charts/figures';
import { To } from '../../../frame/address';
import { shareOf } from '../../../measure/change';
import { Card, Nothing } from '../Card';
import type { OpenRow } from './Board';
import { Light } from './Light';
import { inkOf, rowKey, rowName, say, sayGap } from './say';
import type { Asked } from './useAsked';
import type { Board, BoardRow } from './wire';
import { useWords } from './words';

/** More of them are shown when asked for. */
const SHOWN = 5;
const done = <T,>(data: T) => ({ data, error: null, refetch: () => undefined });
/** The scope of a row: what the page asks, and what the row is of. */
export const scopeOf = (asked: Asked, row: BoardRow) => ({
  ...asked.where,
  ...Object.fromEntries(Object.entries(row.keys).map(([dim, code]) => [dim, [code]])),
});

export function Worst({ board, asked, open }: { board: Board; asked: Asked; open: OpenRow }) {
  const t = useWords();
  const [all, setAll] = useState(false);
  const { worst, measure, rows, by } = board;
  const keyed = new Map(rows.map((row) => [rowKey(row.keys), row]));
  const few = worst.rows.flatMap((keys) => keyed.get(rowKey(keys)) ?? []);
  // A place of the first level is an end of the tree too, where nothing inside it has a target.
  const d = by.flatMap((name) => (asked.dim(name) ? [t.of(asked.dim(name)!)] : [])).join(t.lang === 'zh' ? '、' : ', ');
  const part = shareOf(worst.few_behind, worst.behind);
  // Of levels that do not add up nothing is said, and without a target there is no gap.
  if (!measure.adds_up || (board.total.standing.target === null && !few.length)) return null;
  if (rows.every((row) => row.standing.target === null))
    return (
      <Card className="w12" title={t('worst')} asked={done(board)} height={0}>
        <Nothing text={t('noRowTargets')} height={72} />
      </Card>
    );
  if (!few.length)
    return (
      <Card className="w12" title={t('worst')} asked={done(board)} height={0}>
        <Nothing text={`${t('noneBehind')} · ${t('noneBehindHint')}`} height={72} />
      </Card>
    );
  const said = worst.of === 1 ? t('worstSay1', { d }) : t('worstSay', { of: worst.of, few: worst.few, v: part ?? '', d });
  const most = Math.max(...few.map((row) => Math.abs(drawn(row.standing.gap) ?? 0)));
  return (
    <Card className="w12 pg-worst" title={t('worst')} sub={`${said} · ${t('behindAll', { v: say(worst.behind, measure, t.lang) })}`} asked={done(board)} height={0}>
      <ol>
        {(all ? few : few.slice(0, SHOWN)).map((row, i) => {
          const gap = Math.abs(drawn(row.standing.gap) ?? 0);
          const name = rowName(row, by);
          return (
            <li key={rowKey(row.keys)}>
              <span className="place top">{i + 1}</span>
              <span className="pg-name">
                <Light light={row.standing.light} bare />
                <To path="/sales/progress" search={asked.searchOf(scopeOf(asked, row))} className="clip" title={name}>
                  {name}
                </To>
              </span>
              <span className="pg-worst-bar" aria-hidden>
                <i style={{ width: `${most ? (gap / most) * 100 : 0}%` }} />
              </span>
              <button type="button" className={`figure num right ${inkOf(row.standing.light)}`} onClick={() => open(row, name)}>
                {sayGap(row.standing.gap, measure, t.lang)}
              </button>
              <span className="num muted right pg-worst-part" title={t('ofWhole')}>
                {shareOf(gap, worst.behind) ?? ''}
              </span>
            </li>
          );
        })}
      </ol>
      {few.length > SHOWN ? (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all ? t('fewer') : t('allFew', { n: few.length })}
        </Button>
      ) : null}
    </Card>
  );
}
