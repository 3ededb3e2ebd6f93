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
  /** Answers that are no codes, offered above all. */
  first?: { value: string; label: string }[];
  /** Offered before anything is typed. */
  suggest?: { code: string; name: string }[];
  status?: 'error' | '';
  /** Said where there is no record of this kind at all. */
  none?: string;
};

export function CodeSelect({ record, value, onChange, label, placeholder, first = [], suggest = [], status = '', none }: Props) {
  const t = useWords();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...lookQ(record, q), enabled: open });
  const plain = (of: unknown) => first.every((x) => x.value !== of);
  const code = plain(value) ? value : undefined;
  const [name] = useNames(record, code ? [code] : []);
  const listed = (found.data ?? []).flatMap((look) => (look.sub ? [{ code: look.sub, name: look.label }] : []));
  const offered = q ? listed : [...suggest, ...listed.filter((x) => suggest.every((s) => s.code !== x.code))];
  const known = code && offered.every((x) => x.code !== code) ? [{ code, name: name ?? code }] : [];
  // Who types looks for a code: Enter must not pick another answer.
  const codes = [...known, ...offered].map((x) => ({ value: x.code, label: x.name }));
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
      options={q ? [...codes, ...first.filter((x) => x.value === value)] : [...first, ...codes]}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      onOpenChange={(now) => {
        setOpen(now);
        if (!now) setQ('');
      }}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted num">{plain(o.value) ? o.value : ''}</span>
        </span>
      )}
    />
  );
}
