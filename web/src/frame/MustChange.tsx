// The page between a first sign-in and everything else: set a password of your own.
import { App, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { forget, meQ, signOut } from '../api/session';
import { Brand } from './Brand';
import { PasswordForm } from './PasswordForm';
import { useGo } from './address';
import { useWords } from './words';

export function MustChange() {
  const t = useWords();
  const client = useQueryClient();
  const go = useGo();
  const { message } = App.useApp();
  const leave = async () => {
    await signOut(false).catch(() => undefined);
    forget(client);
    go('/sign-in');
  };
  return (
    <main className="door-main alone">
      <div className="door-form">
        <Brand />
        <h1>{t('mustChange')}</h1>
        <p className="muted">{t('mustChangeText')}</p>
        <PasswordForm
          size="large"
          done={() => {
            void message.success(t('passwordChanged'));
            void client.invalidateQueries({ queryKey: meQ.queryKey });
          }}
        />
        <Button type="link" block style={{ marginTop: 12 }} onClick={() => void leave()}>
          {t('signOut')}
        </Button>
      </div>
    </main>
  );
}
