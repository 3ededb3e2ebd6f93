// The tree: the whole first, then each place with what lies in it, its light, its share beside the time gone, its gap and its end.
import { useState } from 'react';
import { Button, Grid, Input, Segmented, Switch } from 'antd';
import { CaretDownOutlined, CaretRightOutlined, SearchOutlined } from '@ant-design/icons';
import { To, useChange } from '../../../frame/address';
import { WhyLink } from '../../../measure/WhyLink';
import { Card, Nothing } from '../Card';
import { isZero } from '../targets/amount';
import { Bar, shareText } from './Bar';
import type { OpenRow } from './Board';
import { Light } from './Light';
import { againstOf, inkOf, monthsText, rangeText, rowKey, rowName, say, sayGap } from './say';
import { isFew, parentsOf, shownRows, type Level } from './tree';
import type { Asked } from './useAsked';
import type { Board, BoardRow } from './wire';
import { useWords } from './words';
import { scopeOf } from './Worst';

const LEVELS: Level[] = ['both', 'first', 'second'];
type Props = { board: Board; asked: Asked; open: OpenRow };

/** Rows that are drawn before more are asked for; a hand scrolls far for fewer. */
const STEP = { wide: 60, narrow: 20 };

/** Places with many rows inside begin folded, so that the whole tree is seen at a glance. */
const FOLDED_ABOVE = 40;

export function BoardCard({ board, asked, open }: Props) {
  const t = useWords();
  const { rows, by, total } = board;
  const [find, setFind] = useState('');
  const [steps, setSteps] = useState(1);
  const most = steps * (Grid.useBreakpoint().md === false ? STEP.narrow : STEP.wide);
  const parents = parentsOf(rows, by);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const many = rows.length > FOLDED_ABOVE;
  const folded = new Set([...parents].filter((code) => many !== turned.has(code)));
  const level = LEVELS.find((one) => one === asked.search.level) ?? 'both';
  const behind = asked.search.behind === '1';
  const shown = shownRows(rows, by, { level: by.length === 2 ? level : 'both', behind, find, folded });
  const few = new Set(board.worst.rows.map(rowKey));
  const turn = (code: string) => setTurned(new Set(turned.has(code) ? [...turned].filter((one) => one !== code) : [...turned, code]));
  return (
    <Card className="w12" title={t('board')} sub={t('rowsShown', { n: shown.length })} asked={{ data: board, error: null, refetch: () => undefined }} height={0}>
      <Tools by={by} level={level} behind={behind} find={find} setFind={setFind} asked={asked} />
      {rows.length ? (
        <table className={parents.size && level === 'both' ? 'pg-table pg-board folds' : 'pg-table pg-board'}>
          <Heads />
          <tbody>
            <Row row={total} name={t(Object.keys(asked.where).length ? 'whole' : 'company')} board={board} asked={asked} open={open} few={false} fold={null} />
            {shown.slice(0, most).map((row) => {
              const code = row.keys[by[0] ?? ''] ?? '';
              const folds = row.level === 1 && level === 'both' && parents.has(code);
              const name = rowName(row, by);
              return (
                <Row
                  key={rowKey(row.keys)}
                  row={row}
                  name={name}
                  board={board}
                  asked={asked}
                  open={open}
                  few={isFew(few, row)}
                  fold={folds ? { folded: folded.has(code), turn: () => turn(code) } : null}
                />
              );
            })}
          </tbody>
        </table>
      ) : (
        <Nothing text={t('nothing')} height={160} />
      )}
      {shown.length > most ? (
        <Button type="link" onClick={() => setSteps(steps + 1)}>
          {t('showMore', { n: shown.length - most })}
        </Button>
      ) : null}
      <Feet board={board} asked={asked} />
      {board.more ? <p className="muted small">{t('more')}</p> : null}
    </Card>
  );
}

type ToolsProps = { by: string[]; level: Level; behind: boolean; find: string; setFind: (find: string) => void; asked: Asked };

function Tools({ by, level, behind, find, setFind, asked }: ToolsProps) {
  const t = useWords();
  const change = useChange();
  const title = (name: string | undefined) => t.of(asked.dim(name ?? '') ?? { zh: name ?? '', en: name ?? '' });
  return (
    <div className="pg-board-tools">
      {by.length === 2 ? (
        <Segmented<Level>
          aria-label={t('shown')}
          value={level}
          onChange={(next) => change({ level: next === 'both' ? undefined : next })}
          options={[
            { value: 'both', label: t('levelBoth') },
            { value: 'first', label: t('levelFirst', { d: title(by[0]) }) },
            { value: 'second', label: t('levelSecond', { d: title(by[1]) }) },
          ]}
        />
      ) : null}
      <label className="pg-switch">
        <Switch size="small" checked={behind} onChange={(on) => change({ behind: on ? '1' : undefined })} aria-label={t('onlyBehind')} /> {t('onlyBehind')}
      </label>
      <Input
        allowClear
        prefix={<SearchOutlined aria-hidden className="muted" />}
        placeholder={t('find')}
        aria-label={t('find')}
        value={find}
        onChange={(e) => setFind(e.target.value)}
      />
    </div>
  );
}

