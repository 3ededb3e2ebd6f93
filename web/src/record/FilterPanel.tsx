// The filter form: between the tools and the rows on a desk, in a drawer on a phone.
import { useState } from 'react';
import { Button, Checkbox, Drawer } from 'antd';
import { FilterInput } from './FilterInput';
import { withFilters } from './state';
import type { ListModel } from './useList';
import { useWords } from './words';

type Props = { list: ListModel; open: boolean; close: () => void; wide: boolean };

export function FilterPanel({ list, open, close, wide }: Props) {
  const t = useWords();
  const key = JSON.stringify(list.state.filters) + list.state.ended;
  if (wide) return open ? <FilterForm key={key} list={list} applied={() => {}} /> : null;
  return (
    <Drawer title={t('filter')} placement="bottom" size="80%" open={open} onClose={close} destroyOnHidden styles={{ body: { padding: 0 } }}>
      <FilterForm key={key} list={list} applied={close} />
    </Drawer>
  );
}

function FilterForm({ list, applied }: { list: ListModel; applied: () => void }) {
  const t = useWords();
  const [values, setValues] = useState(list.state.filters);
  const [ended, setEnded] = useState(list.state.ended);
  const apply = (filters: Record<string, string>, withEnded: boolean) => {
    list.ask({ ...withFilters(list.search, filters), ended: withEnded ? '1' : undefined });
    applied();
  };
  return (
    <form
      role="search"
      aria-label={t('filter')}
      onSubmit={(e) => {
        e.preventDefault();
        apply(values, ended);
      }}>
      <div className="filter-grid">
        {list.fields
          .filter((f) => f.ui.filter)
          .map((f) => (
            <div key={f.key}>
              <label htmlFor={`filter-${f.key}`}>
                {f.title}
                {f.unit ? <span className="muted"> ({f.unit})</span> : null}
              </label>
              <FilterInput field={f} value={values[f.key] ?? ''} onChange={(v) => setValues({ ...values, [f.key]: v })} />
            </div>
          ))}
        <div className="filter-foot">
          <Checkbox checked={ended} onChange={(e) => setEnded(e.target.checked)}>
            {t('withEnded')}
          </Checkbox>
          <span className="grow" />
          <Button onClick={() => apply({}, false)}>{t('reset')}</Button>
          <Button type="primary" htmlType="submit">
            {t('apply')}
          </Button>
        </div>
      </div>
    </form>
  );
}
