// The grid as it is edited: its lines, what is not saved yet, saving it, and meeting somebody else who changed the plan.
import { useMemo, useReducer, useState } from 'react';
import { App } from 'antd';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { sentence } from '../../../api/problem';
import { afterWrite } from '../../../record/queries';
import { merge, type Clash, type Side } from './merge';
import { codeOf, directoryQ, useDirectory, type Directory } from './names';
import { columnsOf, pasted } from './paste';
import { gridQ } from './queries';
import { NotSaved, send, twice } from './send';
import { freshLine, linesOf, placed, stillWrong, unsaved, type CellKey, type Line, type Wrong } from './sheet';
import { begun, stepped, type Step, type Steps } from './undo';
import { DIMS, type Dim, type Grid, type Plan } from './wire';
import { useWords } from './words';

/** A plan without rows begins with some to paste into. */
const ROOM = 6;

type Pinned = { grid: Grid; version: number };
export type Met = Pinned & { clashes: Clash[] };
/** `saved`: what was written is on the server, and the grid that brings it back is on its way. */
type Busy = 'saving' | 'saved' | null;

const begin = (grid: Grid): Line[] => {
  const lines = linesOf(grid);
  return grid.editable && !lines.length ? Array.from({ length: ROOM }, () => freshLine()) : lines;
};

/** The directory of what pasted names may stand for. */
async function directoryOf(client: QueryClient, dims: Dim[]): Promise<Directory> {
  return Object.fromEntries(await Promise.all(dims.map(async (dim) => [dim, await client.ensureQueryData(directoryQ(dim))])));
}

/** The lines and their steps, the grid that they began from, and what is wrong with them. */
function useLines(plan: Plan, grid: Grid) {
  const [pinned, setPinned] = useState<Pinned>({ grid, version: plan.version });
  const [steps, step] = useReducer(stepped as (steps: Steps<Line[]>, step: Step<Line[]>) => Steps<Line[]>, grid, (first) => begun(begin(first)));
  const [wrong, setWrong] = useState<Wrong>({});
  const [above, setAbove] = useState<string[]>([]);
  const base = useMemo(() => linesOf(pinned.grid), [pinned.grid]);
  const lines = steps.now;
  const open = useMemo(() => unsaved(lines, base), [lines, base]);
  /** A step, with what was wrong before it as far as it did not touch that. */
  const move = (next: Step<Line[]>) => {
    setWrong((old) => stillWrong(old, lines, stepped(steps, next).now));
    step(next);
  };
  const say = (next: Wrong, more: string[] = []) => {
    setWrong(next);
    setAbove(more);
  };
  const start = (next: Pinned, values: Line[]) => {
    setPinned(next);
    step({ kind: 'start', value: values });
  };
  return { pinned, base, lines, steps, step, move, wrong, above, say, start, count: open.lines.length + open.gone.length };
}
type Lines = ReturnType<typeof useLines>;

