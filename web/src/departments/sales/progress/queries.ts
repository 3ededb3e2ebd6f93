// What the pages of progress ask the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { query, read, write } from '../../../api/client';
import type { List } from '../../../api/wire';
import type { Plan } from '../targets/wire';
import type { Ask, Board, BoardAsk, Progress } from './wire';

const FRESH_MS = 60_000;

/** A question is sent as a body since its conditions may be long; it changes nothing. */
export const progressQ = (ask: Ask) =>
  queryOptions({
    queryKey: ['figures', 'progress', ask],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: () => write<Progress>('POST', '/inquiries/progress', { body: ask }),
  });

export const boardQ = (ask: BoardAsk) =>
  queryOptions({
    queryKey: ['figures', 'board', ask],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: () => write<Board>('POST', '/inquiries/board', { body: ask }),
  });

/** The plans of a year in some states, the newest editions first. */
export const plansQ = (year: number, states: Plan['state'][], measure?: string) =>
  queryOptions({
    queryKey: ['records', 'target_plan', 'of', year, states, measure ?? ''],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const params = { 'f.year': `${year}..${year}`, 'f.state': states.join(','), 'f.measure': measure, sort: '-edition', size: 50 };
      return (await read<List>(`/records/target_plan${query(params)}`)).items as Plan[];
    },
  });
