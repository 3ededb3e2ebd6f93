// What the names in a workbook stand for: codes of the directory, looked up once for all rows.
import { queryOptions, useQueries } from '@tanstack/react-query';
import { query, read } from '../../../api/client';
import type { List } from '../../../api/wire';
import { mixOf, type Line } from './sheet';
import { DIMS, type Dim } from './wire';

/** One of a dimension; `site` is the id of the site that a shop stands in. */
export type Named = { id: string; code: string; name: string; site: string | null };
export type Directory = Partial<Record<Dim, Named[]>>;

const PAGE = 200;
/** Beyond these many of a dimension only codes are understood. */
const PAGES_MAX = 50;
const FRESH_MS = 300_000;

async function all(dim: Dim): Promise<Named[]> {
  const found: Named[] = [];
  let after = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const list = await read<List>(`/records/${dim}${query({ size: PAGE, after })}`);
    found.push(
      ...list.items.map((row) => ({ id: row.id, code: String(row.code ?? ''), name: String(row.name ?? ''), site: (row.site_id as string | null) ?? null })),
    );
    if (!list.next) break;
    after = list.next;
  }
  return found;
}

export const directoryQ = (dim: Dim) => queryOptions({ queryKey: ['records', dim, 'all'], staleTime: FRESH_MS, queryFn: () => all(dim) });

/** The same directory as long as nothing of it has changed. */
const combine = (asked: { data?: Named[] | undefined }[]): Directory =>
  Object.fromEntries(DIMS.flatMap((dim, i) => (asked[i]?.data ? [[dim, asked[i].data]] : [])));

/** Asked for only where somebody writes new rows. */
export const useDirectory = (dims: readonly Dim[], wanted: boolean): Directory =>
  useQueries({ queries: DIMS.map((dim) => ({ ...directoryQ(dim), enabled: wanted && dims.includes(dim) })), combine });

/** Names are compared without case and spaces at the ends. */
const word = (text: string) => text.trim().toLowerCase();

/** What a cell stands for: one of the directory, none that is known, or several of that name. */
export function meant(directory: Directory, line: Line, dim: Dim): Named | 'none' | 'many' | null {
  const said = word(line[dim]);
  const known = directory[dim];
  if (!said || !known) return null;
  const byCode = known.find((one) => word(one.code) === said);
  if (byCode) return byCode;
  const named = known.filter((one) => word(one.name) === said);
  const site = dim === 'shop' && line.site.trim() ? meant(directory, line, 'site') : null;
  const there = site && typeof site === 'object' ? named.filter((one) => one.site === site.id) : named;
  return there.length > 1 ? 'many' : (there[0] ?? 'none');
}

/** The code for the wire; what is not known is sent as it was typed, so that the server says what is wrong with it. */
export function codeOf(directory: Directory, line: Line, dim: Dim): string {
  const found = meant(directory, line, dim);
  if (found && typeof found === 'object') return found.code;
  // A shop stands at its site, whether that is said or not.
  const shop = dim === 'site' && !line.site.trim() ? meant(directory, line, 'shop') : null;
  const site = shop && typeof shop === 'object' ? directory.site?.find((one) => one.id === shop.site) : undefined;
  return site?.code ?? line[dim].trim();
}

/** The mix of a line by its codes, as one word to compare by. */
export const codedMix = (directory: Directory, line: Line): string =>
  mixOf(Object.fromEntries(DIMS.map((dim) => [dim, codeOf(directory, line, dim)])) as Record<Dim, string>);
