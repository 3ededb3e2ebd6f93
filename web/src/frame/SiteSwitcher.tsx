// The choice of mall, store or channel at the top; one site needs no choice.
import { Select } from 'antd';
import { useSite } from './site';
import { useWords } from './words';

const ALL = '';

export function SiteSwitcher() {
  const t = useWords();
  const { site, sites, choose } = useSite();
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
      showSearch={sites.length > 8 ? { optionFilterProp: 'label' } : false}
      options={[{ value: ALL, label: t('allSites') }, ...sites.map((s) => ({ value: s.code, label: s.name, code: s.code }))]}
      optionRender={(o) => (
        <span className="look">
          <span>{o.label}</span>
          <span className="muted num">{(o.data as { code?: string }).code}</span>
        </span>
      )}
    />
  );
}
