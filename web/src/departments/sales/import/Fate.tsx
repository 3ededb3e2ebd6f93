// What becomes of names that nobody knows: new records are made of them, or their rows are refused.
import { Segmented } from 'antd';
import type { Unknowns } from './wire';
import { useWords } from './words';

type Props = { label: string; value: Unknowns[string]; onChange: (value: Unknowns[string]) => void };

export function Fate({ label, value, onChange }: Props) {
  const t = useWords();
  return (
    <div className="load-field">
      <span>{label}</span>
      <Segmented
        aria-label={label}
        value={value}
        onChange={onChange}
        options={[
          { value: 'create' as const, label: t('create') },
          { value: 'refuse' as const, label: t('refuse') },
        ]}
      />
    </div>
  );
}
