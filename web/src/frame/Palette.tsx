// Ctrl K: find any page or record by name, code, pinyin or initials, without the mouse.
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Input, Modal, Spin, type InputRef } from 'antd';
import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { query, read } from '../api/client';
import { may, typesQ, useMe } from '../api/session';
import type { Hit, Me, TypeEntry } from '../api/wire';
import { singular } from '../record/compile';
import { useGo, type SearchChange } from './address';
import { iconOf } from './icons';
import { menuOf } from './menu';
import { useWords } from './words';

type Line = { key: string; group: string; icon: ReactNode; text: string; sub: string; path: string; search?: SearchChange };
type Words = ReturnType<typeof useWords>;

/** Pages and "new …" acts whose Chinese or English name contains the words typed. */
function pageLines(me: Me, types: TypeEntry[], q: string, t: Words): Line[] {
  const fits = (both: { zh: string; en: string }) => `${both.zh} ${both.en}`.toLowerCase().includes(q);
  const groups = menuOf(me, types);
  const pages = groups.flatMap((g) =>
    g.entries
      .filter((e) => fits(e.title))
      .map((e): Line => ({ key: e.path, group: t('pages'), icon: e.icon, text: t.of(e.title), sub: t.of(g.title), path: e.path })),
  );
  const acts = q
    ? groups
        .flatMap((g) => g.entries)
        .filter((e) => e.type && may(me, e.type, 'create') && fits(e.title))
        .map(
          (e): Line => ({
            key: 'new' + e.path,
            group: t('actions'),
            icon: <PlusOutlined aria-hidden />,
            text: t('create', { r: singular(t.of(e.title), t.lang) }),
            sub: '',
            path: e.path,
            search: { form: 'new' },
          }),
        )
    : [];
  return [...pages, ...acts].slice(0, q ? 8 : 40);
}

const PAUSE_MS = 150;
/** A value that has rested for a moment: the server is not asked for every letter. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** `stale` while the lines still belong to earlier letters. */
function useLines(q: string, open: boolean) {
  const t = useWords();
  const me = useMe();
  const typed = q.trim().toLowerCase();
  const words = useRested(typed);
  const { data: types = [] } = useQuery(typesQ);
  const hits = useQuery({
    queryKey: ['search', words],
    enabled: open && words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Hit[]>('/search' + query({ q: words }), { signal }),
  });
  const records = words
    ? (hits.data ?? []).map((hit): Line => {
        const type = types.find((x) => x.type === hit.type);
        return {
          key: hit.type + hit.id,
          group: t('records'),
          icon: iconOf(type?.icon),
          text: t.of(hit.title),
          sub: [type && t.of(type), hit.sub].filter(Boolean).join(' · '),
          path: `/r/${hit.type}/${hit.id}`,
        };
      })
    : [];
  return { lines: [...pageLines(me, types, words, t), ...records], stale: typed !== words || hits.isFetching, failed: hits.isError };
}

export function Palette({ open, close }: { open: boolean; close: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={close}
      footer={null}
      closable={false}
      width={620}
      style={{ top: 72 }}
      styles={{ container: { padding: 0 } }}
      destroyOnHidden>
      <Finder open={open} close={close} />
    </Modal>
  );
}

function Finder({ open, close }: { open: boolean; close: () => void }) {
  const t = useWords();
  const go = useGo();
  const id = useId();
  const box = useRef<InputRef>(null);
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const hasty = useRef(false);
  const { lines, stale, failed } = useLines(q, open);
  const here = Math.min(at, lines.length - 1);
  useEffect(() => {
    box.current?.focus();
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' });
  }, [here, id]);
  const choose = (line: Line | undefined) => {
    if (!line) return;
    close();
    go(line.path, line.search);
  };
  // Enter pressed before the answer to the last letter is here waits for it, rather than opening what fitted the letters before.
  useEffect(() => {
    if (!hasty.current || stale) return;
    hasty.current = false;
    choose(lines[0]);
  });
  const keys = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return; // Enter then only ends a pinyin word
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (step && lines.length) {
      e.preventDefault();
      setAt((here + step + lines.length) % lines.length);
    }
    if (e.key === 'Enter') {
      e.preventDefault();
      if (stale) hasty.current = true;
      else choose(lines[here]);
    }
  };
  const type = (words: string) => {
    setQ(words);
    setAt(0);
    hasty.current = false;
  };
  return (
    <div className="palette">
      <Input
        ref={box}
        size="large"
        variant="borderless"
        prefix={stale ? <Spin size="small" /> : <SearchOutlined aria-hidden className="muted" />}
        placeholder={t('searchHint')}
        value={q}
        onChange={(e) => type(e.target.value)}
        onKeyDown={keys}
        role="combobox"
        aria-label={t('searchAll')}
        aria-expanded={lines.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={lines.length ? `${id}-${here}` : undefined}
        aria-autocomplete="list"
      />
      <Found id={id} lines={lines} here={here} point={setAt} choose={choose} />
      {!lines.length && !stale ? <Nothing q={q} /> : null}
      <div className="palette-foot muted">{failed ? t('searchFailed') : t('keys')}</div>
    </div>
  );
}

function Nothing({ q }: { q: string }) {
  const t = useWords();
  return (
    <div className="palette-none">
      <b>{t('searchNone', { q })}</b>
      <span className="muted">{t('searchNoneHint')}</span>
    </div>
  );
}

type FoundProps = { id: string; lines: Line[]; here: number; point: (at: number) => void; choose: (line: Line) => void };
/** The keyboard stays in the box above; here the mouse points and clicks. */
function Found({ id, lines, here, point, choose }: FoundProps) {
  const t = useWords();
  return (
    <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={t('search')}>
      {lines.map((line, i) => (
        <div key={line.key} role="presentation">
          {line.group !== lines[i - 1]?.group ? (
            <div className="palette-group" role="presentation">
              {line.group}
            </div>
          ) : null}
          <div
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === here}
            className="palette-line"
            onMouseMove={() => point(i)}
            onClick={() => choose(line)}
            onKeyDown={(e) => e.key === 'Enter' && choose(line)}>
            <span className="ic">{line.icon}</span>
            <span className="clip">{line.text}</span>
            <span className="muted clip">{line.sub}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
