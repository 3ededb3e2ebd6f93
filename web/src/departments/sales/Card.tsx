// A card of a page of figures: its heading, and its body once it is there; its height is kept from the start.
import { useId, type ReactNode } from 'react';
import { Button, Skeleton } from 'antd';
import { sentence } from '../../api/problem';
import { useWords } from './words';

type Asked = { data: unknown; error: unknown; isPlaceholderData?: boolean; refetch: () => unknown };
type Props = { title: string; sub?: ReactNode; extra?: ReactNode; asked: Asked; height?: number; className?: string; children?: ReactNode };

/** `height` in pixels is what the body will need. */
export function Card({ title, sub, extra, asked, height = 272, className = '', children }: Props) {
  const t = useWords();
  const id = useId();
  return (
    <section className={`panel fig-card ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {sub ? <span className="muted small fig-sub">{sub}</span> : null}
        <div className="grow" />
        {extra}
      </header>
      <div
        className={asked.isPlaceholderData ? 'fig-body stale' : 'fig-body'}
        style={{ minHeight: height }}
        aria-busy={!asked.data && !asked.error}
      >
        {asked.error && !asked.data ? (
          <div className="fig-failed" style={{ height }}>
            <span className="warn">{sentence(asked.error, t.lang)}</span>
            <Button onClick={() => void asked.refetch()}>{t('retry')}</Button>
          </div>
        ) : asked.data ? (
          children
        ) : (
          <Skeleton active title={false} paragraph={{ rows: Math.max(3, Math.floor(height / 34)) }} />
        )}
      </div>
    </section>
  );
}

/** What stands in a card that has nothing to show. */
export function Nothing({ text, height = 200 }: { text: string; height?: number }) {
  return (
    <div className="fig-nothing muted" style={{ height }}>
      {text}
    </div>
  );
}
