// The list of a record type: tabs, tools, rows, totals and pages, and what opens beside them.
import { useEffect, useState } from 'react';
import { Grid } from 'antd';
import { may } from '../api/session';
import type { Row, Schema } from '../api/wire';
import { Page } from '../frame/Page';
import { BatchBar } from './BatchBar';
import { metaOf, nameOf } from './compile';
import { DetailDrawer } from './DetailDrawer';
import { FilterPanel } from './FilterPanel';
import { thousands } from './format';
import { ListActions } from './ListActions';
import { ListBar } from './ListBar';
import { ListBody } from './ListBody';
import { ListPager } from './ListPager';
import { RecordForm } from './RecordForm';
import { useActs } from './useActs';
import { useList, type ListModel } from './useList';
import { useWords } from './words';

export function RecordList({ type, schema }: { type: string; schema: Schema }) {
  const t = useWords();
  const list = useList(type, schema);
  const acts = useActs(type, schema);
  const wide = Grid.useBreakpoint().md !== false;
  const [filtering, setFiltering] = useState(false);
  const [picked, setPicked] = useState<Row[]>([]);
  const { form, open } = list.search;
  const creates = may(list.me, type, 'create') && !metaOf(schema).kept_by_house;
  useShortcuts({
    n: () => {
      if (creates) list.open({ form: 'new' });
    },
    f: () => setFiltering((x) => !x),
  });
  return (
    <Page title={nameOf(schema, t.lang)} actions={<ListActions list={list} start={acts.start} creates={creates} />}>
      <div className="panel">
        <Views list={list} chosen={() => setPicked([])} />
        <ListBar list={list} filtering={filtering} setFiltering={setFiltering} wide={wide} />
        <FilterPanel list={list} open={filtering} close={() => setFiltering(false)} wide={wide} />
        {picked.length ? <BatchBar list={list} picked={picked} clear={() => setPicked([])} /> : null}
        <ListBody list={list} wide={wide} picked={picked} pick={setPicked} start={acts.start} creates={creates} />
        <ListPager list={list} />
      </div>
      <DetailDrawer type={type} schema={schema} id={open} close={() => list.change({ open: undefined })} />
      <RecordForm type={type} schema={schema} id={form} close={() => list.change({ form: undefined })} />
      {acts.dialogs}
    </Page>
  );
}

/** Plain buttons rather than antd's tabs: its "more" button on a narrow screen is a critical fault to screen readers. */
function Views({ list, chosen }: { list: ListModel; chosen: () => void }) {
  const t = useWords();
  const views = metaOf(list.schema).views ?? [];
  const [first] = views;
  if (!first) return null;
  const open = list.state.view || first.key;
  const counts = list.summary.data?.counts;
  const choose = (key: string) => {
    chosen();
    list.ask({ view: key === first.key ? undefined : key });
  };
  return (
    <nav className="views" aria-label={t('views')}>
      {views.map((v) => (
        <button key={v.key} type="button" {...(v.key === open ? { 'aria-current': 'true' as const } : {})} onClick={() => choose(v.key)}>
          {v[t.lang]}
          <span className="count num">{counts ? thousands(String(counts[v.key] ?? 0)) : ' '}</span>
        </button>
      ))}
    </nav>
  );
}

/** Single keys act only when nobody is typing and nothing lies above the list. */
function useShortcuts(keys: Record<string, () => void>) {
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      const busy = (e.target as HTMLElement).closest('input,textarea,select,[contenteditable],.ant-drawer,.ant-modal,.ant-select');
      if (busy || e.metaKey || e.ctrlKey || e.altKey || !keys[e.key]) return;
      e.preventDefault();
      keys[e.key]?.();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
