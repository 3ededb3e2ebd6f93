// A profile in words: what is read from where, line by line. Two profiles differ in the lines that differ.
import type { Both } from '../../../api/wire';
import { formatText, unitText } from './formats';
import { RULES, type Meaning, type Part, type Profile, type Rule } from './wire';
import type { Words } from './words';

/** `dim` is set where the value is a code of that dimension, which has a name. */
export type Line = { key: string; title: string; value: string; dim?: string };
export type Group = { key: string; title: string; lines: Line[] };
type Named = Both & { name: string };
type Tools = { t: Words; titles: Named[] };

/** What holds where a profile does not say. */
export const ruleOf = (profile: Profile, rule: Rule): boolean => profile.rules?.[rule] ?? rule !== 'paid_is_net';

const entries = <T>(map: Record<string, T> | undefined): [string, T][] => Object.entries(map ?? {});

function titleOf(name: string, { t, titles }: Tools): string {
  const known = titles.find((title) => title.name === name);
  return known ? t.of(known) : name;
}

function taken(part: Part, factors: Profile['factors'], key: string, tools: Tools): Line[] {
  const unit = (target: string) => (factors?.[target] ? ` · ${unitText(target, factors[target], tools.t)}` : '');
  return [
    ...entries(part.columns).map(([target, heading]) => ({
      key: `${key}.column.${target}`,
      title: titleOf(target, tools),
      value: heading + unit(target),
    })),
    ...entries(part.constants).map(([target, value]) => ({
      key: `${key}.constant.${target}`,
      title: titleOf(target, tools),
      value,
      dim: target,
    })),
  ];
}

function meaning(target: string, word: Meaning, tools: Tools): { value: string; dim?: string } {
  return typeof word === 'boolean' ? { value: tools.t(word ? 'isYes' : 'isNo') } : { value: word, dim: target };
}

function reading(profile: Profile, tools: Tools): Line[] {
  const { t } = tools;
  return [
    { key: 'kind', title: t('kind'), value: t(profile.kind === 'sales' ? 'kindSales' : 'kindVisitors') },
    ...(profile.sheet ? [{ key: 'sheet', title: t('sheet'), value: profile.sheet }] : []),
    ...(profile.header_row ? [{ key: 'header', title: t('header'), value: String(profile.header_row) }] : []),
    ...entries(profile.formats).map(([target, format]) => ({
      key: `format.${target}`,
      title: t('dateFormat', { t: titleOf(target, tools) }),
      value: formatText(format),
    })),
    ...entries(profile.values).flatMap(([target, words]) =>
      entries(words).map(([word, means]) => ({
        key: `word.${target}.${word}`,
        title: t('wordOf', { t: titleOf(target, tools), w: word }),
        ...meaning(target, means, tools),
      })),
    ),
  ];
}

export function described(profile: Profile, tools: Tools): Group[] {
  const { t } = tools;
  const { columns, constants, factors } = profile;
  const groups: Group[] = [
    { key: 'columns', title: t('fromColumns'), lines: taken({ columns }, factors, 'whole', tools) },
    ...(profile.parts ?? []).map((part, i) => ({
      key: `part.${i}`,
      title: t('part', { n: i + 1, of: profile.parts?.length ?? 0 }),
      lines: taken(part, factors, `part.${i}`, tools),
    })),
    { key: 'constants', title: t('fixed'), lines: taken({ constants }, factors, 'whole', tools) },
    { key: 'reading', title: t('reading'), lines: reading(profile, tools) },
    {
      key: 'rules',
      title: t('rules'),
      lines: RULES.map((rule) => ({ key: `rule.${rule}`, title: t(rule), value: t(ruleOf(profile, rule) ? 'isYes' : 'isNo') })),
    },
    {
      key: 'unknown',
      title: t('unknown'),
      lines: entries(profile.unknown).map(([dim, what]) => ({ key: `unknown.${dim}`, title: titleOf(dim, tools), value: t(what) })),
    },
  ];
  return groups.filter((group) => group.lines.length);
}

export type Changed = { key: string; title: string; before: Line | null; after: Line | null };
/** The lines in which two profiles differ, in the order of the later one; what only the former had comes last. */
export function changes(before: Profile, after: Profile, tools: Tools): Changed[] {
  const [was, is] = [before, after].map((profile) => described(profile, tools).flatMap((group) => group.lines));
  const changed = is!.flatMap((line): Changed[] => {
    const old = was!.find((x) => x.key === line.key) ?? null;
    return old?.value === line.value ? [] : [{ key: line.key, title: line.title, before: old, after: line }];
  });
  const gone = was!.filter((line) => is!.every((x) => x.key !== line.key));
  return [...changed, ...gone.map((line): Changed => ({ key: line.key, title: line.title, before: line, after: null }))];
}
