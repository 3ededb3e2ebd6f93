// One report: read with every figure open to its evidence, written around them, submitted, returned, accepted, printed.
import { useMemo } from 'react';
import { Button, Result, Tag } from 'antd';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Problem, sentence } from '../../api/problem';
import { may, useMe } from '../../api/session';
import type { Schema } from '../../api/wire';
import { useGo } from '../../frame/address';
import { NotFound } from '../../frame/NotFound';
import { Page, PageSkeleton } from '../../frame/Page';
import { useEvidence } from '../../measure/useEvidence';
import { compile } from '../../record/compile';
import { metaQ } from '../../record/queries';
import { useLeave } from '../../record/useLeave';
import { evidenceOf, PaperContext, type Paper as Shared } from './context';
import { Paper } from './Paper';
import { ReportActions } from './ReportActions';
import { documentQ, useWriting, type WritingModel } from './useWriting';
import type { Document, State } from './wire';
import { useWords } from './words';
import './report.css';

const INK: Record<State, string> = { draft: 'default', submitted: 'processing', returned: 'warning', accepted: 'success' };
const OPEN = new Set<State>(['draft', 'returned']);

export default function Report() {
  const t = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const schema = useQuery(metaQ('report'));
  const document = useQuery(documentQ(id));
  const error = document.error ?? schema.error;
  if (document.data && schema.data) return <Loaded key={id} id={id} document={document.data} schema={schema.data} />;
  if (!error) return <PageSkeleton />;
  if ((error as { status?: number }).status === 404) return <NotFound />;
  return (
    <Page title={t('report')}>
      <div className="panel">
        <Result
          status="warning"
          title={t('loadFailed')}
          subTitle={sentence(error, t.lang)}
          extra={<Button onClick={() => void document.refetch()}>{t('retry')}</Button>}
        />
      </div>
    </Page>
  );
}

function Loaded({ id, document, schema }: { id: string; document: Document; schema: Schema }) {
  const t = useWords();
  const go = useGo();
  const me = useMe();
  const { show, drawer } = useEvidence();
  const writing = useWriting(id, document);
  const leave = useLeave(() => false);
  if (writing.state.status === 'saved') leave.settle();
  else leave.touch();
  const editing = OPEN.has(document.state) && may(me, 'report', 'edit');
  const shared = useMemo((): Shared => {
    const known = new Map(document.figures.map((figure) => [figure.id, figure]));
    return { document, figure: (name) => known.get(name), open: (figure) => show(evidenceOf(figure, document.data_version)) };
  }, [document, show]);
  const states = compile(schema, t.lang).find((f) => f.key === 'state')?.options;
  return (
    <PaperContext value={shared}>
      <Page
        title={t.of(document.title)}
        remark={
          <span className="report-state">
            {t.of(document.subtitle)}
            <Tag variant="filled" color={INK[document.state]} className="tag">
              {states?.find((o) => o.value === document.state)?.label ?? document.state}
            </Tag>
            {editing ? <Saved writing={writing} /> : null}
            {document.state === 'submitted' || document.state === 'accepted' ? <span>{t(`about_${document.state}`)}</span> : null}
          </span>
        }
        actions={
          <>
            <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => go('/r/report')}>
              {t('back')}
            </Button>
            <ReportActions id={id} schema={schema} writing={writing} />
          </>
        }
      >
        <Paper writing={writing} editing={editing} />
      </Page>
      {drawer}
    </PaperContext>
  );
}

/** Whether the author's words are safe. */
function Saved({ writing }: { writing: WritingModel }) {
  const t = useWords();
  const { status, wrong } = writing.state;
  if (status !== 'failed') {
    return (
      <span className={status === 'conflict' ? 'warn' : 'muted'} role="status">
        {t(status)}
      </span>
    );
  }
  return (
    <span className="warn" role="alert">
      {t('failed')}
      {t.lang === 'zh' ? '：' : ': '}
      {(wrong instanceof Problem && wrong.body.errors[0]?.[t.lang]) || sentence(wrong, t.lang)}
      <Button type="link" size="small" onClick={() => void writing.flush()}>
        {t('retry')}
      </Button>
    </span>
  );
}
