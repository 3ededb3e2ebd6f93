// Choosing a row of another record type: type to search, pick from the list.
import { useState } from 'react';
import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { NoneYet } from './NoneYet';
import { lookQ, namesQ } from './queries';
import { useWords } from './words';

type Props = {
  type: string;
  id?: string;
  value?: string | string[] | null;
  onChange?: (value: string | string[] | null) => void;
  many?: boolean;
  /** Without one of these the form cannot be finished: where there is none yet, that is said at once. */
  needed?: boolean;
  disabled?: boolean;
  'aria-label'?: string;
  placeholder?: string;
};

export function RefSelect({ type, value, onChange, many, needed, placeholder, ...rest }: Props) {
  const t = useWords();
  const [q, setQ] = useState('');
  // Where there was nothing to choose, it may have been made on another page meanwhile.
  const found = useQuery({ ...lookQ(type, q), refetchOnWindowFocus: ({ state }) => (state.data?.length ? false : 'always') });
  const ids = value === null || value === undefined ? [] : [value].flat();
  const missing = ids.filter((id) => !found.data?.some((x) => x.id === id));
  const named = useQuery(namesQ(type, missing));
  const known = (named.data ?? []).filter((x) => missing.includes(x.id));
  const options = [...known, ...(found.data ?? [])].map((x) => ({ value: x.id, label: x.label, sub: x.sub }));
  const none = !q && found.isSuccess && !found.isPlaceholderData && !found.data.length && !ids.length;
  const select = (
    <Select
      {...rest}
      {...(many ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
      allowClear
      className="full"
      placeholder={placeholder ?? t('choose')}
      value={(many ? ids : ids[0]) as never}
      loading={found.isFetching}
      {...(none ? { notFoundContent: <NoneYet type={type} /> } : {})}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={options}
      onChange={(next) => onChange?.((next as string | string[] | undefined) ?? null)}
      onOpenChange={(open) => {
        if (!open) setQ('');
      }}
      labelRender={(item) => item.label ?? (named.data && found.data ? t('gone') : '…')}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted">{(o.data as { sub?: string }).sub}</span>
        </span>
      )}
    />
  );
  return none && needed ? (
    <>
      {select}
      <NoneYet type={type} />
    </>
  ) : (
    select
  );
}
