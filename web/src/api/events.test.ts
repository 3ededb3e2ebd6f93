// However many tabs are open, a browser holds one connection for the news of jobs.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen } from './events';

class Source extends EventTarget {
  static CLOSED = 2;
  static open: Source[] = [];
  readyState = 1;
  constructor() {
    super();
    Source.open.push(this);
  }
  close() {
    Source.open = Source.open.filter((source) => source !== this);
  }
  tell(id: string, kind = 'job') {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify({ id }) }));
  }
}

/** Channels of one name, heard by all but the speaker. */
class Channel extends EventTarget {
  static all = new Set<Channel>();
  constructor() {
    super();
    Channel.all.add(this);
  }
  postMessage(data: unknown) {
    for (const other of Channel.all) if (other !== this) other.dispatchEvent(new MessageEvent('message', { data }));
  }
  close() {
    Channel.all.delete(this);
  }
}

/** One lock: whoever asks first holds it until done. Who has left meanwhile still gets a turn, as browsers may give one. */
function locks() {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    request: (_: string, _options: object, held: () => Promise<void>) =>
      (tail = tail.then(() => held())),
  };
}

const settled = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  Source.open = [];
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('BroadcastChannel', Channel);
});
afterEach(() => {
  vi.unstubAllGlobals();
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'visible' });
  Reflect.deleteProperty(navigator, 'locks');
});

test('nine tabs hear everything through one stream, and the next takes over when its holder closes', async () => {
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locks() });
  const heard: string[] = [];
  const stops = Array.from({ length: 9 }, (_, tab) => listen((news) => heard.push(`${tab}:${news.kind === 'job' ? news.tick.id : news.kind}`)));
  await settled();
  expect(Source.open).toHaveLength(1);
  Source.open[0]!.tell('a');
  expect(heard.toSorted()).toEqual(Array.from({ length: 9 }, (_, tab) => `${tab}:a`));

  stops[1]!();
  stops[0]!();
  await settled();
  expect(Source.open).toHaveLength(1);
  heard.length = 0;
  Source.open[0]!.tell('b');
  expect(heard.toSorted()).toEqual([2, 3, 4, 5, 6, 7, 8].map((tab) => `${tab}:b`));

  heard.length = 0;
  Source.open[0]!.tell('', 'notice');
  expect(new Set(heard)).toEqual(new Set([2, 3, 4, 5, 6, 7, 8].map((tab) => `${tab}:notice`)));

  for (const stop of stops) stop();
  await settled();
  expect(Source.open).toHaveLength(0);
});

test('without locks a tab listens only while it is looked at, and catches up when it is looked at again', () => {
  const heard = vi.fn();
  const stop = listen(heard);
  const look = (value: string) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value });
    document.dispatchEvent(new Event('visibilitychange'));
    return Source.open.length;
  };
  expect(Source.open).toHaveLength(1);
  expect(look('hidden')).toBe(0);
  expect(heard).not.toHaveBeenCalled();
  expect(look('visible')).toBe(1);
  expect(heard).toHaveBeenCalledExactlyOnceWith({ kind: 'behind' });
  stop();
  expect(Source.open).toHaveLength(0);
});

test('a stream that was cut may have missed something', () => {
  const heard = vi.fn();
  const stop = listen(heard);
  const source = Source.open[0]!;
  source.dispatchEvent(new Event('open'));
  expect(heard).not.toHaveBeenCalled();
  source.dispatchEvent(new Event('open'));
  expect(heard).toHaveBeenCalledExactlyOnceWith({ kind: 'behind' });
  stop();
});
