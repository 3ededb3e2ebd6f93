// The bell: background jobs that are running or have just ended, kept fresh by the server's events.
import { useState } from 'react';
import { App, Badge, Button, Empty, Popover } from 'antd';
import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useJobEvents } from '../api/events';
import { read } from '../api/client';
import { may, useMe } from '../api/session';
import type { Job, JobTick, List } from '../api/wire';
import { To } from './address';
import { JobBar } from './JobBar';
import { useWords } from './words';

export const recentJobsQ = { queryKey: ['jobs'], queryFn: () => read<List>('/records/job?size=8').then((list) => list.items as Job[]) };

export function JobsBell() {
  const t = useWords();
  const on = may(useMe(), 'job', 'read');
  const client = useQueryClient();
  const { notification } = App.useApp();
  const [open, setOpen] = useState(false);
  const { data: jobs = [] } = useQuery({ ...recentJobsQ, enabled: on });
  // What a job changed is not known here, so every list on screen is asked again.
  const askAgain = () => void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'meta' });
  const heard = (tick: JobTick) => {
    const known = client.getQueryData<Job[]>(['jobs'])?.find((job) => job.id === tick.id);
    if (known) client.setQueryData<Job[]>(['jobs'], (old) => old?.map((job) => (job.id === tick.id ? { ...job, ...tick } : job)));
    else void client.invalidateQueries({ queryKey: ['jobs'] });
    const ended = tick.state === 'done' || tick.state === 'failed';
    if (!ended || known?.state === tick.state) return;
    const title = known?.title ?? t('jobs');
    notification[tick.state === 'done' ? 'success' : 'error']({
      title: t(tick.state === 'done' ? 'jobDone' : 'jobFailed', { t: title }),
      placement: 'bottomRight',
    });
    askAgain();
  };
  useJobEvents(on, heard, askAgain);
  if (!on) return null;
  const active = jobs.filter((job) => job.state === 'running' || job.state === 'queued').length;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t('jobs')}
      content={<Recent jobs={jobs} close={() => setOpen(false)} />}>
      <Badge count={active} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined aria-hidden />} aria-label={active ? t('jobsRunning', { n: active }) : t('jobs')} />
      </Badge>
    </Popover>
  );
}

function Recent({ jobs, close }: { jobs: Job[]; close: () => void }) {
  const t = useWords();
  if (!jobs.length)
    return (
      <div className="jobs-pop">
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              {t('jobsNone')}
              <br />
              <span className="muted">{t('jobsNoneHint')}</span>
            </>
          }
        />
      </div>
    );
  return (
    <div className="jobs-pop">
      {jobs.map((job) => (
        <div key={job.id} className="job-line">
          <div className="job-top">
            <span className="clip">{job.title}</span>
            <span className="muted">{t(job.state)}</span>
          </div>
          <JobBar job={job} size="small" label={job.title} />
          {/* A note says how far a job is; once it is done its result says more. */}
          {(job.error ?? (job.state !== 'done' && job.note)) ? <div className={job.error ? 'warn small' : 'muted small'}>{job.error ?? job.note}</div> : null}
        </div>
      ))}
      <To path="/system/jobs" onClick={close}>
        {t('jobsAll')}
      </To>
    </div>
  );
}
