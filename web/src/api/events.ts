// The server's news for this person, as it happens; all tabs of a browser listen at one connection.
//
// A browser allows six connections to one server, and a stream holds one for as long as its page is open: the seventh tab would wait for ever.
// So the tab that holds the lock keeps the stream and tells the others; when it closes, the next one in line takes over.
// Browsers know locks on https and localhost only; elsewhere a tab listens while it is looked at.
import { useEffect, useRef } from 'react';
import type { JobTick } from './wire';

const RETRY_MS = 15_000;
const SHARED = 'shuzhi.news';
/** A job moved; a notice came; or something may have passed unheard. */
export type News = { kind: 'job'; tick: JobTick } | { kind: 'notice' } | { kind: 'behind' };
type Heard = (news: News) => void;
type Stop = () => void;

/** Calls `heard` for each piece of news. */
export function useNews(on: boolean, heard: Heard) {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    if (!on || typeof EventSource === 'undefined') return undefined;
    return listen((news) => latest.current(news));
  }, [on]);
}

export function listen(heard: Heard): Stop {
  return navigator.locks && typeof BroadcastChannel !== 'undefined' ? inTurn(heard) : whileSeen(heard);
}

/** The browser reconnects by itself; a refused stream is tried again later. */
function stream(heard: Heard): Stop {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opened = false;
  const open = () => {
    source = new EventSource('/api/events');
    // Nothing is told again of what passed while the stream was cut.
    source.addEventListener('open', () => {
      if (opened) heard({ kind: 'behind' });
      opened = true;
    });
    source.addEventListener('job', (e) => heard({ kind: 'job', tick: JSON.parse((e as MessageEvent<string>).data) as JobTick }));
    source.addEventListener('notice', () => heard({ kind: 'notice' }));
    source.addEventListener('behind', () => heard({ kind: 'behind' }));
    source.addEventListener('error', () => {
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function inTurn(heard: Heard): Stop {
  const others = new BroadcastChannel(SHARED);
  others.addEventListener('message', (e: MessageEvent<News>) => heard(e.data));
  const leaving = new AbortController();
  const held = async () => {
    // The turn may come in the very moment of leaving.
    if (leaving.signal.aborted) return;
    const close = stream((news) => {
      // oxlint-disable-next-line require-post-message-target-origin -- a channel is of one origin; the rule means windows
      others.postMessage(news);
      heard(news);
    });
    await new Promise<void>((left) => leaving.signal.addEventListener('abort', () => left()));
    close();
  };
  // Leaving the line before one's turn is no fault.
  navigator.locks.request(SHARED, { signal: leaving.signal }, held).catch(() => undefined);
  return () => {
    leaving.abort();
    others.close();
  };
}

const seen = () => document.visibilityState === 'visible';

function whileSeen(heard: Heard): Stop {
  let close = seen() ? stream(heard) : undefined;
  const look = () => {
    close?.();
    close = seen() ? stream(heard) : undefined;
    if (close) heard({ kind: 'behind' });
  };
  document.addEventListener('visibilitychange', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    close?.();
  };
}
