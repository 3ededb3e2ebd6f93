// Who has figures and no target: told apart, never counted as nought.
import { To } from '../../../frame/address';
import { Card } from '../Card';
import { rowKey, rowName, say } from './say';
import type { Asked } from './useAsked';
import type { Board } from './wire';
import { useWords } from './words';
import { scopeOf } from './Worst';

const SHOWN = 60;

export function Without({ board, asked }: { board: Board; asked: Asked }) {
  const t = useWords();
  const { without_target: rows, measure, by } = board;
  if (!rows.length) return null;
  return (
    <Card className="w12" title={t('without')} sub={t('withoutSay', { n: rows.length })} asked={{ data: board, error: null, refetch: () => undefined }} height={0}>
      <ul className="pg-without">
        {rows.slice(0, SHOWN).map((row) => (
          <li key={rowKey(row.keys)}>
            <To path="/sales/progress" search={asked.searchOf(scopeOf(asked, row))}>
              {rowName(row, by)}
            </To>{' '}
            <span className="muted num small">{say(row.standing.done, measure, t.lang)}</span>
          </li>
        ))}
        {rows.length > SHOWN ? <li className="muted">{t('andMore', { n: rows.length - SHOWN })}</li> : null}
      </ul>
    </Card>
  );
}
