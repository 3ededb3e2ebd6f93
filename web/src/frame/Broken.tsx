// Shown when a page fails: what happened, in words, and the way on.
import { Button, Result, Space, Typography } from 'antd';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Problem, sentence } from '../api/problem';
import { Page } from './Page';
import { useWords } from './words';

type Props = { error: unknown; reset?: ErrorComponentProps['reset'] };

export function Broken({ error, reset }: Props) {
  const t = useWords();
  const router = useRouter();
  const again = () => {
    reset?.();
    void router.invalidate();
  };
  const refused = error instanceof Problem;
  return (
    <Page title={t(refused ? 'notLoaded' : 'broken')}>
      <div className="panel">
        <Result
          status="warning"
          title={refused ? sentence(error, t.lang) : t('broken')}
          subTitle={refused ? null : t('brokenText')}
          extra={
            <Space>
              <Button type="primary" onClick={again}>
                {t('retry')}
              </Button>
              <Button onClick={() => location.assign('/')}>{t('home')}</Button>
            </Space>
          }>
          {refused ? null : (
            <Typography.Paragraph copyable code style={{ maxWidth: 720, margin: '0 auto' }}>
              {error instanceof Error ? error.message : String(error)}
            </Typography.Paragraph>
          )}
        </Result>
      </div>
    </Page>
  );
}
