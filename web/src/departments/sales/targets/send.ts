// Saving the grid: what is sent, in what portions, and what can be told before it is.
import { write } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { Both } from '../../../api/wire';
import { codedMix, codeOf, type Directory } from './names';
import { blank, mixOf, sentOf, unsaved, type Line, type Wrong } from './sheet';
import type { Dim, Plan } from './wire';
import { en, zh } from './words';

/** Rows that the server takes in at once. */
const ROWS_MAX = 2_000;
const TWICE: Both = { zh: zh.twice, en: en.twice };

/** Lines of one mix: the server would let the second replace the first. */
export function twice(lines: Line[], directory: Directory): Wrong {
  const seen = new Set<string>();
  const wrong: Wrong = {};
  for (const line of lines) {
    if (line.fresh && blank(line)) continue;
    const mix = codedMix(directory, line);
    if (seen.has(mix)) wrong[line.id] = { row: TWICE };
    seen.add(mix);
  }
  return wrong;
}

/** A refusal, with the lines that its pointers count. */
export class NotSaved extends Error {
  constructor(
    readonly problem: Problem,
    readonly sent: Line[],
  ) {
    super(problem.message);
  }
}

/** Sends what is not saved; answers the plan as it then is. */
export async function send(lines: Line[], base: Line[], plan: { id: string; version: number }, directory: Directory): Promise<Plan | null> {
  const { lines: written, gone } = unsaved(lines, base);
  // A row that was taken out and made anew is one row.
  const kept = new Set(written.map((line) => codedMix(directory, line)));
  const removed = gone.filter((line) => !kept.has(mixOf(line)));
  const code = (line: Line, dim: Dim) => codeOf(directory, line, dim);
  const all = [...written.map((line) => ({ line, row: sentOf(line, code) })), ...removed.map((line) => ({ line, row: sentOf(line, code, true) }))];
  let [saved, version]: [Plan | null, number] = [null, plan.version];
  for (let at = 0; at < all.length; at += ROWS_MAX) {
    const part = all.slice(at, at + ROWS_MAX);
    try {
      saved = await write<Plan>('POST', `/records/target_plan/${plan.id}/do/enter`, { body: { rows: part.map((one) => one.row) }, version });
    } catch (error) {
      if (error instanceof Problem) throw new NotSaved(error, part.map((one) => one.line));
      throw error;
    }
    version = saved.version;
  }
  return saved;
}
