// Choosing the measure of a plan by its title.
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { Handed } from '../../../frame/door';
import { catalogueQ } from '../../../measure/queries';
import type { Field } from '../../../record/compile';
import { useWords } from './words';

export default function MeasureInput({ id, field, value, onChange, disabled }: Handed & { field: Field }) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  return (
    <Select
      {...(id ? { id } : {})}
      className="full"
      aria-label={field.title}
      disabled={!!disabled}
      value={(value as string | undefined) ?? null}
      onChange={(name: string) => onChange?.(name)}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data?.measures ?? []).map((measure) => ({ value: measure.name, label: t.of(measure) }))}
    />
  );
}
