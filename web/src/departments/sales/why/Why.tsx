// Why a figure changed: in three sentences, by its drivers, by its places, and whether it was its own doing.
import { Button, Empty, Result, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { sentence } from '../../../api/problem';
import { useMe } from '../../../api/session';
import { Page } from '../../../frame/Page';
import { useWords as useFrameWords } from '../../../frame/words';
import { catalogueQ } from '../../../measure/queries';
import { useEvidence } from '../../../measure/useEvidence';
import type { Asked } from '../../../measure/Evidence';
import type { Catalogue } from '../../../measure/wire';
import { Closer } from './Closer';
import { Follow } from './Follow';
import { Goods } from './Goods';
import { Head } from './Head';
import { Heat } from './Heat';
import { How } from './How';
import { Items } from './Items';
import { Places } from './Places';
import { Sentences } from './Sentences';
import { useWhy, type Why as Model } from './useWhy';
import { Verdict } from './Verdict';
import { useWords } from './words';
import '../sales.css';
import './why.css';

export default function Why() {
  const t = useWords();
  const { data, error, refetch } = useQuery(catalogueQ);
  if (data) return <Loaded catalogue={data} />;
  return (
    <Page title={t('title')}>
      <div className="panel pad">{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />}</div>
    </Page>
  );
}

const REFUSED = 400;

/** A question that has no answer is another matter than one that got none. */
function Failed({ error, again }: { error: unknown; again: () => void }) {
  const t = useWords();
  const said = sentence(error, t.lang);
  if ((error as { status?: number }).status === REFUSED)
    return <Result status="info" title={t('refused')} subTitle={t('refusedHint', { e: said.replace(/[。.]$/, '') })} />;
  return <Result status="warning" title={t('failed')} subTitle={said} extra={<Button onClick={again}>{t('retry')}</Button>} />;
}

function Loaded({ catalogue }: { catalogue: Catalogue }) {
  const t = useWords();
  const frame = useFrameWords();
  const me = useMe();
  const why = useWhy(catalogue);
  const { show, drawer } = useEvidence();
  return (
    <Page title={t('title')} remark={[t('lead'), me.data_until ? frame('dataUntil', { d: me.data_until }) : ''].filter(Boolean).join(' · ')}>
      <Head why={why} />
      <Body why={why} show={show} />
      {drawer}
    </Page>
  );
}

function Body({ why, show }: { why: Model; show: (asked: Asked) => void }) {
  const { data, error, refetch, isPlaceholderData } = why.asked;
  if (error && (!data || isPlaceholderData))
    return (
      <div className="panel pad">
        <Failed error={error} again={() => void refetch()} />
      </div>
    );
  if (!data)
    return (
      <div className="panel pad why-wait" aria-busy="true">
        <Skeleton active title={{ width: '60%' }} paragraph={{ rows: 14 }} />
      </div>
    );
  const answered = { ...why, answer: data };
  if (data.now === null && data.before === null) return <NoData />;
  return (
    <div className={isPlaceholderData ? 'stale' : ''} aria-busy={isPlaceholderData}>
      <Sentences why={answered} show={show}>
        <Closer why={why} />
      </Sentences>
      <div className="fig-grid">
        <How why={answered} />
        <Verdict answer={data} />
        <Places why={answered} show={show} />
        <Goods why={answered} />
        <Items why={answered} />
        <Heat why={why} />
        <Follow why={why} />
      </div>
    </div>
  );
}

function NoData() {
  const t = useWords();
  const words = (
    <>
      <b>{t('empty')}</b>
      <p>{t('emptyHint')}</p>
    </>
  );
  return (
    <div className="panel nothing-here">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words} />
    </div>
  );
}
