// When the session ends in the middle of work: sign in on the spot, and what was typed is still there.
import { useEffect, useState } from 'react';
import { Button, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { onSignedOut } from '../api/client';
import { meQ, useMe } from '../api/session';
import { SignInForm } from './SignInForm';
import { useWords } from './words';

/** The whole page is left, and with it everything that was asked for the former person. */
const other = () => location.assign('/sign-in');

export function Expired() {
  const t = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    onSignedOut(() => setOpen(true));
    return () => onSignedOut(() => {});
  }, []);
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
