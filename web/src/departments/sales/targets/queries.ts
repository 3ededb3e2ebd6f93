// What the page of a plan asks the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { query, read, write } from '../../../api/client';
import type { List } from '../../../api/wire';
import type { Grid, Plan } from './wire';

/** The grid as of a version of its plan; everything written to targets or plans asks for it again. */
export const gridQ = (plan: string, version: number) =>
  queryOptions({
    queryKey: ['records', 'target', 'grid', plan, version],
    placeholderData: keepPreviousData,
    queryFn: () => write<Grid>('POST', '/inquiries/target_grid', { body: { plan } }),
  });

const EDITIONS_MAX = 20;
/** All editions for the measure and the year of a plan, the newest first. */
export const editionsQ = (measure: string, year: number) =>
  queryOptions({
    queryKey: ['records', 'target_plan', 'editions', measure, year],
    queryFn: async () => {
      const params = { 'f.measure': measure, 'f.year': `${year}..${year}`, sort: '-edition', size: EDITIONS_MAX };
      return (await read<List>(`/records/target_plan${query(params)}`)).items as Plan[];
    },
  });
