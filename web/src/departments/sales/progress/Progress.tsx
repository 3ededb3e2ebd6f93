// How far a target is: done beside what is due by now, what each day left must bring, and where the period will end.
import { useQuery } from '@tanstack/react-query';
import { OrderedListOutlined } from '@ant-design/icons';
import { useMe } from '../../../api/session';
import { To } from '../../../frame/address';
import { Page } from '../../../frame/Page';
import { useWords as useFrameWords } from '../../../frame/words';
import { Unofficial } from '../../../measure/Unofficial';
import { useEvidence } from '../../../measure/useEvidence';
import type { Asked as Evidence } from '../../../measure/Evidence';
import type { Catalogue } from '../../../measure/wire';
import { Answer, WithCatalogue } from './Asking';
import { Curve } from './Curve';
import { Days } from './Days';
import { Head } from './Head';
import { Lead } from './Lead';
import { Notes } from './Notes';
import { NoTarget } from './NoTarget';
import { progressQ } from './queries';
import { Tiles } from './Tiles';
import { useAsked } from './useAsked';
import type { Progress as Answered } from './wire';
import { useWords } from './words';

export default function ProgressPage() {
  const t = useWords();
  return <WithCatalogue title={t('progress')}>{(catalogue) => <Loaded catalogue={catalogue} />}</WithCatalogue>;
}

/** Opens the facts behind what is done, over the whole period or on some days of it. */
export type Open = (span?: { from: string; to: string; value: string | null }) => void;

function Loaded({ catalogue }: { catalogue: Catalogue }) {
  const t = useWords();
  const frame = useFrameWords();
  const me = useMe();
  const asked = useAsked(catalogue);
  const reply = useQuery(progressQ(asked.ask));
  const { show, drawer } = useEvidence();
  const plan = reply.data?.plan;
  const remarks = [
    plan && plan.state === 'in_force' ? t('planOf', { p: plan.name, n: plan.edition }) : t('lead'),
    me.data_until ? frame('dataUntil', { d: me.data_until }) : '',
  ];
  const open = (data: Answered): Open => (span) => show(evidenceOf(data, span));
  return (
    <Page
      title={t('progress')}
      remark={remarks.filter(Boolean).join(' · ')}
      actions={
        <To path="/sales/board" search={{ measure: asked.known.name, at: asked.period.at, ...(asked.plan ? { plan: asked.plan } : {}) }} className="pg-to">
          <OrderedListOutlined aria-hidden /> {t('toBoard')}
        </To>
      }
    >
      <Head asked={asked} plan={plan}>{reply.data?.provisional ? <Unofficial year={reply.data.from.slice(0, 4)} /> : null}</Head>
      <Answer reply={reply}>
        {(data) => (
          <>
            {data.standing.target === null ? <NoTarget data={data} asked={asked} /> : <Lead data={data} asked={asked} />}
            <Tiles data={data} open={open(data)} />
            <Notes data={data} />
            {data.days.some((day) => day.done !== null || day.target !== null) || data.standing.target !== null ? (
              <div className="fig-grid">
                <Curve data={data} />
                <Days data={data} open={open(data)} />
              </div>
            ) : null}
          </>
        )}
      </Answer>
      {drawer}
    </Page>
  );
}

function evidenceOf({ measure, query, standing, data_version: at }: Answered, span?: { from: string; to: string; value: string | null }): Evidence {
  const days = span ?? { from: query.from, to: query.to, value: standing.done };
  return { title: measure, unit: measure.unit, measure: query.measure, from: days.from, to: days.to, where: query.where, value: days.value, at };
}
