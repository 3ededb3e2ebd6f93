// Changing how a file is read, one decision at a time; each gives a new profile.
import type { Choices, Decision, Inspection, Meaning, Profile, Target, Unknown, Unknowns } from './wire';

const without = <T>(all: Record<string, T> | undefined, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all ?? {}).filter(([k]) => k !== key));

/** The targets that a heading serves. */
export const targetsOf = (profile: Profile, header: string): string[] =>
  Object.entries(profile.columns)
    .filter(([, from]) => from === header)
    .map(([target]) => target);

/** The heading now serves exactly these targets; a target taken from another heading leaves it, and a constant gives way. */
export function assign(profile: Profile, header: string, targets: string[]): Profile {
  const kept = Object.entries(profile.columns).filter(([target, from]) => from !== header && !targets.includes(target));
  const columns = Object.fromEntries([...kept, ...targets.map((target): [string, string] => [target, header])]);
  const constants = Object.fromEntries(Object.entries(profile.constants).filter(([target]) => !targets.includes(target)));
  return { ...profile, columns, constants };
}

/** A value that holds for every row; an empty one lets it go. */
export const constant = (profile: Profile, target: string, value: string | undefined): Profile => ({
  ...profile,
  constants: value ? { ...profile.constants, [target]: value } : without(profile.constants, target),
});

/** A heading that the file now writes differently; whatever was taken from it still is. */
export function retitled(profile: Profile, from: string, to: string): Profile {
  const renamed = (columns: Record<string, string> = {}) => Object.fromEntries(Object.entries(columns).map(([k, v]) => [k, v === from ? to : v]));
  const parts = profile.parts?.map((part) => ({ ...part, columns: renamed(part.columns) }));
  return { ...profile, columns: renamed(profile.columns), ...(parts ? { parts } : {}) };
}

export const formatted = (profile: Profile, target: string, format: string): Profile => ({
  ...profile,
  formats: { ...profile.formats, [target]: format },
});

export const meant = (profile: Profile, target: string, word: string, meaning: Meaning): Profile => ({
  ...profile,
  values: { ...profile.values, [target]: { ...profile.values?.[target], [word]: meaning } },
});

/** A word is forgotten, and with its last word the column's whole list. */
export function unmeant(profile: Profile, target: string, word: string): Profile {
  const words = without(profile.values?.[target], word);
  return { ...profile, values: Object.keys(words).length ? { ...profile.values, [target]: words } : without(profile.values, target) };
}

/** What a number is multiplied by, such as 10000 for 万元; 1 is not written down. */
export const scaled = (profile: Profile, target: string, factor: string): Profile => ({
  ...profile,
  factors: factor === '1' ? without(profile.factors, target) : { ...profile.factors, [target]: factor },
});

/** What becomes of the names of a dimension that nobody knows. Said even where it is what would happen anyway, so that it is kept as decided. */
export const unknownAs = (profile: Profile, dim: string, what: Unknowns[string]): Profile => ({
  ...profile,
  unknown: { ...profile.unknown, [dim]: what },
});

/** Places are not invented by a file; goods and brands may be. */
const NEVER_NEW = new Set(['site', 'channel']);

/** The profile with what people would have decided: unknown places are refused unless somebody said otherwise. The same profile where nothing is open. */
export function guarded(profile: Profile, unknown: Unknown[]): Profile {
  const open = [...new Set(unknown.map((u) => u.dim))].filter((dim) => NEVER_NEW.has(dim) && !profile.unknown?.[dim]);
  return open.reduce((guard, dim) => unknownAs(guard, dim, 'refuse'), profile);
}

export const NO_CHOICES: Choices = { replace: false, skip_refused: false, map: {}, unknown: {} };

type Named<T> = Record<string, Record<string, T>>;
function put<T>(all: Named<T>, dim: string, name: string, what: T | undefined): Named<T> {
  const names = what === undefined ? without(all[dim], name) : { ...all[dim], [name]: what };
  return Object.keys(names).length ? { ...all, [dim]: names } : without(all, dim);
}

/** A name is decided by itself, or goes with the rest of its kind again. */
export function decided(choices: Choices, dim: string, name: string, what: Decision | undefined): Choices {
  const [code, fate] = typeof what === 'object' ? [what.code, undefined] : [undefined, what];
  return { ...choices, map: put(choices.map, dim, name, code), unknown: put(choices.unknown, dim, name, fate) };
}

/** What holds for a name: what was chosen here, or what the server knows to be decided. */
export function decisionOf(choices: Choices, { dim, value, decided: held }: Unknown): Decision | undefined {
  const code = choices.map[dim]?.[value];
  return code === undefined ? (choices.unknown[dim]?.[value] ?? (held as Unknowns[string] | null) ?? undefined) : { code };
}

/** A file with titles and nothing below them: what its columns hold cannot be told. */
export const bare = (seen: Inspection): boolean => !seen.rows && seen.columns.every(({ samples }) => !samples.some(Boolean));

/** What every row needs and no column was found for; the site is asked for by itself, as many files are of one. */
export const notFound = ({ missing, targets }: Inspection): Target[] => targets.filter(({ name }) => name !== 'site' && missing.includes(name));

export type Stop = 'bare' | 'missing' | 'empty' | 'refused' | null;
/** Why the file cannot be loaded yet. */
export function stopped(seen: Inspection, choices: Choices): Stop {
  if (bare(seen)) return 'bare';
  if (seen.missing.length) return 'missing';
  if (!seen.accepted) return 'empty';
  return seen.refused && !choices.skip_refused ? 'refused' : null;
}
