// The bell: what others did that concerns this person, and the background jobs; kept fresh by the server's events.
import { useState } from 'react';
import { App, Badge, Button, Grid, Popover, Segmented } from 'antd';
import { BellOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNews } from '../api/events';
import { may, useMe } from '../api/session';
import type { Job, JobTick } from '../api/wire';
import { RecentJobs, recentJobsQ } from './RecentJobs';
import { Unread, unreadQ } from './Unread';
import { useWords } from './words';

/** Says what came, in a corner; answers what to do on news and when some may have passed unheard. */
function useHeard() {
  const t = useWords();
  const client = useQueryClient();
  const { notification } = App.useApp();
  // What a job changed is not known here, so everything on screen is asked again; what a colleague did changed rows alone.
  const askAgain = () => void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'meta' });
  const moved = (tick: JobTick) => {
    const known = client.getQueryData<Job[]>(recentJobsQ.queryKey)?.find((job) => job.id === tick.id);
    if (known) client.setQueryData<Job[]>(recentJobsQ.queryKey, (old) => old?.map((job) => (job.id === tick.id ? { ...job, ...tick } : job)));
    else void client.invalidateQueries({ queryKey: recentJobsQ.queryKey });
    const ended = tick.state === 'done' || tick.state === 'failed';
    if (!ended || known?.state === tick.state) return;
    const title = known ? t.of(known.title) : t('jobs');
    notification[tick.state === 'done' ? 'success' : 'error']({
      title: t(tick.state === 'done' ? 'jobDone' : 'jobFailed', { t: title }),
      placement: 'bottomRight',
    });
    askAgain();
  };
  const told = () => void client.invalidateQueries({ predicate: (q) => q.queryKey[0] === 'notices' || (q.queryKey[0] === 'records' && q.queryKey[1] !== 'job') });
  return { moved, told, askAgain };
}

export function Bell() {
  const t = useWords();
  const me = useMe();
  const { moved, told, askAgain } = useHeard();
  const narrow = Grid.useBreakpoint().md === false;
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<'notices' | 'jobs'>();
  const shows = { notices: may(me, 'notice', 'read'), jobs: may(me, 'job', 'read') };
  const { data: jobs = [] } = useQuery({ ...recentJobsQ, enabled: shows.jobs });
  const { data: unread } = useQuery({ ...unreadQ, enabled: shows.notices });
  useNews(shows.jobs || shows.notices, (news) => (news.kind === 'job' ? moved(news.tick) : news.kind === 'notice' ? told() : askAgain()));
  if (!shows.jobs && !shows.notices) return null;
  const active = jobs.filter((job) => job.state === 'running' || job.state === 'queued').length;
  const waiting = unread?.count ?? 0;
  // Whoever opens the bell finds what its number speaks of.
  const side = shown ?? (shows.notices && (waiting || !active) ? 'notices' : 'jobs');
  const close = () => setOpen(false);
  const label = [waiting ? t('unread', { n: waiting }) : '', active ? t('jobsRunning', { n: active }) : ''].filter(Boolean).join(t.lang === 'zh' ? '，' : ', ');
  return (
    <Popover
      trigger="click"
      // Below its middle it may move sideways to stay on the screen of a phone.
      placement={narrow ? 'bottom' : 'bottomRight'}
      open={open}
      onOpenChange={(now) => {
        setOpen(now);
        if (now) setShown(undefined);
      }}
      content={
        <div className="bell-pop">
          {shows.notices && shows.jobs ? (
            <Segmented
              block
              aria-label={t('bell')}
              value={side}
              onChange={setShown}
              options={[
                { value: 'notices', label: waiting ? `${t('notices')} ${waiting}` : t('notices') },
                { value: 'jobs', label: active ? `${t('jobs')} ${active}` : t('jobs') },
              ]}
            />
          ) : null}
          {side === 'notices' ? <Unread unread={unread} close={close} /> : <RecentJobs jobs={jobs} close={close} />}
        </div>
      }>
      <Badge count={waiting + active} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined aria-hidden />} aria-label={label || t('bell')} />
      </Badge>
    </Popover>
  );
}
