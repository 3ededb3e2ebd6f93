// Where to look closer: by which dimensions a scope is narrowed next, and which of their values moved most.
import { additive } from '../../../measure/additive';
import type { Where } from '../../../measure/ask';
import { nameOf } from '../../../measure/keys';
import { minus } from '../../../measure/decimal';
import { held } from '../../../measure/like';
import type { Figure } from '../../../charts/figures';
import type { Lang } from '../../../api/wire';
import type { AnswerRow, Compare, Dim, Measure } from '../../../measure/wire';

/** Each step is offered where the steps before it leave nothing to choose. */
const STEPS = [['site', 'floor', 'category'], ['shop'], ['brand']];

/** What is not yet a condition and what the figure is counted by, the widest first. */
export function closerSteps(where: Where, dims: Dim[]): string[][] {
  const free = (name: string) => !where[name]?.length && dims.some((dim) => dim.name === name);
  return STEPS.map((names) => names.filter(free)).filter((names) => names.length);
}

export type Value = { code: string; name: string; change: Figure };

/** The values of a dimension, the largest change first; where the figure adds up, what was not there was nought. */
export function valuesOf(rows: AnswerRow[], dim: string, measure: Pick<Measure, 'name'>, compare: Compare, lang: Lang): Value[] {
  const values = rows.flatMap((row): Value[] => {
    const code = row.keys[dim];
    if (code == null) return [];
    const nought = additive(measure) ? '0' : null;
    const { now, before } = held(row, measure.name, compare);
    const [a, b] = [now ?? nought, before ?? nought];
    return [{ code, name: nameOf(row, dim, lang), change: a === null || b === null ? null : minus(a, b) }];
  });
  const size = (value: Value) => Math.abs(Number(value.change ?? 0));
  return values.sort((a, b) => size(b) - size(a));
}
