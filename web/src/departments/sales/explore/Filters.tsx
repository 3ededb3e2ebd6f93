// The filters in force, each a dimension with its chosen values.
import { Button, Dropdown } from 'antd';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { DimSelect } from '../../../measure/DimSelect';
import { fits } from './state';
import type { Explorer } from './useExplorer';
import { useWords } from './words';

export function Filters({ ex }: { ex: Explorer }) {
  const t = useWords();
  const { view, catalogue, change } = ex;
  // A filter that was just added has no value yet, so the address does not know it.
  const [added, setAdded] = useState<string[]>([]);
  const set = Object.keys(view.where).filter((dim) => view.where[dim]?.length);
  const shown = [...set, ...added.filter((dim) => !set.includes(dim))].flatMap((name) => catalogue.dims.filter((d) => d.name === name));
  const rest = catalogue.dims.filter((d) => d.record && !shown.includes(d));
  const remove = (dim: string) => {
    setAdded(added.filter((d) => d !== dim));
    change({ where: { [dim]: [] } });
  };
  return (
    <div className="ex-filters">
      {shown.map((dim) => (
        <div key={dim.name} className="ex-filter">
          <span className="muted">{t.of(dim)}</span>
          <DimSelect
            dim={dim}
            value={view.where[dim.name] ?? []}
            begun={added.includes(dim.name)}
            onChange={(codes) => change({ where: { [dim.name]: codes } }, true)}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('removeFilter', { f: t.of(dim) })}
            onClick={() => remove(dim.name)}
          />
        </div>
      ))}
      {rest.length ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((d) => ({
              key: d.name,
              label: t.of(d),
              disabled: !fits(catalogue, view.measures, d.name),
              onClick: () => setAdded([...added, d.name]),
            })),
          }}
        >
          <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden />}>
            {t('addFilter')}
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}
