// When the session ends in the middle of work: sign in on the spot, and what was typed is still there.
import { useEffect, useState } from 'react';
import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { onSignedOut } from '../api/client';
import { forget, meQ, useMe } from '../api/session';
import { SignInForm } from './SignInForm';
import { useWords } from './words';

export function Expired() {
  const t = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    onSignedOut(() => setOpen(true));
    return () => onSignedOut(() => {});
  }, []);
  const other = () => {
    forget(client);
    location.assign('/sign-in');
  };
  return (
    <Modal
      open={open}
      title={t('expired')}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={400}
      zIndex={2000}
      destroyOnHidden>
      <p className="muted">{t('expiredHint')}</p>
      <SignInForm
        account={me.account}
        done={(again) => {
          client.setQueryData(meQ.queryKey, again);
          setOpen(false);
          void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'me' });
        }}
      />
      <Button type="link" block style={{ marginTop: 8 }} onClick={other}>
        {t('otherAccount')}
      </Button>
    </Modal>
  );
}
