// Preferences: light or dark, language, the colours of rise and fall, and the height of rows.
import { Button, Popover, Segmented } from 'antd';
import { SettingOutlined } from '@ant-design/icons';
import { usePrefs, type Prefs } from './prefs';
import { useWords } from './words';

export function PrefsButton() {
  const t = useWords();
  return (
    <Popover trigger="click" placement="bottomRight" title={t('preferences')} content={<PrefsPanel />}>
      <Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('preferences')} />
    </Popover>
  );
}

function PrefsPanel() {
  const t = useWords();
  const { prefs, set } = usePrefs();
  return (
    <div className="prefs">
      <Choice
        label={t('theme')}
        value={prefs.theme}
        set={(theme) => set({ theme: theme as Prefs['theme'] })}
        options={[
          ['light', t('light')],
          ['dark', t('dark')],
          ['auto', t('auto')],
        ]}
      />
      <Choice
        label={t('language')}
        value={prefs.lang}
        set={(lang) => set({ lang: lang as Prefs['lang'] })}
        options={[
          ['zh', '中文'],
          ['en', 'English'],
        ]}
      />
      <Choice
        label={t('rise')}
        value={prefs.riseIsRed ? 'red' : 'green'}
        set={(v) => set({ riseIsRed: v === 'red' })}
        options={[
          ['red', t('riseRed')],
          ['green', t('riseGreen')],
        ]}
      />
      <Choice
        label={t('density')}
        value={prefs.density}
        set={(density) => set({ density: density as Prefs['density'] })}
        options={[
          ['large', t('large')],
          ['middle', t('middle')],
          ['small', t('small')],
        ]}
      />
    </div>
  );
}

function Choice({ label, value, set, options }: { label: string; value: string; set: (v: string) => void; options: [string, string][] }) {
  return (
    <div>
      <div className="prefs-label">{label}</div>
      <Segmented block value={value} onChange={set} aria-label={label} options={options.map(([v, text]) => ({ value: v, label: text }))} />
    </div>
  );
}
