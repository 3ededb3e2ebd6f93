// The columns of the grid: what a line is of, its year, its months, and the gaps of both.
import type { ReactNode } from 'react';
import type { Column } from 'react-datasheet-grid';
import { inShort, type Figure } from '../../../charts/figures';
import { monthName } from '../../../measure/keys';
import { bare, gapOf, isZero, showAmount, showGap } from './amount';
import { ValueCell, type Look, type Shown } from './cells';
import { meant } from './names';
import { written } from './paste';
import { AMOUNTS, MONTHS, changed, type Amount, type Line } from './sheet';
import type { Sheet } from './useSheet';
import type { Dim, TargetRow } from './wire';
import type { useWords } from './words';

export type Words = ReturnType<typeof useWords>;
export type Tools = { t: Words; sheet: Sheet; dimTitle: (dim: Dim) => string; lastYear: boolean; keeps: () => boolean; narrow: boolean; dims: Dim[] };
type One = Partial<Column<Line, Shown, string>>;

const rowsOf = (sheet: Sheet) => new Map(sheet.grid.rows.map((row) => [row.id, row]));
const linesOf = (sheet: Sheet) => new Map(sheet.base.map((line) => [line.id, line]));

function column(id: string, title: ReactNode, width: number, shown: Shown, disabled: One['disabled']): One {
  return {
    id,
    title,
    basis: width,
    minWidth: width,
    grow: 0,
    shrink: 0,
    component: ValueCell,
    columnData: shown,
    disabled: disabled ?? false,
    copyValue: ({ rowData }) => shown.edit(rowData),
    pasteValue: ({ rowData, value }) => shown.write(rowData, value),
    deleteValue: ({ rowData }) => shown.write(rowData, ''),
    isCellEmpty: ({ rowData }) => shown.edit(rowData) === '',
  };
}

/** A line that has nothing to say keeps its place, so that totals stand beside totals. */
const Told = ({ text, quiet }: { text: string; quiet?: boolean }) => <span className={quiet ? 'num muted' : 'num'}>{text || '\u00a0'}</span>;

const Head = ({ title, total, before, left }: { title: string; total?: string; before?: string; left?: boolean }) => (
  <span className={left ? 'tg-head left' : 'tg-head'}>
    <b>{title}</b>
    {total === undefined ? null : <Told text={total} />}
    {before === undefined ? null : <Told text={before} quiet />}
  </span>
);

/** Names are typed for new lines only: another mix is another line. */
function dimColumn(dim: Dim, { t, sheet, dimTitle, keeps }: Tools): One {
  const rows = rowsOf(sheet);
  const found = (line: Line) => (line.fresh ? meant(sheet.directory, line, dim) : null);
  const shown: Shown = {
    label: dimTitle(dim),
    keeps,
    read: (line) => {
      const one = found(line);
      return rows.get(line.id)?.labels[dim] ?? (one && typeof one === 'object' ? one.name : line[dim]);
    },
    edit: (line) => line[dim],
    write: (line, text) => (line.fresh ? { ...line, [dim]: text.trim() } : line),
    look: (line): Look => {
      const one = found(line);
      const wrong = sheet.wrong[line.id]?.[dim];
      const said = wrong ? t.of(wrong) : one === 'none' || one === 'many' ? t(one) : undefined;
      const code = one && typeof one === 'object' ? one.code : line[dim];
      return { title: code, ...(said ? { wrong: said } : {}), ...(code && !said ? { hint: code } : {}) };
    },
  };
  return column(dim, <Head left title={dimTitle(dim)} />, 112, shown, ({ rowData }) => !sheet.editable || !rowData?.fresh);
}

const valueOf = (months: (string | null)[], year: string | null, key: Amount) => (key === 'year' ? year : (months[MONTHS.indexOf(key)] ?? null));

