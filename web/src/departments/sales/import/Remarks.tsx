// What to look at before the file is loaded: nothing is wrong, but it may not be what was meant. Each offers the other way.
import { useState } from 'react';
import { Alert, Button } from 'antd';
import { formatted } from './profile';
import type { Choices, Inspection, Profile } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; choices: Choices; change: (profile: Profile) => void; decide: (choices: Choices) => void };

const OFFERED = 6;

export function Remarks({ seen, choices, change, decide }: Props) {
  const t = useWords();
  const { profile } = seen;
  const [settled, settle] = useState(false);
  const day = seen.remarks.find((remark) => remark.code === 'day')?.other;
  const ways: Record<string, { label: string; take: () => void }[]> = {
    day: day ? [{ label: t(day.startsWith('%d') ? 'dayFirst' : 'monthFirst'), take: () => { settle(true); change(formatted(profile, 'day', day)); } }] : [],
    sheets: seen.alike.slice(0, OFFERED).map((sheet) => ({ label: t('readSheet', { s: sheet }), take: () => change({ ...profile, sheet }) })),
    twice: [{ label: t('replaceThem'), take: () => decide({ ...choices, replace: true }) }],
  };
  // A day that was turned round can still be read the other way, and what will be replaced is known before the next reading.
  const done: Record<string, boolean> = { day: settled, twice: choices.replace };
  const open = seen.remarks.filter((remark) => !done[remark.code]);
  return open.map((remark) => (
    <Alert
      key={remark.code}
      type="warning"
      showIcon
      className="load-remarks"
      title={
        <div className="load-remark">
          <span>{t.of(remark)}</span>
          {(ways[remark.code] ?? []).map((way) => (
            <Button key={way.label} size="small" onClick={way.take}>
              {way.label}
            </Button>
          ))}
        </div>
      }
    />
  ));
}
