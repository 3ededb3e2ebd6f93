// The scope in small pieces that can be taken away, changed and added to.
import { useState } from 'react';
import { Button, Dropdown } from 'antd';
import { CheckOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useNames } from '../../../measure/codes';
import { DimSelect } from '../../../measure/DimSelect';
import type { Dim } from '../../../measure/wire';
import type { Search } from '../../../frame/address';
import type { Where } from '../../../measure/ask';
import { useWords } from './words';
import './why.css';

/** The scope of a page's question, and how it is changed. */
export type Scoped = {
  where: Where;
  dims: Dim[];
  dim: (name: string) => Dim | undefined;
  search: Search;
  change: (next: { where: Where }) => void;
  leaveSite: (() => void) | null;
};

export function Conditions({ why }: { why: Scoped }) {
  const t = useWords();
  // A condition that is being made has no value yet, so the address does not know it.
  const [edited, setEdited] = useState<string | null>(null);
  const set = Object.keys(why.where).filter((dim) => why.where[dim]?.length);
  const rest = why.dims.filter((d) => !set.includes(d.name) && d.name !== edited);
  const put = (dim: string, codes: string[]) => {
    const others = Object.fromEntries(Object.entries(why.where).filter(([name]) => name !== dim));
    if (dim === 'site' && why.leaveSite && !codes.length) why.leaveSite();
    else why.change({ where: codes.length ? { ...others, [dim]: codes } : others });
  };
  const shown = edited && !set.includes(edited) ? [...set, edited] : set;
  const fixed = (dim: string) => dim === 'site' && !why.search['where.site'] && !why.leaveSite;
  return (
    <div className="why-scope" role="group" aria-label={t('scope')}>
      {shown.length ? null : <span className="why-chip whole">{t('wholeCompany')}</span>}
      {shown.flatMap((name) => {
        const dim = why.dim(name);
        if (!dim) return [];
        const codes = why.where[name] ?? [];
        return edited === name ? (
          <Edited key={name} dim={dim} codes={codes} put={(next) => put(name, next)} close={() => setEdited(null)} />
        ) : (
          <Chip key={name} dim={dim} codes={codes} edit={() => setEdited(name)} remove={fixed(name) ? null : () => put(name, [])} />
        );
      })}
      {rest.length ? (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest.map((d) => ({ key: d.name, label: t.of(d), onClick: () => setEdited(d.name) })), className: 'ex-menu' }}
        >
          <Button type="dashed" size="small" icon={<PlusOutlined aria-hidden />}>
            {t('addCondition')}
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}

function Chip({ dim, codes, edit, remove }: { dim: Dim; codes: string[]; edit: () => void; remove: (() => void) | null }) {
  const t = useWords();
  const names = useNames(dim.record, codes).join(t.lang === 'zh' ? '、' : ', ');
  return (
    <span className="why-chip">
      <span className="muted">{t.of(dim)}</span>
      {remove ? (
        <button
          type="button"
          className="why-chip-name clip"
          title={names}
          aria-label={`${t('editCondition', { f: t.of(dim) })}: ${names}`}
          onClick={edit}
        >
          {names}
        </button>
      ) : (
        <span className="clip">{names}</span>
      )}
      {remove ? (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('removeCondition', { f: t.of(dim) })}
          onClick={remove}
        />
      ) : null}
    </span>
  );
}

function Edited({ dim, codes, put, close }: { dim: Dim; codes: string[]; put: (codes: string[]) => void; close: () => void }) {
  const t = useWords();
  return (
    <span className="why-chip edited">
      <span className="muted">{t.of(dim)}</span>
      <DimSelect dim={dim} value={codes} begun onChange={put} />
      <Button type="text" size="small" icon={<CheckOutlined aria-hidden />} aria-label={t('done')} onClick={close} />
    </span>
  );
}