/** Saving, and what comes of it. */
function useSaving(plan: Plan, { pinned, lines, base, step, say, start }: Lines, directory: Directory) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Busy>(null);
  const [met, setMet] = useState<Met | null>(null);

  /** Somebody else changed the plan: what does not touch each other is joined, the rest is asked about. */
  const meet = async (current: Plan, mine: Line[], from: Line[]) => {
    const theirs = await client.fetchQuery({ ...gridQ(current.id, current.version), staleTime: 0 });
    afterWrite(client, 'target_plan', current);
    if (!theirs.editable) return say({}, [t('closed', { s: t(current.state) })]);
    const now = { grid: theirs, version: current.version };
    const { clashes, lines: joined } = merge(from, mine, linesOf(theirs), 'mine');
    if (clashes.length) setMet({ ...now, clashes });
    else await go(joined, now);
  };

  const refused = async (error: unknown, mine: Line[], from: Line[]) => {
    const { problem, sent } = error instanceof NotSaved ? error : { problem: null, sent: [] };
    if (problem?.status === 401) return; // the sign-in box stands over the grid
    const current = problem?.status === 412 ? (problem.body.current as Plan | undefined) : undefined;
    if (current) return meet(current, mine, from);
    const { wrong, rest } = placed(problem?.body.errors ?? [], sent);
    const told = rest.map((one) => one[t.lang]);
    say(wrong, told.length || Object.keys(wrong).length ? told : [sentence(problem ?? error, t.lang)]);
  };

  /** Saves lines against the plan as it was found; joined ones after a meeting begin where the others ended. */
  const go = async (mine: Line[], now: Pinned): Promise<void> => {
    const from = linesOf(now.grid);
    if (now.grid !== pinned.grid) {
      start(now, from);
      step({ kind: 'do', value: mine });
    }
    setMet(null);
    const same = twice(mine, directory);
    say(same);
    if (Object.keys(same).length) return;
    setBusy('saving');
    try {
      const saved = await send(mine, from, { id: plan.id, version: now.version }, directory);
      setBusy(saved ? 'saved' : null);
      if (!saved) return;
      afterWrite(client, 'target_plan', saved);
      void client.invalidateQueries({ queryKey: ['records', 'target'] });
      void client.invalidateQueries({ queryKey: ['figures'] });
      void message.success(t('saved'));
    } catch (error) {
      setBusy(null);
      await refused(error, mine, from).catch((second: unknown) => say({}, [sentence(second, t.lang)]));
    }
  };
  return {
    busy,
    met,
    arrived: () => setBusy(null),
    save: () => go(lines, pinned),
    resolve: (side: Side) => (met ? go(merge(base, lines, linesOf(met.grid), side).lines, met) : Promise.resolve()),
    stay: () => setMet(null),
  };
}

/** `settled` is false while the grid that is handed over is still the one of an earlier version. */
export function useSheet(plan: Plan, grid: Grid, settled: boolean) {
  const client = useQueryClient();
  const edited = useLines(plan, grid);
  const { pinned, lines, steps, step, move, say, start, count } = edited;
  const change = (next: Line[]) => move({ kind: 'do', value: next });
  const dims = pinned.grid.dims.filter((dim): dim is Dim => (DIMS as readonly string[]).includes(dim));
  const directory = useDirectory(dims, lines.some((line) => line.fresh && DIMS.some((dim) => line[dim].trim())));
  const { busy, met, arrived, save, resolve, stay } = useSaving(plan, edited, directory);

  // A newer grid takes the place of one that nobody has written into, or whose writing it brings.
  if (settled && grid !== pinned.grid && !met && (busy === 'saved' || (!count && !busy))) {
    start({ grid, version: plan.version }, begin(grid));
    say({});
    arrived();
  }
  return {
    plan,
    grid: pinned.grid,
    base: edited.base,
    lines,
    dims,
    directory,
    wrong: edited.wrong,
    above: edited.above,
    met,
    count,
    editable: pinned.grid.editable,
    busy: busy !== null,
    undoes: steps.past.length > 0,
    redoes: steps.next.length > 0,
    change,
    undo: () => move({ kind: 'undo' }),
    redo: () => move({ kind: 'redo' }),
    /** Back to what the server has. */
    forget: () => {
      step({ kind: 'do', value: begin(pinned.grid) });
      say({});
    },
    save,
    resolve,
    stay,
    /** Rows of a workbook, `from` the column on. */
    paste: async (block: string[][], from: CellKey[]) => {
      const said = columnsOf(block, from).columns;
      const named = dims.filter((dim) => said.includes(dim) || (dim === 'site' && said.includes('shop')));
      const known = await directoryOf(client, named);
      change(pasted(lines, block, from, (line, dim) => codeOf(known, line, dim)));
    },
  };
}
export type Sheet = ReturnType<typeof useSheet>;
