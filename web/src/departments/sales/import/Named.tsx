// A code shown by its name; the code itself is told to who points at it, or stands before it where `both` are wanted.
import { useQuery } from '@tanstack/react-query';
import { useNames } from '../../../measure/codes';
import { catalogueQ } from '../../../measure/queries';

export function Named({ dim, code, both = false }: { dim: string; code: string; both?: boolean }) {
  const { data } = useQuery(catalogueQ);
  const [name] = useNames(data?.dims.find((d) => d.name === dim)?.record, [code]);
  return (
    <span title={code}>
      {both && name !== code ? <span className="muted">{code} </span> : null}
      {name}
    </span>
  );
}
