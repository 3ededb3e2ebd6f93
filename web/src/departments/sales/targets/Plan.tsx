// A target plan: its grid, its editions, what may be done to it, and its history.
import { useState } from 'react';
import { Button, Result, Tabs, Tag } from 'antd';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { sentence } from '../../../api/problem';
import type { Schema } from '../../../api/wire';
import { useChange, useGo, useSearchState } from '../../../frame/address';
import { NotFound } from '../../../frame/NotFound';
import { Page, PageSkeleton } from '../../../frame/Page';
import { compile } from '../../../record/compile';
import { metaQ, rowQ } from '../../../record/queries';
import { RecordForm } from '../../../record/RecordForm';
import { RowView } from '../../../record/RowView';
import { useActs } from '../../../record/useActs';
import { useLeave } from '../../../record/useLeave';
import { Editions } from './Editions';
import { PlanActions } from './PlanActions';
import { gridQ } from './queries';
import { SheetPane } from './SheetPane';
import { useSheet } from './useSheet';
import type { Grid, Plan as Row } from './wire';
import { useWords } from './words';
import './targets.css';

const TYPE = 'target_plan';

export default function Plan() {
  const t = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const schema = useQuery(metaQ(TYPE));
  const row = useQuery(rowQ(TYPE, id));
  const plan = row.data as Row | undefined;
  const grid = useQuery({ ...gridQ(id, plan?.version ?? 0), enabled: !!plan });
  const error = schema.error ?? row.error ?? grid.error;
  if (plan && grid.data && grid.data.plan.id === id && schema.data)
    return <Loaded key={id} plan={plan} grid={grid.data} settled={!grid.isPlaceholderData && !grid.isFetching} schema={schema.data} />;
  if (!error) return <PageSkeleton />;
  if ((error as { status?: number }).status === 404) return <NotFound />;
  const again = () => void Promise.all([row.refetch(), grid.refetch()]);
  return (
    <Page title={t('plan')}>
      <div className="panel">
        <Result status="warning" title={t('loadFailed')} subTitle={sentence(error, t.lang)} extra={<Button onClick={again}>{t('retry')}</Button>} />
      </div>
    </Page>
  );
}

type Props = { plan: Row; grid: Grid; settled: boolean; schema: Schema };

function Loaded({ plan, grid, settled, schema }: Props) {
  const t = useWords();
  const go = useGo();
  const change = useChange();
  const { form, tab = 'sheet' } = useSearchState();
  const sheet = useSheet(plan, grid, settled);
  const acts = useActs(
    TYPE,
    schema,
    () => go(`/r/${TYPE}`),
    // A revision is the next edition.
    (next) => go(`/r/${TYPE}/${next.id}`),
  );
  const [chosen, choose] = useState<number[]>([]);
  const leave = useLeave((_, path) => path === `/r/${TYPE}/${plan.id}`);
  if (sheet.count) leave.touch();
  else leave.settle();
  const state = compile(schema, t.lang).find((f) => f.key === 'state')?.options?.find((o) => o.value === plan.state);
  return (
    <Page
      title={plan.name}
      remark={
        <span className="tg-state">
          <span className="num">{plan.code}</span>
          <Tag variant="filled" className="tag" color={state?.status ?? 'default'}>
            {t(plan.ended_at ? 'discarded' : plan.state)}
          </Tag>
          <span>
            {t.of(grid.measure)} · {t('edition', { n: plan.edition })}
          </span>
          {plan.state === 'draft' && plan.reason ? <span className="warn">{t('returned', { r: plan.reason })}</span> : null}
        </span>
      }
      actions={
        <>
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go(`/r/${TYPE}`)}>
            {t('back')}
          </Button>
          <PlanActions plan={plan} schema={schema} sheet={sheet} chosen={chosen} start={acts.start} edit={() => change({ form: plan.id }, true)} />
        </>
      }
    >
      <div className="panel tg-panel">
        <Tabs
          activeKey={tab}
          onChange={(key) => change({ tab: key === 'sheet' ? undefined : key })}
          items={[
            { key: 'sheet', label: t('sheet'), children: <SheetPane sheet={sheet} chosen={chosen} choose={choose} /> },
            { key: 'editions', label: t('editions'), children: <Editions plan={plan} /> },
            { key: 'detail', label: t('detail'), children: <RowView type={TYPE} schema={schema} row={plan} /> },
          ]}
        />
      </div>
      <RecordForm type={TYPE} schema={schema} id={form} close={() => change({ form: undefined })} />
      {acts.dialogs}
    </Page>
  );
}
