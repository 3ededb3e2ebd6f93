// Choosing how last year is looked at: by holiday, by date, by weekday, or January and February as one.
import { Select } from 'antd';
import { WAY_TITLES, waysFor } from './like';
import type { Span, Way } from './wire';
import { useWords } from './words';
import './measure.css';

/** `last` is the last day that has data; `named` where nothing beside it says what is chosen here. */
type Props = { value: Way; span: Span; last: string; onChange: (way: Way) => void; named?: boolean };

export function WaySelect({ value, span, last, onChange, named = false }: Props) {
  const t = useWords();
  return (
    <Select
      className="way"
      aria-label={t('lastYearBy')}
      popupMatchSelectWidth={false}
      {...(named ? { prefix: <span className="muted">{t('lastYear')}</span> } : {})}
      value={value}
      onChange={onChange}
      options={waysFor(span, last).map((way) => ({ value: way, label: t.of(WAY_TITLES[way]) }))}
    />
  );
}
