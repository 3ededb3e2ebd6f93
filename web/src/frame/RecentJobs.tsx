// The jobs side of the bell: those that are running or have just ended.
import { Empty } from 'antd';
import { read } from '../api/client';
import type { Job, List } from '../api/wire';
import { To } from './address';
import { JobBar } from './JobBar';
import { useWords } from './words';

export const recentJobsQ = { queryKey: ['jobs'], queryFn: () => read<List>('/records/job?size=8').then((list) => list.items as Job[]) };

export function RecentJobs({ jobs, close }: { jobs: Job[]; close: () => void }) {
  const t = useWords();
  if (!jobs.length)
    return (
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
    );
  return (
    <>
      {jobs.map((job) => (
        <div key={job.id} className="bell-line">
          <div className="bell-top">
            <span className="clip">{t.of(job.title)}</span>
            <span className="muted">{t(job.state)}</span>
          </div>
          <JobBar job={job} size="small" label={t.of(job.title)} />
          {/* A note says how far a job is; once it is done its result says more. */}
          {job.error ? (
            <div className="warn small">{t.of(job.error)}</div>
          ) : job.note && job.state !== 'done' ? (
            <div className="muted small">{t.of(job.note)}</div>
          ) : null}
        </div>
      ))}
      <To path="/system/jobs" onClick={close}>
        {t('jobsAll')}
      </To>
    </>
  );
}
