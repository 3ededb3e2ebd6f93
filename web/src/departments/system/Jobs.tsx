// Background jobs: how far each is, what came of it, and another try for what failed.
import { Button, Empty, Result, Segmented, Skeleton, Tag } from 'antd';
import { RedoOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { query, read } from '../../api/client';
import { sentence } from '../../api/problem';
import { may, useMe } from '../../api/session';
import type { Job, List, Schema } from '../../api/wire';
import { useChange, useSearchState } from '../../frame/address';
import { JobBar } from '../../frame/JobBar';
import { Page } from '../../frame/Page';
import { CreatedNames } from '../../measure/CreatedNames';
import type { Created } from '../../measure/wire';
import { rowActs } from '../../record/acts';
import { labelOf } from '../../record/Cell';
import { moment, thousands } from '../../record/format';
import { metaQ } from '../../record/queries';
import { useActs } from '../../record/useActs';
import { useWords } from './words';

const STATES: Record<string, string> = { all: '', running: 'queued,running', failed: 'failed', done: 'done' };
const TAGS = { queued: 'default', running: 'processing', done: 'success', failed: 'error' } as const;

export default function Jobs() {
  const t = useWords();
  const { show = 'all' } = useSearchState();
  const change = useChange();
  const { data: schema } = useQuery(metaQ('job'));
  return (
    <Page
      title={t('jobs')}
      remark={t('jobsHint')}
      actions={
        <Segmented
          aria-label={t('jobs')}
          value={STATES[show] === undefined ? 'all' : show}
          onChange={(v) => change({ show: v === 'all' ? undefined : v })}
          options={(['all', 'running', 'failed', 'done'] as const).map((value) => ({ value, label: t(value) }))}
        />
      }>
      {schema ? (
        <JobList schema={schema} states={STATES[show] ?? ''} />
      ) : (
        <div className="panel pad">
          <Skeleton active />
        </div>
      )}
    </Page>
  );
}

function JobList({ schema, states }: { schema: Schema; states: string }) {
  const t = useWords();
  const acts = useActs('job', schema);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['records', 'job', 'all', states],
    initialPageParam: '',
    getNextPageParam: (last: List) => last.next ?? undefined,
    queryFn: ({ pageParam }) => read<List>(`/records/job${query({ size: 30, 'f.state': states, after: pageParam })}`),
    // The event stream tells of changes; this only heals a stream that was cut.
    refetchInterval: (q) => (q.state.data?.pages[0]?.items.some((j) => j.state === 'running' || j.state === 'queued') ? 5_000 : false),
  });
  const jobs = (data?.pages.flatMap((p) => p.items) ?? []) as Job[];
  return (
    <div className="panel">
      {error && !data ? (
        <Result
          status="warning"
          title={t('loadFailed')}
          subTitle={sentence(error, t.lang)}
          extra={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
        />
      ) : null}
      {data || error ? null : (
        <div className="pad">
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      )}
      {data && !jobs.length ? (
        <div className="nothing">
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={
              <>
                <b>{t('none')}</b>
                <p>{t('noneHint')}</p>
              </>
            }
          />
        </div>
      ) : null}
      <ul className="jobs">
        {jobs.map((job) => (
          <JobLine key={job.id} job={job} schema={schema} start={acts.start} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="pad">
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
      {acts.dialogs}
    </div>
  );
}

function useDuration() {
  const t = useWords();
  return (from: string, to: string) => {
    const all = Math.max(0, dayjs(to).diff(dayjs(from), 'second'));
    const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
    return h ? t('hours', { h, m }) : m ? t('minutes', { m, s }) : t('seconds', { n: s });
  };
}

/** A job's result is JSON of its kind; the counts that all imports share are worth a line here, and the names that a load made new. */
const COUNTS = ['rows', 'accepted', 'created', 'changed', 'refused'] as const;
const fieldsOf = (result: unknown) => (typeof result === 'object' && result ? result : {}) as Record<string, unknown>;
function countsOf(result: unknown) {
  const given = fieldsOf(result);
  return COUNTS.filter((k) => typeof given[k] === 'number').map((k) => ({ key: k, n: String(given[k]) }));
}
function namesOf(result: unknown): Created[] {
  const { created } = fieldsOf(result);
  return Array.isArray(created) ? (created as Created[]) : [];
}

function JobLine({ job, schema, start }: { job: Job; schema: Schema; start: ReturnType<typeof useActs>['start'] }) {
  const t = useWords();
  const me = useMe();
  const took = useDuration();
  const verbs = may(me, 'job', 'read') ? rowActs(me, 'job', schema, job) : [];
  const when =
    job.finished_at && job.started_at
      ? `${moment(job.started_at)} · ${t('took', { d: took(job.started_at, job.finished_at) })}`
      : job.started_at
        ? t('started', { t: moment(job.started_at) })
        : t('waiting', { t: moment(job.created_at) });
  const owner = labelOf(job, 'owner');
  return (
    <li>
      <div className="job-main">
        <div className="job-head">
          <b>{t.of(job.title)}</b>
          <Tag variant="filled" className="tag" color={TAGS[job.state]}>
            {t(job.state)}
          </Tag>
        </div>
        <div className="muted small num">
          {when}
          {owner ? ` · ${t('by', { w: owner })}` : ''}
        </div>
        {job.error ? (
          <div className="warn small">
            {t('reason')}
            {t.lang === 'zh' ? '：' : ': '}
            {t.of(job.error)}
          </div>
        ) : job.note ? (
          <div className="small">{t.of(job.note)}</div>
        ) : null}
        <div className="job-facts small">
          {countsOf(job.result).map(({ key, n }) => (
            <span key={key}>
              <span className="muted">{t(key)}</span> <span className="num">{thousands(n)}</span>
            </span>
          ))}
        </div>
        <div className="small">
          <CreatedNames created={namesOf(job.result)} />
        </div>
      </div>
      <div className="job-side">
        <JobBar job={job} size="small" label={t.of(job.title)} />
        <div className="muted small num">{job.total && job.state !== 'done' ? `${thousands(String(job.done))} / ${thousands(String(job.total))}` : ' '}</div>
      </div>
      <div className="job-acts">
        {verbs.map((v) => (
          <Button key={v.name} size="small" icon={v.name === 'retry' ? <RedoOutlined aria-hidden /> : null} onClick={() => start(v, job)}>
            {t.of(v)}
          </Button>
        ))}
      </div>
    </li>
  );
}
