// A refusal from the server, in one shape: what went wrong, in both languages, and at which fields.
import type { Both, Lang, Row } from './wire';

export type FieldError = Both & { pointer: string; code: string };
/** RFC 9457 problem+json as docs/http.md defines it; `status` 0 means that the server was not reached. */
export type ProblemBody = Both & { status: number; code: string; title?: string; errors: FieldError[]; current?: Row; wait?: number };

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.zh);
    this.name = 'Problem';
  }
  get status() {
    return this.body.status;
  }
  get code() {
    return this.body.code;
  }
}

const KNOWN: Record<number, Both> = {
  0: { zh: '连不上服务器，请检查网络后重试', en: 'The server cannot be reached. Check the network and try again' },
  403: { zh: '您没有做这件事的权限', en: 'You are not allowed to do this' },
  404: { zh: '没有找到这条记录，或不在您负责的门店里', en: 'Not found, or not at a site of yours' },
  413: { zh: '文件太大', en: 'The file is too large' },
  429: { zh: '操作太频繁，请稍后再试', en: 'Too many tries. Please wait' },
};

/** Builds a problem from whatever came back; a body that is not problem+json still gets a sentence for people. */
export function problemOf(status: number, body: unknown, retryAfter?: string | null): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<ProblemBody>;
  const fallback = KNOWN[status] ?? { zh: `服务器出错了（${status}）`, en: `The server failed (${status})` };
  const wait = Number(retryAfter);
  return new Problem({
    ...given,
    status,
    code: given.code ?? (status === 0 ? 'offline' : `http.${status}`),
    zh: given.zh ?? given.title ?? fallback.zh,
    en: given.en ?? fallback.en,
    errors: Array.isArray(given.errors) ? given.errors : [],
    ...(wait > 0 ? { wait } : {}),
  });
}

/** The sentence to show for any thrown thing. */
export function sentence(error: unknown, lang: Lang): string {
  if (error instanceof Problem) return error.body[lang];
  return lang === 'zh' ? '页面出错了，请刷新后重试' : 'The page failed. Reload and try again';
}

/** RFC 6901 pointer -> form name path: "/contacts/0/mobile" -> ["contacts", 0, "mobile"]. */
export function namePath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Splits errors into those that sit under a field of this form and those that must stand above it. */
export function placeErrors(errors: FieldError[], keys: string[], lang: Lang) {
  const known = new Set(keys);
  const under = new Map<string, { name: (string | number)[]; errors: string[] }>();
  const above: string[] = [];
  for (const error of errors) {
    const name = namePath(error.pointer);
    if (!known.has(String(name[0]))) {
      above.push(error[lang]);
      continue;
    }
    const place = under.get(error.pointer) ?? { name, errors: [] };
    place.errors.push(error[lang]);
    under.set(error.pointer, place);
  }
  return { under: [...under.values()], above };
}
