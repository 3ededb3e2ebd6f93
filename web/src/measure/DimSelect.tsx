// Choosing values of a dimension by their names: type to search, pick any number.
import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { lookQ } from '../record/queries';
import { useNames } from './codes';
import { answerQ } from './queries';
import type { Dim } from './wire';
import { useWords } from './words';

/** What has no record of its own is found in the facts, from this day on. */
const FIRST_DAY = '2000-01-01';

/** `begun` where it was asked for just now: it stands open and takes what is typed. */
type Props = { dim: Dim; value: string[]; onChange: (codes: string[]) => void; begun?: boolean };

export function DimSelect({ dim, value, onChange, begun = false }: Props) {
  const t = useWords();
  const [q, setQ] = useState('');
  const found = useQuery({ ...lookQ(dim.record ?? '', q), enabled: !!dim.record });
  const facts = useQuery({ ...answerQ({ measures: ['sales'], by: [dim.name], from: FIRST_DAY, to: dayjs().format('YYYY-MM-DD') }), enabled: !dim.record });
  const names = useNames(dim.record, value);
  const known = value.map((code, i) => ({ value: code, label: names[i]!, code }));
  const looked = (found.data ?? []).map((look) => ({ value: look.sub ?? '', label: look.label, code: look.sub ?? '' }));
  const keys = (facts.data?.rows ?? []).map((row) => row.keys[dim.name] ?? '').sort();
  const unnamed = keys.filter((key) => key.toLowerCase().includes(q.toLowerCase())).map((key) => ({ value: key, label: key, code: '' }));
  const listed = (dim.record ? looked : unnamed).filter((option) => option.value && !value.includes(option.value));
  return (
    <Select
      mode="multiple"
      className="full"
      aria-label={t.of(dim)}
      placeholder={t('choose')}
      value={value}
      autoFocus={begun}
      defaultOpen={begun}
      loading={found.isFetching || facts.isFetching}
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
