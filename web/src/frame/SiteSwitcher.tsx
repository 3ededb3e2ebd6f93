// The choice of mall, store or channel at the top; one site needs no choice.
import { useState } from 'react';
import { Select, Spin } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { Site } from '../api/wire';
import { lookQ } from '../record/queries';
import { useSite } from './site';
import { useWords } from './words';

const ALL = '';

/** The sites that the words mean: by name and code at once, by pinyin and initials as soon as the server answers. */
function useFound(sites: Site[], q: string): { found: Site[]; asking: boolean } {
  const words = q.trim().toLowerCase();
  const { data, isPlaceholderData, isFetching } = useQuery({ ...lookQ('site', words), enabled: words !== '' });
  if (!words) return { found: sites, asking: false };
  const told = new Set(isPlaceholderData ? [] : data?.map((look) => look.id));
  return { found: sites.filter((s) => `${s.name} ${s.code}`.toLowerCase().includes(words) || told.has(s.id)), asking: isFetching };
}

export function SiteSwitcher() {
  const t = useWords();
  const { site, sites, choose } = useSite();
  const [q, setQ] = useState('');
  const { found, asking } = useFound(sites, q);
  if (!sites.length) return null;
  if (sites.length === 1) return <span className="only-site">{sites[0]!.name}</span>;
  return (
    <Select
      variant="borderless"
      className="site"
      aria-label={t('site')}
      value={site?.code ?? ALL}
      onChange={choose}
      popupMatchSelectWidth={240}
      showSearch={sites.length > 8 ? { filterOption: false, onSearch: setQ } : false}
      onOpenChange={(open) => {
        if (!open) setQ('');
      }}
      notFoundContent={asking ? <Spin size="small" /> : t('noSiteFound')}
      options={[...(q ? [] : [{ value: ALL, label: t('allSites') }]), ...found.map((s) => ({ value: s.code, label: s.name, code: s.code }))]}
      labelRender={() => site?.name ?? t('allSites')}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted num">{(o.data as { code?: string }).code}</span>
        </span>
      )}
    />
  );
}
