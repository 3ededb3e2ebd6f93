// A code shown by its name; the code itself is told to who points at it.
import { useQuery } from '@tanstack/react-query';
import { useNames } from '../../../measure/codes';
import { catalogueQ } from '../../../measure/queries';

export function Named({ dim, code }: { dim: string; code: string }) {
  const { data } = useQuery(catalogueQ);
  const [name] = useNames(data?.dims.find((d) => d.name === dim)?.record, [code]);
  return <span title={code}>{name}</span>;
}
