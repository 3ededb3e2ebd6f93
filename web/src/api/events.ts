// The server's news of background jobs, as it happens; one connection for the whole page.
import { useEffect, useRef } from 'react';
import type { JobTick } from './wire';

const RETRY_MS = 15_000;

/** Calls `heard` for each job event. The browser reconnects by itself; a refused stream is tried again later. */
export function useJobEvents(on: boolean, heard: (tick: JobTick) => void) {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    if (!on || typeof EventSource === 'undefined') return undefined;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/events');
      source.addEventListener('job', (e) => latest.current(JSON.parse((e as MessageEvent<string>).data) as JobTick));
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [on]);
}
