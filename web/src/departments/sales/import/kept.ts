// A kept profile as the text that its record holds: read, written, and opened for the panels that show and change it.
import type { Field } from '../../../record/compile';
import type { Both } from '../../../api/wire';
import type { Part, Profile, Read, Target } from './wire';

/** What a column can mean, as the schema of the field says it: for which kinds of files, and for which it is needed. */
type Offered = Both & { name: string; about: Both; kinds: Profile['kind'][]; required: Profile['kind'][] };
type Offering = { 'x-targets'?: Offered[] };

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
export const BLANK: Profile = { name: '', kind: 'sales', columns: {}, constants: {} };

/** Null for a text that is no profile: only its letters can then be mended. */
export function parsed(text: unknown): Profile | null {
  if (text === undefined || text === null || text === '') return BLANK;
  try {
    const value: unknown = JSON.parse(String(text));
    return isMap(value) ? ({ ...BLANK, ...value } as Profile) : null;
  } catch {
    return null;
  }
}
export const written = (profile: Profile): string => JSON.stringify(profile);
/** With line breaks, for reading. */
export function pretty(text: string): string {
  const profile = parsed(text);
  return profile ? JSON.stringify(profile, null, 2) : text;
}

const partTitles = (part: Part) => Object.values(part.columns ?? {});
/** The headings that a profile takes anything from, each once. */
export const titlesOf = (profile: Profile): string[] => [
  ...new Set([...Object.values(profile.columns), ...(profile.parts ?? []).flatMap(partTitles)]),
];

export const offeredBy = (field: Field): Offered[] => (field.schema as Offering)['x-targets'] ?? [];

/** The meanings that the schema offers for files of a kind; where it says none, those that the profile itself uses, by their bare names. */
export function targetsFor(field: Field, profile: Profile): Target[] {
  const offered = offeredBy(field);
  if (offered.length) {
    return offered.filter((o) => o.kinds.includes(profile.kind)).map((o) => ({ ...o, required: o.required.includes(profile.kind) }));
  }
  const used = [profile, ...(profile.parts ?? [])].flatMap((p) => [...Object.keys(p.columns ?? {}), ...Object.keys(p.constants ?? {})]);
  return [...new Set(used)].map((name) => ({ name, zh: name, en: name, required: false, about: { zh: '', en: '' } }));
}

/** A profile without a file: its headings have no samples, and nothing is known to be missing. */
export const opened = (profile: Profile, targets: Target[], titles: string[]): Read => ({
  profile,
  targets,
  columns: titles.map((header) => ({ header, samples: [] })),
  missing: [],
  sheets: null,
});
