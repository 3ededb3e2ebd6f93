// How far a job is: a share where the whole is known, otherwise a bar that only says that it is at work.
import { Progress } from 'antd';
import type { Job } from '../api/wire';

type Part = Pick<Job, 'done' | 'total' | 'state'>;
const STATUS = { queued: 'normal', running: 'active', done: 'success', failed: 'exception' } as const;
const percent = (job: Part) => (job.state === 'done' ? 100 : job.total ? Math.floor((job.done / job.total) * 100) : 0);

export function JobBar({ job, label, size = 'medium' }: { job: Part; label: string; size?: 'small' | 'medium' }) {
  if (job.state === 'running' && !job.total)
    return (
      <div className="job-moving" role="progressbar" aria-label={label}>
        <i />
      </div>
    );
  return <Progress percent={percent(job)} status={STATUS[job.state]} size={size} aria-label={label} />;
}