function Heads() {
  const t = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t('name')}</th>
        <th scope="col">{t('light')}</th>
        <th scope="col">{t('share')}</th>
        <th scope="col" className="right">{t('done')}</th>
        <th scope="col" className="right">{t('target')}</th>
        <th scope="col" className="right">{t('gap')}</th>
        <th scope="col" className="right">{t('pace')}</th>
        <th scope="col" className="right">{t('expected')}</th>
      </tr>
    </thead>
  );
}

/** What a reader who adds up the rows should know. */
function Feet({ board: { rows, total, by, measure, level_gap: rowsGap, without_target: bare }, asked }: Omit<Props, 'open'>) {
  const t = useWords();
  const d = t.of(asked.dim(by[0] ?? '') ?? { zh: '', en: '' }).toLowerCase();
  const gap = total.standing.gap;
  const differs = rowsGap !== null && gap !== null && Number(rowsGap) !== Number(gap);
  const apart = total.parts && !isZero(total.parts.gap) ? t('levelGapParts', { d, v: sayGap(total.parts.gap, measure, t.lang) }) : null;
  // What has no target counts in the whole where that has one of its own.
  const because = [apart, bare.length && total.untargeted === null ? t('levelGapBare') : null, t('levelGapDays')].filter(Boolean).join(t.lang === 'zh' ? '；' : '; ');
  return (
    <>
      {[total, ...rows].some((row) => row.untargeted !== null) ? <p className="muted small">{t('untargetedFoot')}</p> : null}
      {differs ? <p className="muted small">{t('levelGap', { d, a: sayGap(rowsGap, measure, t.lang), b: sayGap(gap, measure, t.lang), w: because })}</p> : null}
    </>
  );
}

type RowProps = Props & { row: BoardRow; name: string; few: boolean; fold: { folded: boolean; turn: () => void } | null };

function Row({ row, name, board: { measure }, asked, open, few, fold }: RowProps) {
  const t = useWords();
  const { standing, outlook, missing_months: missing, untargeted } = row;
  const scope = scopeOf(asked, row);
  const range = outlook ? rangeText(outlook, measure, t.lang) : null;
  return (
    <tr className={`pg-row l${row.level}`}>
      <th scope="row" className="pg-wide">
        <span className="pg-name">
          {fold ? (
            <Button
              type="text"
              size="small"
              icon={fold.folded ? <CaretRightOutlined aria-hidden /> : <CaretDownOutlined aria-hidden />}
              aria-expanded={!fold.folded}
              aria-label={t(fold.folded ? 'unfold' : 'fold', { n: name })}
              onClick={fold.turn}
            />
          ) : null}
          <To path="/sales/progress" search={asked.searchOf(scope)} className="clip" title={t('openRow', { n: name })}>
            {name}
          </To>
          {few ? <i className="pg-few" title={t('isFew')} /> : null}
          <WhyLink ask={{ ...row.query, where: untargeted === null ? scope : row.query.where, ...againstOf(standing, measure) }} of={name} className="quiet" />
        </span>
      </th>
      <td>
        <Light light={standing.light} />
      </td>
      <td className="pg-wide">
        {missing.length ? (
          <span className="soon small">{t('missingShort', { s: monthsText(missing, t.lang) })}</span>
        ) : standing.target === null ? (
          <span className="muted">—</span>
        ) : (
          <span className="pg-share">
            <Bar share={standing.share} time={standing.time} light={standing.light} />
            <span className="num">{shareText(standing.share)}</span>
          </span>
        )}
      </td>
      <td className="right num" data-title={t('done')}>
        {standing.done === null ? (
          <span className="muted">—</span>
        ) : (
          <button type="button" className="figure num" onClick={() => open(row, name)}>
            {say(standing.done, measure, t.lang)}
          </button>
        )}
        {untargeted === null ? null : (
          <sup className="muted" title={t('untargetedShort', { v: say(untargeted, measure, t.lang) })} aria-label={t('untargetedShort', { v: say(untargeted, measure, t.lang) })}>
            *
          </sup>
        )}
      </td>
      <td className="right num" data-title={t('target')}>{say(standing.target, measure, t.lang)}</td>
      <td className={`right num ${inkOf(standing.light)}`} data-title={t('gap')}>{sayGap(standing.gap, measure, t.lang)}</td>
      <td className="right num" data-title={t('pace')}>{shareText(standing.pace)}</td>
      <td className="right num" data-title={t('expected')} title={range ?? undefined}>
        {outlook ? say(outlook.expected, measure, t.lang) : <span className="muted">—</span>}
      </td>
    </tr>
  );
}
