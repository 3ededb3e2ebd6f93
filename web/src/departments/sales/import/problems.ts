// The list of problems of a file: narrowed to what somebody looks for, and as a file to take away.
import type { CellError, Lang } from '../../../api/wire';

export function narrowed(errors: CellError[], column: string, words: string, lang: Lang): CellError[] {
  const wanted = words.trim().toLowerCase();
  return errors.filter(
    (e) =>
      (!column || e.column === column) &&
      (!wanted || `${e.row} ${e.column ?? ''} ${e.value ?? ''} ${e[lang]}`.toLowerCase().includes(wanted)),
  );
}

/** A cell of a CSV file; one that begins like a formula is kept from being run by a spreadsheet. */
function cell(value: string | number | null | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** UTF-8 with its mark, so that Excel shows Chinese. */
export function csv(errors: CellError[], titles: string[], lang: Lang): string {
  const lines = errors.map((e) => [e.sheet, e.row, e.column, e.value, e[lang]]);
  return `\ufeff${[titles, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
