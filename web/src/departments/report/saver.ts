// The author's words on their way to the server: saved when typing rests, one save at a time, and never over somebody else's.
import { read, write } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Row } from '../../api/wire';
import type { Document, Texts } from './wire';

/** `texts` is what stands there now; `wrong` what the server said no with; `conflict` the words of the other author by key. */
export type Writing = { status: 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'; wrong: unknown; conflict: Texts; texts: Texts };

/** The keys that both changed since `base`: there somebody has to choose. */
export function clashes(mine: Texts, base: Texts, theirs: Texts): string[] {
  return Object.keys(mine).filter((key) => (theirs[key] ?? '') !== (base[key] ?? '') && (theirs[key] ?? '') !== mine[key]);
}

const REST_MS = 1_000;

/** Keeps one save on its way at a time; what is typed meanwhile follows after it. */
export class Saver {
  private pending: Texts = {};
  private readonly heard = new Set<() => void>();
  private now: Writing;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private line: Promise<boolean> = Promise.resolve(true);
  constructor(
    private readonly id: string,
    private document: Document,
    private readonly saved: (document: Document, row: Row | null) => void,
  ) {
    this.now = { status: 'saved', wrong: null, conflict: {}, texts: document.texts };
  }

  readonly subscribe = (listener: () => void) => {
    this.heard.add(listener);
    return () => void this.heard.delete(listener);
  };
  readonly state = (): Writing => this.now;
  private tell(status: Writing['status'], more: Partial<Writing> = {}) {
    // Typed words stand over saved ones.
    this.now = { status, wrong: null, conflict: {}, ...more, texts: { ...this.document.texts, ...this.pending } };
    for (const listener of this.heard) listener();
  }
  /** Takes a newer document, as after a redraft. */
  know(document: Document) {
    if (document.version <= this.document.version) return;
    this.document = document;
    this.tell(this.now.status, this.now);
  }
  change(key: string, text: string) {
    this.pending = { ...this.pending, [key]: text };
    this.tell('waiting');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), REST_MS);
  }
  /** Leaves words alone after all: those of the other author stay. */
  drop(keys: string[]) {
    this.pending = Object.fromEntries(Object.entries(this.pending).filter(([key]) => !keys.includes(key)));
    void this.flush();
  }
  /** True when everything typed is on the server. Saves wait for each other: two at once would refuse one another. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.line = this.line.then(() => this.step());
    return this.line;
  }
  private async step(): Promise<boolean> {
    if (!Object.keys(this.pending).length) {
      this.tell('saved');
      return true;
    }
    return (await this.send()) && this.step();
  }
  private async send(): Promise<boolean> {
    const texts = this.pending;
    this.tell('saving');
    try {
      const row = await write<Row>('POST', `/records/report/${this.id}/do/edit`, { body: { texts }, version: this.document.version });
      this.pending = Object.fromEntries(Object.entries(this.pending).filter(([key, text]) => texts[key] !== text));
      this.document = {
        ...this.document,
        version: row.version,
        texts: (row.texts as Texts | undefined) ?? { ...this.document.texts, ...texts },
      };
      this.saved(this.document, row);
      this.tell('saved');
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 412) return this.meet(texts);
      this.tell('failed', { wrong: error });
      return false;
    }
  }
  /** Somebody saved first. Words on other texts go together; on the same text the author chooses. */
  private async meet(mine: Texts): Promise<boolean> {
    let fresh: Document;
    try {
      fresh = await read<Document>(`/records/report/${this.id}/do/document`);
    } catch (error) {
      this.tell('failed', { wrong: error });
      return false;
    }
    const both = clashes(mine, this.document.texts, fresh.texts);
    this.document = fresh;
    this.saved(fresh, null);
    if (!both.length) return this.send();
    this.tell('conflict', { conflict: Object.fromEntries(both.map((key) => [key, fresh.texts[key] ?? ''])) });
    return false;
  }
}
