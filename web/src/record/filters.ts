// The filter grammar that a page's URL, the server, saved views and exports share: `a,b` · `from..to` · text.
import type { Field } from './compile';

export type Range = { from: string; to: string };

export const isRange = (value: string) => value.includes('..');
export function readRange(value: string): Range {
  const at = value.indexOf('..');
  return at < 0 ? { from: '', to: '' } : { from: value.slice(0, at), to: value.slice(at + 2) };
}
export const writeRange = ({ from, to }: Range): string => (from || to ? `${from}..${to}` : '');
export const readChoices = (value: string): string[] => value.split(',').filter(Boolean);
export const writeChoices = (values: string[]): string => values.join(',');

/** A relative day of the grammar ("+90d", "-30d") as a day; other words stay as they are. */
export function resolveDay(word: string, today: string): string {
  const days = /^([+-]?\d+)d$/.exec(word);
  if (!days) return word;
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(days[1]));
  return day.toISOString().slice(0, 10);
}

/** What a chip says about a filter; `label` names a referenced row. */
export function filterText(field: Field, value: string, words: { yes: string; no: string }, label: (id: string) => string = (id) => id): string {
  if (field.kind === 'bool') return value === 'true' ? words.yes : words.no;
  if (field.options)
    return readChoices(value)
      .map((v) => field.options?.find((o) => o.value === v)?.label ?? v)
      .join('、');
  if (field.ui.filter === 'ref') return readChoices(value).map(label).join('、');
  if (isRange(value)) {
    const { from, to } = readRange(value);
    return from && to ? (from === to ? from : `${from} ~ ${to}`) : from ? `≥ ${from}` : `≤ ${to}`;
  }
  return value;
}
