// What both pages of progress have in common: the catalogue first, and what is said while there is no answer.
import type { ReactNode } from 'react';
import { Button, Result, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { sentence } from '../../../api/problem';
import { Page } from '../../../frame/Page';
import { catalogueQ } from '../../../measure/queries';
import type { Catalogue } from '../../../measure/wire';
import { useWords } from './words';
import '../sales.css';
import './progress.css';

/** Until it is known what can be asked for, nothing can. */
export function WithCatalogue({ title, children }: { title: string; children: (catalogue: Catalogue) => ReactNode }) {
  const { data, error, refetch } = useQuery(catalogueQ);
  if (data) return children(data);
  return (
    <Page title={title}>
      <div className="panel pad">{error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />}</div>
    </Page>
  );
}

const REFUSED = new Set([400, 404, 422]);

/** A question that has no answer is another matter than one that got none. */
export function Failed({ error, again }: { error: unknown; again: () => void }) {
  const t = useWords();
  const said = sentence(error, t.lang);
  if (REFUSED.has((error as { status?: number }).status ?? 0))
    return <Result status="info" title={t('refused')} subTitle={t('refusedHint', { e: said.replace(/[。.]$/, '') })} />;
  return <Result status="warning" title={t('failed')} subTitle={said} extra={<Button onClick={again}>{t('retry')}</Button>} />;
}

type Reply<T> = { data: T | undefined; error: unknown; isPlaceholderData: boolean; refetch: () => unknown };

/** The answer once it is there; that of the question before stays, paler, until then. */
export function Answer<T>({ reply, children }: { reply: Reply<T>; children: (data: T) => ReactNode }) {
  const { data, error, isPlaceholderData, refetch } = reply;
  if (error && (!data || isPlaceholderData))
    return (
      <div className="panel pad">
        <Failed error={error} again={() => void refetch()} />
      </div>
    );
  if (data === undefined)
    return (
      <div className="panel pad pg-wait" aria-busy="true">
        <Skeleton active title={{ width: '60%' }} paragraph={{ rows: 14 }} />
      </div>
    );
  return (
    <div className={isPlaceholderData ? 'stale' : ''} aria-busy={isPlaceholderData}>
      {children(data)}
    </div>
  );
}
