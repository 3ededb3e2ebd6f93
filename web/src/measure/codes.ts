// Names of codes: figures speak of brand B001, people of 山野火锅.
import { queryOptions, useQueries } from '@tanstack/react-query';
import { query, read } from '../api/client';
import type { Look } from '../api/wire';
import { NO_VALUE } from './ask';
import { UNNAMED } from './keys';
import { useWords } from './words';

const LOOK_MS = 300_000;
/** The row whose code is `code`; a look-up finds by words, so only an exact code counts. */
export const codeQ = (record: string, code: string) =>
  queryOptions({
    queryKey: ['look', record, 'code', code],
    staleTime: LOOK_MS,
    retry: false,
    queryFn: async () => (await read<Look[]>(`/lookup/${record}${query({ q: code })}`)).find((look) => look.sub === code)?.label ?? code,
  });

/** Names in the order of the codes; a code stands for itself until its name is known. */
export function useNames(record: string | null | undefined, codes: string[]): string[] {
  const { lang } = useWords();
  const found = useQueries({ queries: codes.map((code) => ({ ...codeQ(record ?? '', code), enabled: !!record && code !== NO_VALUE })) });
  return codes.map((code, i) => (code === NO_VALUE ? UNNAMED[lang] : (found[i]?.data ?? code)));
}
