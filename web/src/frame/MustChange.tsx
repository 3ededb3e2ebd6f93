// The page between a first sign-in and everything else: set a password of your own.
import { App, Button } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import { meQ } from '../api/session';
import { Brand } from './Brand';
import { PasswordForm } from './PasswordForm';
import { useSignOut } from './useSignOut';
import { useWords } from './words';

export function MustChange() {
  const t = useWords();
  const client = useQueryClient();
  const signOut = useSignOut();
  const { message } = App.useApp();
  const leave = () => void signOut(false).catch((error: unknown) => void message.error(sentence(error, t.lang)));
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
        <Button type="link" block style={{ marginTop: 12 }} onClick={leave}>
          {t('signOut')}
        </Button>
      </div>
    </main>
  );
}
