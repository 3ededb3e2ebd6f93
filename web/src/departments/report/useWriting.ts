// The document of a report and what its author types into it.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { read } from '../../api/client';
import type { Row } from '../../api/wire';
import { rowQ } from '../../record/queries';
import { Saver } from './saver';
import type { Document } from './wire';

export const documentQ = (id: string) => ({
  queryKey: ['records', 'report', 'document', id],
  // Reading it compares every figure with the newest data, so it is asked again only when something happened.
  staleTime: Infinity,
  queryFn: () => read<Document>(`/records/report/${id}/do/document`),
});

export function useWriting(id: string, document: Document) {
  const client = useQueryClient();
  const [saver] = useState(() => {
    const keep = (next: Document, row: Row | null) => {
      client.setQueryData(documentQ(id).queryKey, next);
      if (row) client.setQueryData(rowQ('report', id).queryKey, (old) => ({ ...old, ...row }) as Row);
    };
    return new Saver(id, document, keep);
  });
  const state = useSyncExternalStore(saver.subscribe, saver.state);
  useEffect(() => saver.know(document), [saver, document]);
  // Leaving the page within the last second of typing must not lose it.
  useEffect(() => () => void saver.flush(), [saver]);
  return {
    state,
    textOf: (key: string, drafted: string) => state.texts[key] ?? drafted,
    change: (key: string, text: string) => saver.change(key, text),
    flush: () => saver.flush(),
    keepTheirs: (keys: string[]) => saver.drop(keys),
  };
}
export type WritingModel = ReturnType<typeof useWriting>;
