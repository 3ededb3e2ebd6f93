// The top of every page: its name, a remark beside it and its buttons; and the grey shape shown while it loads.
import { useEffect, type ReactNode } from 'react';
import { Skeleton } from 'antd';
import { useWords } from './words';

type Props = { title: string; remark?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Page({ title, remark, actions, children }: Props) {
  const t = useWords();
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        {remark ? <span className="muted remark">{remark}</span> : null}
        {actions ? <div className="page-acts">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}

/** Stands where a page will be, with the same edges, so that nothing jumps when it comes. */
export function PageSkeleton() {
  const t = useWords();
  return (
    <div className="page" role="status" aria-busy="true" aria-label={t('loading')}>
      <div className="page-head">
        <Skeleton.Input active size="small" style={{ width: 120 }} />
      </div>
      <div className="panel pad">
        <Skeleton active paragraph={{ rows: 10 }} title={false} />
      </div>
    </div>
  );
}
