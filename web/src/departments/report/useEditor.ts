// Typing, pasting and moving text around bound figures: what happens in an editor's box.
import { useEffect, useRef, useState, type ClipboardEvent, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import { App } from 'antd';
import { usePaper } from './context';
import { chip, fill, fragment, read, type Say } from './dom';
import { lost, readToken, type Shown } from './pieces';
import { said } from './say';
import { useWords } from './words';

/** Our own kind of clipboard, so that figures stay bound when they are moved. */
const OWN = 'application/x-shuzhi-text';
const FORMATS = new Set(['b', 'i', 'u']);

/** Puts nodes in the place of a range, and the caret behind them. */
function insert(box: HTMLElement, nodes: Node, at: Range | null) {
  const selection = getSelection();
  const range = at ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
  if (!range || !box.contains(range.commonAncestorContainer)) {
    box.append(nodes);
    return;
  }
  range.deleteContents();
  range.insertNode(nodes);
  range.collapse(false);
  selection?.removeAllRanges();
  selection?.addRange(range);
}

const selected = (): Range | null => {
  const selection = getSelection();
  return selection?.rangeCount ? selection.getRangeAt(0) : null;
};

/** Takes what is selected: our own form for our own editors, plain words for everything else. */
const copied = (e: ClipboardEvent): Range | null => {
  const range = selected();
  if (!range) return null;
  e.preventDefault();
  e.clipboardData.setData(OWN, read(range.cloneContents()));
  e.clipboardData.setData('text/plain', range.toString());
  return range;
};

/** The box shows the text with its figures, in the reader's language. */
function useBox(text: string, say: Say, lang: string) {
  const box = useRef<HTMLDivElement>(null);
  const spoken = useRef(say);
  useEffect(() => {
    spoken.current = say;
  });
  const shownIn = useRef('');
  useEffect(() => {
    const here = box.current;
    if (!here) return;
    // What is on screen is already what was typed; only words from elsewhere, or another language, are put in.
    if (read(here) !== text || shownIn.current !== lang) fill(here, text, (id, show) => spoken.current(id, show));
    shownIn.current = lang;
  }, [text, lang]);
  return box;
}

export function useEditor(text: string, change: (text: string) => void, leave: () => void) {
  const t = useWords();
  const { message } = App.useApp();
  const { figure, open } = usePaper();
  const say: Say = (id, show) => {
    const known = figure(id);
    return known ? said(known, show, t.lang) : null;
  };
  // An emptied text is the drafted one again, but not while its author is still here and about to write another.
  const [emptied, setEmptied] = useState(false);
  const shown = emptied ? '' : text;
  const box = useBox(shown, say, t.lang);
  const caret = useRef<Range>(null);
  const onInput = () => {
    if (!box.current) return;
    const next = read(box.current);
    const gone = lost(shown, next);
    // A figure may be taken out, but never without being told.
    if (gone.length)
      void message.info(
        t('removed', { f: gone.map((token) => say(token.figure, token.show) ?? token.figure).join(t.lang === 'zh' ? '、' : ', ') }),
      );
    setEmptied(!next.trim());
    change(next);
  };
  const put = (nodes: Node) => {
    if (!box.current) return;
    insert(box.current, nodes, document.activeElement === box.current ? null : caret.current);
    onInput();
  };
  const events = {
    onInput,
    onCopy: (e: ClipboardEvent) => void copied(e),
    onCut: (e: ClipboardEvent) => {
      copied(e)?.deleteContents();
      onInput();
    },
    onPaste: (e: ClipboardEvent) => {
      e.preventDefault();
      const words = e.clipboardData.getData(OWN) || e.clipboardData.getData('text/plain');
      put(fragment(document, words.replaceAll('\r\n', '\n'), say));
    },
    onKeyDown: (e: KeyboardEvent) => {
      // Bold and the like have no place in a report that is printed in the house's own type.
      if ((e.ctrlKey || e.metaKey) && FORMATS.has(e.key.toLowerCase())) e.preventDefault();
      if (e.key !== 'Enter' || e.nativeEvent.isComposing) return;
      e.preventDefault();
      document.execCommand('insertLineBreak');
    },
    onDrop: (e: { preventDefault: () => void }) => e.preventDefault(),
    onClick: (e: MouseEvent) => {
      const token = readToken((e.target as HTMLElement).dataset.token ?? '');
      const bound = token && figure(token.figure);
      if (bound) open(bound);
    },
    onBlur: () => {
      caret.current = selected()?.cloneRange() ?? null;
      leave();
    },
  };
  /** The author is gone when neither the box nor its tools have the focus; another window in front takes it only for a while. */
  const onLeave = (e: FocusEvent<HTMLElement>) => {
    if (document.activeElement !== e.target && !e.currentTarget.contains(e.relatedTarget)) setEmptied(false);
  };
  return { box, empty: !shown.trim(), events, onLeave, add: (id: string, show: Shown) => put(chip(document, id, show, say)) };
}
