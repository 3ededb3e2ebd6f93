// What the meanings of columns are called: as the schema of the field says, or else as the figures call their dimensions.
import { useQuery } from '@tanstack/react-query';
import { catalogueQ } from '../../../measure/queries';
import type { Field } from '../../../record/compile';
import { offeredBy } from './kept';

export function useProfileTitles(field: Field) {
  const { data } = useQuery(catalogueQ);
  return [...offeredBy(field), ...(data?.dims ?? [])];
}
