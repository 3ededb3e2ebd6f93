// What becomes of names that nobody knows: new records are made of them, or their rows are refused.
import { Segmented } from 'antd';
import type { Unknowns } from './wire';
import { useWords } from './words';

/** `bound`: records of this kind are not this person's to create, so that rows with new names can only be refused. */
type Props = { label: string; value: Unknowns[string]; onChange: (value: Unknowns[string]) => void; bound?: boolean };

export function Fate({ label, value, onChange, bound = false }: Props) {
  const t = useWords();
  return (
    <div className="load-field">
      <span>{label}</span>
      <Segmented
        aria-label={label}
        value={bound ? 'refuse' : value}
        onChange={onChange}
        options={[
          { value: 'create' as const, label: t('create'), disabled: bound },
          { value: 'refuse' as const, label: t('refuse') },
        ]}
      />
      {bound ? <span className="muted small">{t('createNot')}</span> : null}
    </div>
  );
}
