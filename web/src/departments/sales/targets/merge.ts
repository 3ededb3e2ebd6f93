// Two people changed one plan: what each did since the same beginning, and both together.
import { readAmount } from './amount';
import { AMOUNTS, changed, mixOf, type Amount, type Line } from './sheet';

/** A cell that both changed, each in another way. */
export type Clash = { line: Line; key: Amount; mine: string; theirs: string };
export type Side = 'mine' | 'theirs';

const same = (a: string, b: string) => (readAmount(a) ?? a) === (readAmount(b) ?? b);
const NONE = Object.fromEntries(AMOUNTS.map((key) => [key, ''])) as Record<Amount, string>;

/** `theirs` are the lines as the server has them now, `base` as both began. Lines are the same where their mix is. */
export function merge(base: Line[], mine: Line[], theirs: Line[], prefer: Side): { lines: Line[]; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const before = new Map(base.map((line) => [mixOf(line), line]));
  const own = new Map(mine.map((line) => [mixOf(line), line]));
  const join = (theirLine: Line, myLine: Line | undefined, was: Line | undefined): Line => {
    const [start, my] = [was ?? NONE, myLine ?? NONE];
    const cells = AMOUNTS.map((key): [Amount, string] => {
      const [a, b, c] = [start[key], my[key], theirLine[key]];
      if (same(a, b) || same(b, c)) return [key, c];
      if (same(a, c)) return [key, b];
      clashes.push({ line: theirLine, key, mine: b, theirs: c });
      return [key, prefer === 'mine' ? b : c];
    });
    return { ...theirLine, ...Object.fromEntries(cells) };
  };
  const seen = new Set(theirs.map(mixOf));
  const joined = theirs.flatMap((line) => {
    const mix = mixOf(line);
    const was = before.get(mix);
    const my = own.get(mix);
    // A line that one took out stays out, unless the other has written into it meanwhile.
    if (was && !my && !changed(line, was)) return [];
    return [join(line, my, was)];
  });
  const added = mine.filter((line) => !seen.has(mixOf(line)) && (!before.has(mixOf(line)) || changed(line, before.get(mixOf(line)))));
  return { lines: [...joined, ...added.map((line) => (line.fresh ? line : { ...line, fresh: true }))], clashes };
}
