// The small choice at the corner of a card: by brand, by shop, by item.
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { catalogueQ } from '../../measure/queries';
import { useWords } from './words';

type Props = { label: string; names: string[]; value: string; onChange: (name: string) => void; size?: 'small' | 'middle' };

export function DimPick({ label, names, value, onChange, size = 'small' }: Props) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const options = names.flatMap((name) => data?.dims.filter((d) => d.name === name) ?? []).map((d) => ({ value: d.name, label: t.of(d) }));
  return (
    <Select
      size={size}
      variant="filled"
      aria-label={label}
      popupMatchSelectWidth={false}
      // Until its title is known, its bare name is no word for people.
      value={options.length ? value : null}
      onChange={onChange}
      options={options}
    />
  );
}
