// Choosing one row of a record type by its name, for what is spoken of by codes.
import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { lookQ } from '../record/queries';
import { useNames } from './codes';
import { useWords } from './words';

type Props = {
  record: string;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  label: string;
  placeholder?: string;
  /** Offered before anything is typed. */
  suggest?: { code: string; name: string }[];
  status?: 'error' | '';
  /** Said where there is no record of this kind at all. */
  none?: string;
};

export function CodeSelect({ record, value, onChange, label, placeholder, suggest = [], status = '', none }: Props) {
  const t = useWords();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...lookQ(record, q), enabled: open });
  const [name] = useNames(record, value ? [value] : []);
  const listed = (found.data ?? []).flatMap((look) => (look.sub ? [{ code: look.sub, name: look.label }] : []));
  const offered = q ? listed : [...suggest, ...listed.filter((x) => suggest.every((s) => s.code !== x.code))];
  const known = value && offered.every((x) => x.code !== value) ? [{ code: value, name: name ?? value }] : [];
  return (
    <Select
      className="full"
      allowClear
      aria-label={label}
      placeholder={placeholder ?? t('choose')}
      status={status}
      value={value ?? null}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setQ }}
      {...(none && !q && found.isSuccess ? { notFoundContent: <span className="muted">{none}</span> } : {})}
      options={[...known, ...offered].map((x) => ({ value: x.code, label: x.name }))}
      onChange={(code) => onChange(code ?? undefined)}
      onOpenChange={(now) => {
        setOpen(now);
        if (!now) setQ('');
      }}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted num">{o.value}</span>
        </span>
      )}
    />
  );
}