/** What stands below an amount: the gap of its parts where there is one, else last year's; below a year that nobody wrote, its months. */
function hintOf(row: TargetRow | undefined, key: Amount, { t, sheet, lastYear }: Tools): Look {
  const unit = sheet.grid.measure.unit;
  const parts = row?.parts ? valueOf(row.parts.months, row.parts.year, key) : null;
  const before = row ? valueOf(row.last_year.months, row.last_year.year, key) : null;
  const short = (value: Figure) => inShort(value, unit, t.lang);
  const title = [
    before === null ? '' : `${t('lastYear')} ${showAmount(before, unit)}`,
    isZero(parts) ? '' : t('partsOfCell', { v: showGap(parts, unit) }),
  ].filter(Boolean);
  const below = (): Look => {
    if (!isZero(parts)) return { hint: t('partsOfCell', { v: `${Number(parts) > 0 ? '+' : ''}${short(parts)}` }), bad: true };
    if (key === 'year' && row && row.year === null && row.sum !== null) return { hint: t('monthsMake', { v: short(row.sum) }) };
    return lastYear && before !== null ? { hint: t('lastYearOf', { v: short(before) }) } : {};
  };
  return { title: title.join('\n'), ...below() };
}

function amountColumn(key: Amount, tools: Tools): One {
  const { t, sheet, keeps, lastYear } = tools;
  const { measure, total, total_last_year: before } = sheet.grid;
  const [rows, base] = [rowsOf(sheet), linesOf(sheet)];
  const title = key === 'year' ? t('year') : monthName(MONTHS.indexOf(key) + 1, t.lang);
  const short = (value: string | null) => (value === null ? '' : inShort(value, measure.unit, t.lang));
  const shown: Shown = {
    label: title,
    keeps,
    right: true,
    read: (line) => showAmount(line[key], measure.unit),
    edit: (line) => bare(line[key], measure.unit),
    write: (line, text) => ({ ...line, [key]: written(text) }),
    look: (line) => {
      const wrong = sheet.wrong[line.id]?.[key];
      const was = base.get(line.id);
      const open = was ? changed({ ...was, [key]: line[key] }, was) : line[key] !== '';
      return { ...hintOf(rows.get(line.id), key, tools), open, ...(wrong ? { wrong: t.of(wrong) } : {}) };
    },
  };
  const head = (
    <Head
      title={title}
      {...(measure.adds_up ? { total: short(valueOf(total.months, total.year, key)) } : {})}
      {...(lastYear ? { before: short(valueOf(before.months, before.year, key)) } : {})}
    />
  );
  return column(key, head, key === 'year' ? 124 : 104, shown, !sheet.editable);
}

/** What the line does not add up by; while it is written into, the difference of its parts is that of before. */
export function gapsOf(line: Line, { t, sheet }: Tools): { title: string; text: string; hint: string; bad: boolean }[] {
  const unit = sheet.grid.measure.unit;
  const parts = sheet.grid.rows.find((row) => row.id === line.id)?.parts;
  const gap = gapOf(line.year, MONTHS.map((key) => line[key]));
  const stale = changed(line, sheet.base.find((one) => one.id === line.id));
  const tell = (title: string, hint: string, value: string | null, bad: boolean) =>
    value === null ? [] : [{ title, hint, text: showGap(value, unit), bad: bad && !isZero(value) }];
  return [
    ...tell(t('gap'), t('gapHint'), gap, true),
    ...(parts ? tell(t('parts'), stale ? t('stale') : t('partsOf', { n: parts.rows, v: showGap(parts.year, unit) }), parts.year, !stale) : []),
  ];
}

export const columnsFor = (tools: Tools): One[] => [
  ...tools.dims.map((dim) => dimColumn(dim, tools)),
  ...AMOUNTS.map((key) => amountColumn(key, tools)),
];

/** Names are columns while there are new lines to write them into, or when asked for: the left edge has them already. */
export function shownDims(sheet: Sheet, all: boolean, narrow: boolean): Dim[] {
  if (!sheet.editable || narrow) return [];
  if (all) return sheet.dims;
  if (!sheet.lines.some((line) => line.fresh)) return [];
  const used = sheet.dims.filter((dim) => sheet.lines.some((line) => line[dim].trim()));
  return used.length ? used : sheet.dims;
}
