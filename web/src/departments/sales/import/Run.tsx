// The third step: the job that writes the file, as far as it is, and what came of it.
import { Alert, Button, Result, Skeleton } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useEffect } from 'react';
import { sentence } from '../../../api/problem';
import type { Job, Row } from '../../../api/wire';
import { useGo } from '../../../frame/address';
import { JobBar } from '../../../frame/JobBar';
import { recentJobsQ } from '../../../frame/RecentJobs';
import { CreatedNames } from '../../../measure/CreatedNames';
import { thousands } from '../../../record/format';
import { rowQ } from '../../../record/queries';
import { Problems } from './Problems';
import type { WizardModel } from './useWizard';
import type { Loaded } from './wire';
import { useWords } from './words';

const POLL_MS = 2_000;
const ended = (job: Job | undefined) => job?.state === 'done' || job?.state === 'failed';

/** The bell hears the server's events and keeps the recent jobs fresh; asking now and then heals a stream that was cut. */
function useJob(id: string): { job: Job | undefined; error: unknown } {
  const { data: recent } = useQuery(recentJobsQ);
  const heard = recent?.find((job) => job.id === id);
  const asked = useQuery({ ...rowQ('job', id), refetchInterval: (q) => (ended(q.state.data as Job | undefined) ? false : POLL_MS) });
  const known = asked.data as (Row & Job) | undefined;
  // Only the row itself carries the result.
  // The first failure is told at once; asking goes on, and the answer to it takes the notice away.
  return { job: ended(known) ? known : heard && !ended(heard) ? heard : known, error: asked.error ?? asked.failureReason };
}

export function Run({ wizard, id }: { wizard: WizardModel; id: string }) {
  const t = useWords();
  const client = useQueryClient();
  const { job, error } = useJob(id);
  const over = ended(job);
  useEffect(() => {
    // New sales change every figure, and the day until which there are data; new names the lists and their look-ups.
    if (over) void client.invalidateQueries({ predicate: (q) => ['figures', 'me', 'records', 'look'].includes(String(q.queryKey[0])) });
  }, [over, client]);
  if (!job) return error ? <Result status="warning" title={sentence(error, t.lang)} /> : <Skeleton active paragraph={{ rows: 4 }} />;
  if (job.state === 'failed') return <Failed wizard={wizard} why={job.error ? t.of(job.error) : ''} />;
  if (job.state === 'done') return <Done wizard={wizard} result={job.result as Loaded} name={wizard.state.file?.name ?? ''} />;
  return (
    <div className="load-wait" role="status">
      {error ? <Alert type="warning" showIcon title={sentence(error, t.lang)} description={t('lostHint')} /> : null}
      <b>{t(job.state === 'queued' ? 'queued' : 'running')}</b>
      <JobBar job={job} label={t('running')} />
      {job.note ? <span className="muted small num">{t.of(job.note)}</span> : null}
      <span className="muted small">{t('runningHint')}</span>
    </div>
  );
}

function Failed({ wizard, why }: { wizard: WizardModel; why: string }) {
  const t = useWords();
  return (
    <Result
      status="error"
      title={t('failed')}
      subTitle={
        <>
          {why}
          <br />
          {t('failedHint')}
        </>
      }
      extra={<Button onClick={wizard.cancel}>{t('again')}</Button>}
    />
  );
}

const count = (n: number) => thousands(String(n));

function Done({ wizard, result, name }: { wizard: WizardModel; result: Loaded; name: string }) {
  const t = useWords();
  const go = useGo();
  const until = result.to ?? wizard.state.seen?.period?.to;
  const none = result.accepted === 0;
  const { seen } = wizard.state;
  // Loaded sheets are behind: the next is the one after this in the workbook.
  const next = seen?.sheets.slice(seen.sheets.indexOf(seen.sheet) + 1).find((sheet) => seen.alike.includes(sheet));
  const buttons = [
    ...(next
      ? [
          <Button key="next" onClick={() => wizard.goOn(next)}>
            {t('nextSheet', { s: next })}
          </Button>,
        ]
      : []),
    <Button key="another" onClick={wizard.cancel}>
      {t('another')}
    </Button>,
    ...(until && !none
      ? [
          <Button key="see" type="primary" onClick={() => go('/sales/dashboard', { at: dayjs(until).format('YYYY-MM') })}>
            {t('toDashboard')}
          </Button>,
        ]
      : []),
  ];
  return (
    <>
      <Result
        status={none ? 'warning' : 'success'}
        title={t(none ? 'failed' : 'doneTitle')}
        subTitle={t('doneText', { a: count(result.accepted) }) + (result.refused ? t('doneRefused', { b: count(result.refused) }) : '')}
        extra={buttons}
      >
        {result.remarks?.map((remark) => <Alert key={remark.code} type="warning" showIcon className="gap" title={t.of(remark)} />)}
        {result.created?.length ? <CreatedNames created={result.created} /> : null}
      </Result>
      <Problems errors={result.errors ?? []} file={name} />
    </>
  );
}
