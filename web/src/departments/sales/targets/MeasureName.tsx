// A measure by its title, wherever a plan is shown.
import { useQuery } from '@tanstack/react-query';
import { catalogueQ } from '../../../measure/queries';
import { useWords } from './words';

export default function MeasureName({ value }: { value: unknown }) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const measure = data?.measures.find((one) => one.name === value);
  return measure ? t.of(measure) : String(value);
}
