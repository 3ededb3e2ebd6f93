// Names that the system does not know: each may stand for a known one, be created or refused; the rest go with their kind.
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../../api/session';
import { To } from '../../../frame/address';
import { CodeSelect } from '../../../measure/CodeSelect';
import { catalogueQ } from '../../../measure/queries';
import { thousands } from '../../../record/format';
import { Fate } from './Fate';
import { Names } from './Names';
import { decided, decisionOf, unknownAs } from './profile';
import type { Choices, Decision, Inspection, Profile, Unknown, Unknowns as Rest } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; choices: Choices; decide: (profile: Profile, choices?: Choices) => void };

/** Names that were matched are no longer unknown to the server, but people want to see what they did. */
function namesOf(dim: string, seen: Inspection, choices: Choices): Unknown[] {
  const open = seen.unknown.filter((u) => u.dim === dim);
  const done = Object.keys(choices.map[dim] ?? {}).filter((value) => open.every((u) => u.value !== value));
  return [...done.map((value): Unknown => ({ dim, value, rows: 0, decided: null, suggest: [] })), ...open];
}

export function Unknowns({ seen, choices, decide }: Props) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const me = useMe();
  const { profile } = seen;
  const dims = [...new Set([...seen.unknown_of.map((u) => u.dim), ...Object.keys(choices.map)])];
  const all = Object.fromEntries(seen.unknown_of.map((u) => [u.dim, u.count]));
  if (!dims.length) return null;
  return (
    <section className="load-part" aria-label={t('unknown')}>
      <h3 className="sec">{t('unknown')}</h3>
      <p className="muted small load-lead">
        {t('unknownHint')} <Remembered profile={profile} />
      </p>
      {dims.map((name) => {
        const dim = data?.dims.find((d) => d.name === name);
        return (
          <OfDim
            key={name}
            title={dim ? t.of(dim) : name}
            record={dim?.record ?? name}
            names={namesOf(name, seen, choices)}
            hidden={(all[name] ?? 0) - seen.unknown.filter((u) => u.dim === name).length}
            held={(one) => decisionOf(choices, one)}
            settle={(value, what) => decide(profile, decided(choices, name, value, what))}
            bound={!may(me, dim?.record ?? name, 'create')}
            rest={profile.unknown?.[name] ?? 'create'}
            decide={(rest) => decide(unknownAs(profile, name, rest))}
          />
        );
      })}
    </section>
  );
}

/** For whom a match will hold from now on, and where to find it again: who sees only some sites decides nothing for the others. */
function Remembered({ profile }: { profile: Profile }) {
  const t = useWords();
  const me = useMe();
  const site = profile.constants.site;
  if (!site && !me.all_sites) return <>{t('mapOnce')}</>;
  return (
    <>
      {t(site ? 'mapKeptSite' : 'mapKept')}{' '}
      {may(me, 'alias', 'read') ? (
        <To path="/r/alias" target="_blank">
          {t('mapList')}
        </To>
      ) : null}
    </>
  );
}

type DimProps = {
  title: string;
  record: string;
  names: Unknown[];
  /** How many more there are that are not listed. */
  hidden: number;
  held: (name: Unknown) => Decision | undefined;
  settle: (name: string, what: Decision | undefined) => void;
  bound: boolean;
  rest: Rest[string];
  decide: (rest: Rest[string]) => void;
};

/** Answers of the select that are no codes; a code never begins with a line break. */
const FATES: Record<string, Rest[string]> = { '\ncreate': 'create', '\nrefuse': 'refuse' };
const valueOf = (what: Decision | undefined) => (typeof what === 'object' ? what.code : what && `\n${what}`);
const decisionFrom = (value: string | undefined): Decision | undefined => (value ? (FATES[value] ?? { code: value }) : undefined);

function OfDim({ title, record, names, hidden, held, settle, bound, rest, decide }: DimProps) {
  const t = useWords();
  const fates = Object.entries(FATES).map(([value, fate]) => ({ value, label: t(fate === 'create' ? 'newOne' : 'refusedOne') }));
  return (
    <div className="load-unknown">
      <Fate label={t('unknownRest', { d: title })} value={rest} onChange={decide} bound={bound} />
      <Names label={title} names={names}>
        {(name) => (
          <CodeSelect
            record={record}
            label={`${name.value} ${t('fate')}`}
            placeholder={t(rest === 'create' && !bound ? 'newByKind' : 'refusedByKind')}
            first={bound ? fates.filter((fate) => FATES[fate.value] === 'refuse') : fates}
            suggest={name.suggest}
            none={t('noneKnown', { d: title })}
            value={valueOf(held(name))}
            onChange={(value) => settle(name.value, decisionFrom(value))}
          />
        )}
      </Names>
      {hidden > 0 ? <p className="muted small">{t('moreUnknown', { n: thousands(String(hidden)) })}</p> : null}
    </div>
  );
}
