// The one door to the server: every request leaves through here and every refusal comes back as a Problem.
import { problemOf } from './problem';

type Method = 'POST' | 'PATCH' | 'DELETE';
type WriteOptions = { body?: unknown; version?: number; quiet401?: boolean };

let signedOut: () => void = () => {};
/** Tells the client what to do when the session has ended under a page. */
export function onSignedOut(act: () => void) {
  signedOut = act;
}

/** crypto.randomUUID exists only on https and localhost; a shop's LAN is often plain http. */
export function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

async function send(path: string, init: RequestInit, quiet401: boolean): Promise<Response> {
  let response: Response;
  try {
    const headers = { 'accept-language': document.documentElement.lang, ...(init.headers as Record<string, string>) };
    response = await fetch('/api' + path, { credentials: 'same-origin', ...init, headers });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw problemOf(0, null);
  }
  if (response.ok) return response;
  const problem = problemOf(response.status, await response.json().catch(() => null), response.headers.get('retry-after'));
  if (response.status === 401 && !quiet401) signedOut();
  throw problem;
}

const answer = async <T>(response: Response): Promise<T> =>
  (response.status === 204 || response.headers.get('content-length') === '0' ? undefined : await response.json()) as T;

/** Reads; `quiet401` is for the one question "am I signed in?". */
export async function read<T>(path: string, options: { signal?: AbortSignal; quiet401?: boolean } = {}): Promise<T> {
  const init: RequestInit = { headers: { accept: 'application/json' } };
  if (options.signal) init.signal = options.signal;
  return answer<T>(await send(path, init, !!options.quiet401));
}

// A write that never got an answer may have been done. Its repeat must carry the same key, so that it acts only once.
const unanswered = new Map<string, string>();

/** Writes; the Idempotency-Key is minted here and kept until the server has answered. */
export async function write<T>(method: Method, path: string, options: WriteOptions = {}): Promise<T> {
  const form = options.body instanceof FormData;
  const text = form || options.body === undefined ? undefined : JSON.stringify(options.body);
  const same = `${method} ${path} ${text ?? ''}`;
  const key = (!form && unanswered.get(same)) || uuid();
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': key };
  if (text !== undefined) headers['content-type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  const body = form ? (options.body as FormData) : text;
  try {
    const response = await send(path, { method, headers, ...(body === undefined ? {} : { body }) }, !!options.quiet401);
    unanswered.delete(same);
    return await answer<T>(response);
  } catch (error) {
    if ((error as { status?: number }).status === 0) unanswered.set(same, key);
    else unanswered.delete(same);
    throw error;
  }
}

/** The name that a download should have: RFC 6266, with Chinese in `filename*`. */
export function fileName(disposition: string | null, fallback: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="([^"]*)"/i.exec(disposition ?? '')?.[1];
  return encoded ? decodeURIComponent(encoded) : (plain ?? fallback);
}

/** Saves a file of the server; a refusal is thrown rather than saved under the file's name. */
export async function download(path: string, fallback: string): Promise<void> {
  const response = await send(path, {}, false);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName(response.headers.get('content-disposition'), fallback);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A query string in the server's grammar; commas and dots stay readable. */
export function query(params: Record<string, string | number | undefined>): string {
  const parts = Object.entries(params)
    .filter(([, v]) => v !== undefined && v !== '')
    .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(String(v)).replaceAll('%2C', ',').replaceAll('%3A', ':')}`);
  return parts.length ? '?' + parts.join('&') : '';
}
