// A kept profile in the form of its record: the panels of the import wizard, without a file.
import { useState } from 'react';
import { Alert, Collapse, Input } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { Handed } from '../../../frame/door';
import { catalogueQ } from '../../../measure/queries';
import type { Field } from '../../../record/compile';
import { Columns, type Titles } from './Columns';
import { Fate } from './Fate';
import { Fixed } from './Fixed';
import { opened, parsed, pretty, targetsFor, titlesOf, written } from './kept';
import { assign, retitled, unknownAs } from './profile';
import { ReadingFields } from './Reading';
import { NewWord } from './Words';
import type { Profile, Read } from './wire';
import { useWords } from './words';
import './import.css';

type Props = Handed & { field: Field };

export default function ProfileInput({ id, field, value, onChange, disabled }: Props) {
  const profile = parsed(value);
  const change = (next: Profile) => onChange?.(written(next));
  return (
    <div id={id} className="profile" role="group" aria-label={field.title}>
      {profile ? <Panels field={field} profile={profile} change={change} /> : null}
      <Letters value={String(value ?? '')} readable={!!profile} disabled={!!disabled} change={(text) => onChange?.(text)} />
    </div>
  );
}

/** Headings keep their place while their meaning changes, and stay while they have none yet. */
function useTitles(profile: Profile, change: (profile: Profile) => void): { all: string[]; titles: Titles } {
  const used = titlesOf(profile);
  const [listed, setListed] = useState(used);
  const all = [...listed, ...used.filter((title) => !listed.includes(title))];
  const titles: Titles = {
    add: (title) => setListed([...all, title]),
    rename: (from, to) => {
      setListed(all.map((title) => (title === from ? to : title)));
      change(retitled(profile, from, to));
    },
    remove: (title) => {
      setListed(all.filter((x) => x !== title));
      change(assign(profile, title, []));
    },
  };
  return { all, titles };
}

function Panels({ field, profile, change }: { field: Field; profile: Profile; change: (profile: Profile) => void }) {
  const t = useWords();
  const { all, titles } = useTitles(profile, change);
  const seen = opened(profile, targetsFor(field, profile), all);
  return (
    <>
      <Columns seen={seen} change={change} titles={titles} />
      {profile.parts?.length ? <p className="muted small">{t('partsHint')}</p> : null}
      <Fixed seen={seen} change={change} />
      <section className="load-part" aria-label={t('reading')}>
        <h3 className="sec">{t('reading')}</h3>
        <ReadingFields seen={seen} change={change} />
        <NewWord seen={seen} change={change} />
      </section>
      <Unknown seen={seen} change={change} />
    </>
  );
}

/** Asked for the things that the file names: only their names can be unknown. */
function Unknown({ seen: { profile }, change }: { seen: Read; change: (profile: Profile) => void }) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const taken = (name: string) => name in profile.columns || name in (profile.unknown ?? {});
  const dims = data?.dims.filter((dim) => dim.record && taken(dim.name)) ?? [];
  if (!dims.length) return null;
  return (
    <section className="load-part" aria-label={t('unknown')}>
      <h3 className="sec">{t('unknown')}</h3>
      <div className="load-reading">
        {dims.map((dim) => (
          <Fate
            key={dim.name}
            label={t('keptUnknown', { d: t.of(dim) })}
            value={profile.unknown?.[dim.name] ?? 'create'}
            onChange={(what) => change(unknownAs(profile, dim.name, what))}
          />
        ))}
      </div>
    </section>
  );
}

type LettersProps = { value: string; readable: boolean; disabled: boolean; change: (text: string) => void };

/** The text itself, for what has no control. While it is typed it stays as typed; afterwards it is laid out again. */
function Letters({ value, readable, disabled, change }: LettersProps) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const area = (
    <>
      {readable ? <p className="muted small">{t('advancedHint')}</p> : <Alert type="error" showIcon title={t('unreadable')} className="gap" />}
      <Input.TextArea
        className="mono"
        aria-label={t('advanced')}
        autoSize={{ minRows: 6, maxRows: 24 }}
        spellCheck={false}
        disabled={disabled}
        value={typed ?? pretty(value)}
        onChange={(e) => {
          setTyped(e.target.value);
          change(e.target.value);
        }}
        onBlur={() => setTyped(null)}
      />
    </>
  );
  // What cannot be read can only be mended here, so it is not folded away.
  return readable ? (
    <Collapse ghost className="load-more" items={[{ key: 'json', label: <b>{t('advanced')}</b>, children: area }]} />
  ) : (
    area
  );
}
