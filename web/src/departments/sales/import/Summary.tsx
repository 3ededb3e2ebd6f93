// Beside the check: what the file amounts to, what is still open, and the button that imports it.
import { Alert, Button, Checkbox, Segmented } from 'antd';
import type { StoredFile } from '../../../api/wire';
import { inFull } from '../../../charts/figures';
import { To } from '../../../frame/address';
import { spanText } from '../../../measure/period';
import { bytes, moment, thousands } from '../../../record/format';
import { bare, stopped } from './profile';
import { SaveProfile } from './SaveProfile';
import type { Choices, Inspection } from './wire';
import type { WizardModel } from './useWizard';
import { useWords } from './words';

const STOPS = { bare: 'noDataRows', missing: 'stopMissing', empty: 'stopEmpty', refused: 'stopRefused' } as const;
const count = (n: number) => thousands(String(n));
type Props = { wizard: WizardModel; file: StoredFile; seen: Inspection };

export function Summary({ wizard, file, seen }: Props) {
  const t = useWords();
  const { choices, looking, wrong } = wizard.state;
  const stop = stopped(seen, choices);
  return (
    <aside className="panel load-side" aria-label={t('file')}>
      <div className={looking ? 'stale' : ''} aria-busy={looking}>
        <b className="load-file">{file.name}</b>
        <div className="muted small">{[bytes(file.size), seen.format.toUpperCase(), seen.encoding].filter(Boolean).join(' · ')}</div>
        <Facts seen={seen} />
      </div>
      {seen.already ? <Already at={seen.already.at} id={seen.already.id ?? seen.already.batch} /> : null}
      {bare(seen) ? null : (
        <>
          <Decisions seen={seen} choices={choices} decide={wizard.decide} />
          <SaveProfile seen={seen} file={file.name} change={(profile) => void wizard.reread(profile)} />
        </>
      )}
      {wrong ? <Alert type="error" showIcon title={wrong} role="alert" /> : null}
      <div className="load-go">
        <Button type="primary" block size="large" disabled={!!stop || looking} loading={looking} onClick={() => void wizard.load()}>
          {t(seen.accepted ? 'confirm' : 'confirmNone', { n: count(seen.accepted) })}
        </Button>
        {stop ? (
          <div className="warn small" role="status">
            {t(STOPS[stop], { n: count(seen.refused) })}
          </div>
        ) : null}
        <Button type="text" block onClick={wizard.cancel}>
          {t('again')}
        </Button>
      </div>
    </aside>
  );
}

function Facts({ seen }: { seen: Inspection }) {
  const t = useWords();
  const { amount, quantity, visitors } = seen.total;
  const facts: [string, string, string?][] = [
    [t('rows'), count(seen.rows)],
    [t('accepted'), count(seen.accepted)],
    [t('refused'), count(seen.refused), seen.refused ? 'warn' : ''],
    ...(seen.totals_skipped ? [[t('totalsSkipped'), count(seen.totals_skipped)] as [string, string]] : []),
    ...(seen.unpaid ? [[t('unpaidSkipped'), count(seen.unpaid)] as [string, string]] : []),
    [t('period'), seen.period ? spanText(seen.period) : '—'],
    ...(amount === null || amount === undefined || !seen.rows ? [] : [[t('amount'), inFull(amount, 'yuan')] as [string, string]]),
    ...(Number(quantity ?? 0) ? [[t('quantity'), inFull(quantity, 'quantity')] as [string, string]] : []),
    ...(Number(visitors ?? 0) ? [[t('visitors'), inFull(visitors, 'count')] as [string, string]] : []),
  ];
  return (
    <dl className="load-facts">
      {facts.map(([name, value, ink = '']) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={`num ${ink}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Already({ at, id }: { at: string | null; id: string }) {
  const t = useWords();
  const link = (
    <To path="/sales/import" search={{ open: id }}>
      {t('seeLoad')}
    </To>
  );
  return (
    <Alert
      type="warning"
      showIcon
      title={t('already')}
      description={
        <>
          {at ? t('alreadyAt', { t: moment(at) }) : null} {link}
        </>
      }
    />
  );
}

function Decisions({ seen, choices, decide }: { seen: Inspection; choices: Choices; decide: (choices: Choices) => void }) {
  const t = useWords();
  return (
    <div className="load-decisions">
      <div className="load-field">
        <span>{t('replace')}</span>
        <Segmented
          aria-label={t('replace')}
          value={choices.replace ? 'yes' : 'no'}
          onChange={(v) => decide({ ...choices, replace: v === 'yes' })}
          options={[
            { value: 'no', label: t('replaceNo') },
            { value: 'yes', label: t('replaceYes') },
          ]}
        />
      </div>
      <div className="muted small">{t('replaceHint')}</div>
      {seen.refused && seen.accepted ? (
        <Checkbox checked={choices.skip_refused} onChange={(e) => decide({ ...choices, skip_refused: e.target.checked })}>
          {t('skip', { n: count(seen.refused), m: count(seen.accepted) })}
        </Checkbox>
      ) : null}
    </div>
  );
}
