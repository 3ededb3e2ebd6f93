// Choosing values of a dimension by their names: type to search, pick any number.
import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { lookQ } from '../record/queries';
import { useNames } from './codes';
import type { Dim } from './wire';
import { useWords } from './words';

type Props = { dim: Dim; value: string[]; onChange: (codes: string[]) => void; autoFocus?: boolean };

export function DimSelect({ dim, value, onChange, autoFocus }: Props) {
  const t = useWords();
  const [q, setQ] = useState('');
  const found = useQuery({ ...lookQ(dim.record ?? '', q), enabled: !!dim.record });
  const names = useNames(dim.record, value);
  const known = value.map((code, i) => ({ value: code, label: names[i]!, code }));
  const listed = (found.data ?? [])
    .filter((look) => look.sub && !value.includes(look.sub))
    .map((look) => ({ value: look.sub!, label: look.label, code: look.sub! }));
  return (
    <Select
      mode="multiple"
      className="full"
      aria-label={t.of(dim)}
      placeholder={t('choose')}
      value={value}
      autoFocus={!!autoFocus}
      loading={found.isFetching}
      maxTagCount="responsive"
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={[...known, ...listed]}
      onChange={onChange}
      onOpenChange={(open) => {
        if (!open) setQ('');
      }}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted num">{(o.data as { code?: string }).code}</span>
        </span>
      )}
    />
  );
}
