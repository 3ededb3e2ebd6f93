// The round picture in the corner: who is signed in, the password, and signing out.
import { useState } from 'react';
import { App, Avatar, Button, Dropdown, Modal } from 'antd';
import { LockOutlined, LogoutOutlined, PoweroffOutlined } from '@ant-design/icons';
import { useMe } from '../api/session';
import { sentence } from '../api/problem';
import { PasswordForm } from './PasswordForm';
import { useSignOut } from './useSignOut';
import { useWords } from './words';

/** A Chinese person is known by the given name, the last two characters; a longer name is a title and keeps its first two. */
export function shortName(name: string): string {
  const letters = [...name];
  if (!/[\u4e00-\u9fff]/.test(name)) return name.slice(0, 2).toUpperCase();
  return (letters.length > 4 ? letters.slice(0, 2) : letters.slice(-2)).join('');
}

export function AccountMenu() {
  const t = useWords();
  const me = useMe();
  const signOut = useSignOut();
  const { modal, message } = App.useApp();
  const [password, setPassword] = useState(false);
  const leave = (all: boolean) => signOut(all).catch((error: unknown) => void message.error(sentence(error, t.lang)));
  const everywhere = () =>
    void modal.confirm({
      title: t('signOutAllSure'),
      content: t('signOutAllText'),
      okText: t('signOutAll'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => leave(true),
    });
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          onClick: ({ key }) => {
            if (key === 'password') setPassword(true);
            else if (key === 'out') void leave(false);
            else everywhere();
          },
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <div className="who">
                  <b>{me.name}</b>
                  <span>{[me.account, me.company].filter(Boolean).join(' · ')}</span>
                </div>
              ),
            },
            { type: 'divider' },
            { key: 'password', icon: <LockOutlined aria-hidden />, label: t('changePassword') },
            { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('signOut') },
            { key: 'all', icon: <PoweroffOutlined aria-hidden />, label: t('signOutAll'), danger: true },
          ],
        }}>
        <Button type="text" shape="circle" className="avatar" aria-label={`${t('account')} ${me.name}`}>
          <Avatar size={32}>{shortName(me.name)}</Avatar>
        </Button>
      </Dropdown>
      <Modal title={t('changePassword')} open={password} onCancel={() => setPassword(false)} footer={null} destroyOnHidden width={420}>
        <PasswordForm
          done={() => {
            setPassword(false);
            void message.success(t('passwordChanged'));
          }}
        />
      </Modal>
    </>
  );
}
