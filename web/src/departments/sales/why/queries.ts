// What the page asks the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { write } from '../../../api/client';
import type { Where } from '../../../measure/ask';
import type { Against, Explanation, Span } from '../../../measure/wire';

const FRESH_MS = 60_000;
export type Inquiry = Span & { measure: string; where: Where; against: Against };

/** A question is sent as a body since its conditions may be long; it changes nothing. */
export const whyQ = (inquiry: Inquiry) =>
  queryOptions({
    queryKey: ['figures', 'why', inquiry],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: () => write<Explanation>('POST', '/inquiries/why', { body: inquiry }),
  });
