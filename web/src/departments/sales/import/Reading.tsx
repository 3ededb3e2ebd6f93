// How the file is read: which sheet, how days are written, which words mean a return, and the house rules.
import { Checkbox, Collapse, Input, InputNumber, Segmented, Select } from 'antd';
import { ruleOf } from './describe';
import { FORMATS } from './formats';
import { formatted } from './profile';
import { RULES, type Profile, type Read } from './wire';
import { Words } from './Words';
import { useWords } from './words';

type Props = { seen: Read; change: (profile: Profile) => void };

/** In the wizard it is folded away: most files need none of it. */
export function Reading(props: Props) {
  const t = useWords();
  const children = <ReadingFields {...props} />;
  return <Collapse ghost className="load-more" items={[{ key: 'reading', label: <b>{t('reading')}</b>, children }]} />;
}

export function ReadingFields({ seen, change }: Props) {
  const t = useWords();
  const { profile } = seen;
  return (
    <div className="load-reading">
      <div className="load-field">
        <span>{t('kind')}</span>
        <Segmented
          aria-label={t('kind')}
          value={profile.kind}
          onChange={(kind: Profile['kind']) => change({ ...profile, kind })}
          options={[
            { value: 'sales', label: t('kindSales') },
            { value: 'visitors', label: t('kindVisitors') },
          ]}
        />
      </div>
      <Sheet seen={seen} change={change} />
      <HeaderRow profile={profile} change={change} />
      <Formats seen={seen} change={change} />
      <Words seen={seen} change={change} />
      <div className="load-field top">
        <span>{t('rules')}</span>
        <div className="load-rules">
          {RULES.map((rule) => (
            <Checkbox
              key={rule}
              checked={ruleOf(profile, rule)}
              onChange={(e) => change({ ...profile, rules: { ...profile.rules, [rule]: e.target.checked } })}
            >
              {t(rule)}
            </Checkbox>
          ))}
        </div>
      </div>
    </div>
  );
}

/** A file shows which sheets it has; without one the name is typed. */
function Sheet({ seen: { profile, sheets }, change }: Props) {
  const t = useWords();
  const give = (sheet: string) => {
    const { sheet: _old, ...rest } = profile;
    change(sheet ? { ...rest, sheet } : rest);
  };
  if (sheets && sheets.length < 2) return null;
  return (
    <div className="load-field">
      <span>{t('sheet')}</span>
      {sheets ? (
        <Select
          aria-label={t('sheet')}
          value={profile.sheet ?? sheets[0] ?? ''}
          onChange={give}
          options={sheets.map((value) => ({ value, label: value }))}
        />
      ) : (
        <Input
          key={profile.sheet}
          className="load-short"
          aria-label={t('sheet')}
          placeholder={t('anySheet')}
          defaultValue={profile.sheet}
          onBlur={(e) => {
            if (e.target.value.trim() !== (profile.sheet ?? '')) give(e.target.value.trim());
          }}
        />
      )}
    </div>
  );
}

function HeaderRow({ profile, change }: { profile: Profile; change: (profile: Profile) => void }) {
  const t = useWords();
  const give = (text: string) => {
    const row = Number(text);
    if (Number.isInteger(row) && row > 0 && row !== profile.header_row) change({ ...profile, header_row: row });
  };
  return (
    <div className="load-field">
      <span>{t('header')}</span>
      <InputNumber
        aria-label={t('header')}
        min={1}
        max={1000}
        precision={0}
        placeholder={t('foundRow')}
        {...(profile.header_row === undefined ? {} : { defaultValue: profile.header_row })}
        key={profile.header_row}
        onBlur={(e) => give(e.target.value)}
        onPressEnter={(e) => give(e.currentTarget.value)}
      />
    </div>
  );
}

function Formats({ seen: { profile, targets }, change }: Props) {
  const t = useWords();
  const dated = targets.filter(({ name }) => name in (profile.formats ?? {}) || (['day', 'paid_at'].includes(name) && name in profile.columns));
  return dated.map((target) => {
    const now = profile.formats?.[target.name];
    const own = now && FORMATS.every(([format]) => format !== now) ? [{ value: now, label: now }] : [];
    return (
      <div key={target.name} className="load-field">
        <span>{t('dateFormat', { t: t.of(target) })}</span>
        <Select
          aria-label={t('dateFormat', { t: t.of(target) })}
          placeholder={t('choose')}
          value={now ?? null}
          onChange={(format) => change(formatted(profile, target.name, format))}
          options={[...own, ...FORMATS.map(([value, label]) => ({ value, label }))]}
        />
      </div>
    );
  });
}
