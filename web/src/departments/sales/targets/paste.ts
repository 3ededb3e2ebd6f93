// Whole rows from a workbook: which column is which, what their names stand for, and which lines they belong to.
import { readAmount } from './amount';
import { AMOUNTS, blank, freshLine, mixOf, type Amount, type CellKey, type Line } from './sheet';
import { DIMS, type Dim } from './wire';

/** The cells of a block as a workbook puts it on the clipboard: tabs, lines, and quotes around what holds either. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  while (at <= body.length) {
    const quoted = body[at] === '"' ? /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(body.slice(at)) : null;
    const end = quoted ? at + quoted[0].length : at + /^[^\t\n]*/.exec(body.slice(at))![0].length;
    rows.at(-1)!.push((quoted ? quoted[1]!.replaceAll('""', '"') : body.slice(at, end)).trim());
    if (body[end] === '\n') rows.push([]);
    at = end + 1;
  }
  return rows;
}

/** The headings that workbooks of targets have, without spaces. */
const HEADINGS: [CellKey, RegExp][] = [
  ['site', /^(门店|site)(编码|名称|code|name)?$/i],
  ['channel', /^(渠道|channel)(编码|名称|code|name)?$/i],
  ['shop', /^(店铺|铺位|shop)(编码|名称|code|name)?$/i],
  ['brand', /^(品牌|brand)(编码|名称|code|name)?$/i],
  ['category', /^(品类|category)(编码|名称|code|name)?$/i],
  ['year', /^(全年|年度|全年目标|年度目标|合计|year)$/i],
];
const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function headingOf(cell: string): CellKey | null {
  const word = cell.replace(/\s/g, '');
  const month = Number(/^(\d{1,2})月(份|目标)?$/.exec(word)?.[1] ?? ENGLISH.indexOf(word.slice(0, 3).toLowerCase()) + 1);
  if (month >= 1 && month <= 12 && /月|^[a-z]+$/i.test(word)) return AMOUNTS[month]!;
  return HEADINGS.find(([, shape]) => shape.test(word))?.[0] ?? null;
}

/** A title and a unit may stand above the headings. */
const ABOVE_MAX = 5;
function isHead(row: string[]): boolean {
  const known = row.filter((cell) => headingOf(cell)).length;
  return known >= 2 && known >= row.filter(Boolean).length / 2;
}

/** The columns by a row of headings, else those of the grid from the cell on that is pasted into. */
export function columnsOf(block: string[][], from: CellKey[]): { columns: (CellKey | null)[]; rows: string[][] } {
  const head = block.slice(0, ABOVE_MAX).findIndex(isHead);
  return head < 0 ? { columns: from, rows: block } : { columns: block[head]!.map(headingOf), rows: block.slice(head + 1) };
}

/** Sums of a workbook are no targets, and what is of all names nothing. */
const SUM = /^(合计|总计|小计|total|sum)$/i;
const ALL = /^(全公司|whole company)$/i;

/** Puts pasted rows in: into the line of the same mix where there is one, else as a new line. `code` says what a name stands for. */
export function pasted(lines: Line[], block: string[][], from: CellKey[], code: (line: Line, dim: Dim) => string): Line[] {
  const { columns, rows } = columnsOf(block, from);
  const next = [...lines];
  const at = new Map(next.map((line, i) => [mixOf(coded(line, code)), i]));
  for (const row of rows) {
    const cells = columns.flatMap((key, i): [CellKey, string][] => (key && row[i] !== undefined ? [[key, row[i]]] : []));
    const read = ([key, text]: [CellKey, string]) => [key, isAmount(key) ? written(text) : ALL.test(text) ? '' : text];
    const line = freshLine(Object.fromEntries(cells.map(read)));
    if (blank(line) || DIMS.some((dim) => SUM.test(line[dim]))) continue;
    const mix = mixOf(coded(line, code));
    const known = at.get(mix);
    if (known === undefined) {
      at.set(mix, next.length);
      next.push(line);
    } else {
      // A cell that is blank in the workbook says nothing of a line that is there.
      const said = cells.filter(([key, text]) => isAmount(key) && text !== '').map(([key]) => [key, line[key]]);
      next[known] = { ...next[known]!, ...Object.fromEntries(said) };
    }
  }
  // Lines that Enter made and nobody wrote into do not stand between the others.
  return next.filter((line) => !line.fresh || !blank(line));
}

const isAmount = (key: CellKey): key is Amount => (AMOUNTS as readonly string[]).includes(key);
/** As it is kept: the exact number, or what was typed where it is none. */
export const written = (text: string): string => readAmount(text) ?? text.trim();
const coded = (line: Line, code: (line: Line, dim: Dim) => string) =>
  Object.fromEntries(DIMS.map((dim) => [dim, code(line, dim)])) as Record<Dim, string>;
