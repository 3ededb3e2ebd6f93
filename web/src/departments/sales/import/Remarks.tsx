// What to look at before the file is loaded: nothing is wrong, but it may not be what was meant. Each offers the other way.
import { Alert, Button } from 'antd';
import { formatted } from './profile';
import type { Choices, Inspection, Profile } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; choices: Choices; change: (profile: Profile) => void; decide: (choices: Choices) => void };

/** The two ways of writing a day that are mistaken for one another. */
const OTHER: Record<string, string> = { '%d/%m/%Y': '%m/%d/%Y', '%m/%d/%Y': '%d/%m/%Y', '%d-%m-%Y': '%m-%d-%Y', '%m-%d-%Y': '%d-%m-%Y' };
const OFFERED = 6;

export function Remarks({ seen, choices, change, decide }: Props) {
  const t = useWords();
  const { profile } = seen;
  const day = OTHER[profile.formats?.day ?? ''];
  const ways: Record<string, { label: string; take: () => void }[]> = {
    day: day ? [{ label: t(day.startsWith('%d') ? 'dayFirst' : 'monthFirst'), take: () => change(formatted(profile, 'day', day)) }] : [],
    sheets: seen.alike.slice(0, OFFERED).map((sheet) => ({ label: t('readSheet', { s: sheet }), take: () => change({ ...profile, sheet }) })),
    twice: [{ label: t('replaceThem'), take: () => decide({ ...choices, replace: true }) }],
  };
  // The answer to the choice comes with the next reading; until then the page knows by itself.
  const open = seen.remarks.filter((remark) => remark.code !== 'twice' || !choices.replace);
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
