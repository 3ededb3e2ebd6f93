// Account and password; used on the sign-in page and when a session ends in the middle of work.
import { useState } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { signIn } from '../api/session';
import { Problem, sentence } from '../api/problem';
import type { Me } from '../api/wire';
import { useWords } from './words';

type Fields = { account: string; password: string };

export function SignInForm({ account, done }: { account?: string; done: (me: Me) => void }) {
  const t = useWords();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [above, setAbove] = useState('');
  const submit = async (fields: Fields) => {
    setBusy(true);
    setAbove('');
    try {
      done(await signIn(fields.account.trim(), fields.password));
    } catch (error) {
      setBusy(false);
      // A wrong pair is said beside the password; anything else (no network, too many tries) above the form.
      if (error instanceof Problem && error.status === 401) {
        form.setFields([{ name: 'password', errors: [sentence(error, t.lang)] }]);
        form.focusField('password');
      } else setAbove(sentence(error, t.lang));
    }
  };
  return (
    <Form<Fields> form={form} layout="vertical" size="large" requiredMark={false} onFinish={submit} initialValues={{ account }}>
      {above ? <Alert type="error" showIcon title={above} style={{ marginBottom: 16 }} /> : null}
      <Form.Item
        name="account"
        label={t('account')}
        rules={[{ required: true, whitespace: true, message: t('accountNeeded') }]}
        validateTrigger="onSubmit">
        <Input prefix={<UserOutlined aria-hidden className="muted" />} autoComplete="username" autoFocus={!account} disabled={!!account} />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordNeeded') }]} validateTrigger="onSubmit">
        <Input.Password prefix={<LockOutlined aria-hidden className="muted" />} autoComplete="current-password" autoFocus={!!account} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {busy ? t('signingIn') : t('signIn')}
      </Button>
    </Form>
  );
}
