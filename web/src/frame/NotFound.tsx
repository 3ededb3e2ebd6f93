// Shown when an address leads nowhere, or to something this person may not see.
import { Button, Result } from 'antd';
import { useGo } from './address';
import { Page } from './Page';
import { useWords } from './words';

export function NotFound() {
  const t = useWords();
  const go = useGo();
  return (
    <Page title={t('notFound')}>
      <div className="panel">
        <Result
          icon={<Signpost />}
          title={null}
          subTitle={t('notFoundText')}
          extra={
            <Button type="primary" onClick={() => go('/')}>
              {t('home')}
            </Button>
          }
        />
      </div>
    </Page>
  );
}

export function Forbidden() {
  const t = useWords();
  const go = useGo();
  return (
    <Page title={t('forbidden')}>
      <div className="panel">
        <Result
          icon={<Signpost />}
          title={null}
          subTitle={t('forbiddenText')}
          extra={
            <Button type="primary" onClick={() => go('/')}>
              {t('home')}
            </Button>
          }
        />
      </div>
    </Page>
  );
}

const Signpost = () => (
  <svg width="96" height="80" viewBox="0 0 96 80" fill="none" aria-hidden="true">
    <rect x="8" y="10" width="62" height="20" rx="6" fill="var(--ant-color-primary-bg)" stroke="var(--ant-color-primary-border)" />
    <path d="M70 10l14 10-14 10" fill="var(--ant-color-primary-bg)" stroke="var(--ant-color-primary-border)" strokeLinejoin="round" />
    <rect x="26" y="38" width="56" height="16" rx="6" fill="var(--ant-color-fill-tertiary)" stroke="var(--ant-color-border)" />
    <path d="M48 30v8m0 16v20M36 74h24" stroke="var(--ant-color-border)" strokeWidth="3" strokeLinecap="round" />
  </svg>
);
