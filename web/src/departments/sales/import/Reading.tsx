// How the file is read: which sheet, how days are written, which words mean a return, and the house rules.
import { Checkbox, Collapse, InputNumber, Segmented, Select } from 'antd';
import { formatted, meant } from './profile';
import { RULES, type Inspection, type Meaning, type Profile } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; change: (profile: Profile) => void };
/** chrono's way of writing formats, each with the same day as people would read it. */
const FORMATS: [string, string][] = [
  ['%Y-%m-%d', '2026-10-31'],
  ['%Y/%m/%d', '2026/10/31'],
  ['%Y%m%d', '20261031'],
  ['%Y年%m月%d日', '2026年10月31日'],
  ['%Y.%m.%d', '2026.10.31'],
  ['%m/%d/%Y', '10/31/2026'],
  ['%d/%m/%Y', '31/10/2026'],
  ['%Y-%m-%d %H:%M:%S', '2026-10-31 21:05:00'],
  ['%Y/%m/%d %H:%M:%S', '2026/10/31 21:05:00'],
];

export function Reading({ seen, change }: Props) {
  const t = useWords();
  const { profile } = seen;
  const body = (
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
      {seen.sheets.length > 1 ? (
        <div className="load-field">
          <span>{t('sheet')}</span>
          <Select
            aria-label={t('sheet')}
            value={profile.sheet ?? seen.sheets[0] ?? ''}
            onChange={(sheet) => change({ ...profile, sheet })}
            options={seen.sheets.map((value) => ({ value, label: value }))}
          />
        </div>
      ) : null}
      <HeaderRow profile={profile} change={change} />
      <Formats seen={seen} change={change} />
      {Object.entries(profile.values ?? {}).map(([target, words]) => (
        <Words key={target} seen={seen} target={target} words={words} change={change} />
      ))}
      <div className="load-field top">
        <span>{t('rules')}</span>
        <div className="load-rules">
          {RULES.map((rule) => (
            <Checkbox
              key={rule}
              checked={profile.rules?.[rule] ?? rule !== 'paid_is_net'}
              onChange={(e) => change({ ...profile, rules: { ...profile.rules, [rule]: e.target.checked } })}
            >
              {t(rule)}
            </Checkbox>
          ))}
        </div>
      </div>
    </div>
  );
  return <Collapse ghost className="load-more" items={[{ key: 'reading', label: <b>{t('reading')}</b>, children: body }]} />;
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
        defaultValue={profile.header_row ?? 1}
        key={profile.header_row}
        onBlur={(e) => give(e.target.value)}
        onPressEnter={(e) => give(e.currentTarget.value)}
      />
    </div>
  );
}

function Formats({ seen: { profile, targets }, change }: Props) {
  const t = useWords();
  const dated = targets.filter(({ name }) => ['day', 'paid_at'].includes(name) && name in profile.columns);
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

/** What the words of a column mean: 退货 is a return, 天猫 is channel TM. */
function Words({ seen: { profile, targets }, target, words, change }: Props & { target: string; words: Record<string, Meaning> }) {
  const t = useWords();
  const known = targets.find((x) => x.name === target);
  const title = known ? t.of(known) : target;
  return (
    <div className="load-field top">
      <span>{t('valueMap', { t: title })}</span>
      <div className="load-words">
        {Object.entries(words).map(([word, meaning]) => (
          <div key={word}>
            <span>{word}</span>
            {typeof meaning === 'boolean' ? (
              <Segmented
                size="small"
                aria-label={`${title} ${word}`}
                value={meaning ? 'yes' : 'no'}
                onChange={(v) => change(meant(profile, target, word, v === 'yes'))}
                options={[
                  { value: 'yes', label: `${title}：${t('isYes')}` },
                  { value: 'no', label: t('isNo') },
                ]}
              />
            ) : (
              <span className="muted">{meaning}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
