// Choosing a period: names such as 本月 on the left, days on the right.
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { PRESETS, readPeriod, writePeriod } from './period';
import type { Span } from './wire';
import { useWords } from './words';

type Props = { span: Span; last: string; onChange: (word: string) => void };

/** `last` is the last day that has data; a period is handed on as it stands in the address. */
export function PeriodPicker({ span: { from, to }, last, onChange }: Props) {
  const t = useWords();
  return (
    <DatePicker.RangePicker
      className="period"
      allowClear={false}
      value={[dayjs(from), dayjs(to)]}
      aria-label={t('period')}
      presets={PRESETS.map((name) => {
        const p = readPeriod(name, last);
        return { label: t(name), value: [dayjs(p.from), dayjs(p.to)] };
      })}
      onChange={(days) => {
        const [a, b] = days ?? [];
        if (!a || !b) return;
        const chosen = writePeriod({ from: a.format('YYYY-MM-DD'), to: b.format('YYYY-MM-DD') });
        // A span that has a name is kept by it, so that a saved view moves on with time.
        onChange(PRESETS.find((name) => writePeriod(readPeriod(name, last)) === chosen) ?? chosen);
      }}
    />
  );
}
