// The tools above the rows: words, filters in force, refresh, row height, columns and saved views.
import { useEffect, useRef, useState } from 'react';
import { Button, Dropdown, Input, Tag, Tooltip, type InputRef } from 'antd';
import { ColumnHeightOutlined, FilterOutlined, ReloadOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { readSearch, writeSearch } from '../frame/address';
import { usePrefs, type Prefs } from '../frame/prefs';
import { useWords as useFrameWords } from '../frame/words';
import { ColumnPicker } from './ColumnPicker';
import { metaOf, type Field } from './compile';
import { filterText, readChoices } from './filters';
import { namesQ } from './queries';
import { SavedViews } from './SavedViews';
import { clearedPart, savedPart, withFilters } from './state';
import type { ListModel } from './useList';
import { useWords } from './words';

type Props = { list: ListModel; filtering: boolean; setFiltering: (on: boolean) => void; wide: boolean };
const PAUSE_MS = 300;

export function ListBar({ list, filtering, setFiltering, wide }: Props) {
  const t = useWords();
  const active = Object.entries(list.state.filters);
  const views = {
    page: `r/${list.type}`,
    keep: () => writeSearch({ ...savedPart(list.search), cols: list.columns.map((c) => c.key).join(',') }).slice(1),
    use: (query: string) => list.ask({ ...clearedPart(list.search), ...readSearch(query) }),
  };
  const filterable = list.fields.some((f) => f.ui.filter) || !metaOf(list.schema).kept_by_house;
  return (
    <div className="list-bar">
      <SearchBox list={list} wide={wide} />
      {filterable ? (
        <Button icon={<FilterOutlined aria-hidden />} aria-expanded={filtering} aria-keyshortcuts="f" onClick={() => setFiltering(!filtering)}>
          {t('filter')}
          {active.length ? ` (${active.length})` : ''}
        </Button>
      ) : null}
      {active.map(([key, value]) => (
        <Chip key={key} field={list.fields.find((f) => f.key === key)} value={value} remove={() => list.ask({ [`f.${key}`]: undefined })} />
      ))}
      {list.state.ended ? (
        <Tag closable variant="filled" color="processing" className="chip" onClose={() => list.ask({ ended: undefined })}>
          {t('withEnded')}
        </Tag>
      ) : null}
      {active.length > 1 ? (
        <Button type="link" size="small" onClick={() => list.ask(withFilters(list.search, {}))}>
          {t('clearAll')}
        </Button>
      ) : null}
      <div className="grow" />
      <SavedViews {...views} />
      {wide ? (
        <Tooltip title={t('refresh')}>
          <Button
            type="text"
            icon={<ReloadOutlined aria-hidden spin={list.rows.isFetching} />}
            aria-label={t('refresh')}
            onClick={() => {
              void list.rows.refetch();
              void list.summary.refetch();
            }}
          />
        </Tooltip>
      ) : null}
      {wide ? <Density /> : null}
      {wide ? <ColumnPicker list={list} /> : null}
    </div>
  );
}

function SearchBox({ list, wide }: { list: ListModel; wide: boolean }) {
  const t = useWords();
  const box = useRef<InputRef>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [q, setQ] = useState(list.state.q);
  const [asked, setAsked] = useState(list.state.q);
  // One step back for one search, however often its typing rested: the rows of half a word are nothing to return to.
  const [searching, setSearching] = useState(false);
  // The address changed from elsewhere (a saved view, the back button): the box follows. Our own asking must not, or it would eat letters typed meanwhile.
  if (list.state.q !== asked) {
    setAsked(list.state.q);
    setQ(list.state.q);
    setSearching(false);
  }
  const ask = (words: string) => {
    setAsked(words);
    list.ask({ q: words || undefined }, !searching);
    setSearching(true);
  };
  const type = (words: string) => {
    setQ(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(words.trim()), PAUSE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (e.key !== '/' || (e.target as HTMLElement).closest('input,textarea,[contenteditable],.ant-drawer,.ant-modal')) return;
      e.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  const meta = metaOf(list.schema);
  const names = [...new Set([meta.sub, meta.title, ...(meta.search ?? [])])]
    .flatMap((k) => list.fields.find((f) => f.key === k)?.title ?? [])
    .slice(0, 3);
  const hint = names.length ? t('searchBy', { f: t.lang === 'zh' ? names.join('、') : names.join(', ').toLowerCase() }) : t('search');
  return (
    <Input
      ref={box}
      allowClear
      className="list-search"
      prefix={<SearchOutlined aria-hidden className="muted" />}
      suffix={q || !wide ? null : <kbd>/</kbd>}
      placeholder={hint}
      aria-label={hint}
      aria-keyshortcuts="/"
      value={q}
      onChange={(e) => type(e.target.value)}
      onBlur={() => setSearching(false)}
      onPressEnter={() => {
        clearTimeout(timer.current);
        ask(q.trim());
        setSearching(false);
      }}
    />
  );
}

function Chip({ field, value, remove }: { field: Field | undefined; value: string; remove: () => void }) {
  const t = useWords();
  const ids = field?.ui.filter === 'ref' ? readChoices(value) : [];
  const { data } = useQuery(namesQ(field?.ref ?? '', ids));
  if (!field) return null;
  const text = filterText(field, value, { yes: t('yes'), no: t('no') }, (id) => data?.find((x) => x.id === id)?.label ?? '…');
  return (
    <Tag closable variant="filled" color="processing" className="chip" onClose={remove}>
      {field.title}
      {t.lang === 'zh' ? '：' : ': '}
      {text}
    </Tag>
  );
}

function Density() {
  const t = useWords();
  const f = useFrameWords();
  const { prefs, set } = usePrefs();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [prefs.density],
        onClick: ({ key }) => set({ density: key as Prefs['density'] }),
        items: (['large', 'middle', 'small'] as const).map((key) => ({ key, label: f(key) })),
      }}>
      <Button type="text" icon={<ColumnHeightOutlined aria-hidden />} aria-label={t('density')} />
    </Dropdown>
  );
}
