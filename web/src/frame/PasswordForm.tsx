// Changing one's own password: the old one, the new one, and the new one again.
import { useState } from 'react';
import { Alert, Button, Form, Input } from 'antd';
import { changePassword } from '../api/session';
import { placeErrors, Problem, sentence } from '../api/problem';
import { useWords } from './words';

type Fields = { old: string; new: string; again: string };
/** The server decides; this is only the length below which it would refuse anyway. */
export const PASSWORD_CHARS_MIN = 10;

export function PasswordForm({ done, size }: { done: () => void; size?: 'large' }) {
  const t = useWords();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [above, setAbove] = useState<string[]>([]);
  const submit = async (fields: Fields) => {
    setBusy(true);
    setAbove([]);
    try {
      await changePassword(fields.old, fields.new);
      done();
    } catch (error) {
      const placed = placeErrors(error instanceof Problem ? error.body.errors : [], ['old', 'new'], t.lang);
      const wrong = error instanceof Problem && error.status === 401 && !placed.under.length;
      const under = wrong ? [{ name: ['old'], errors: [sentence(error, t.lang)] }] : placed.under;
      form.setFields(under as never);
      setAbove(under.length ? placed.above : [sentence(error, t.lang)]);
      setBusy(false);
    }
  };
  return (
    <Form<Fields> form={form} layout="vertical" requiredMark={false} onFinish={submit} {...(size ? { size } : {})}>
      {above.map((text) => (
        <Alert key={text} type="error" showIcon title={text} style={{ marginBottom: 16 }} />
      ))}
      <Form.Item name="old" label={t('oldPassword')} rules={[{ required: true, message: t('passwordNeeded') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="new"
        label={t('newPassword')}
        validateTrigger="onBlur"
        extra={t('passwordHint', { n: PASSWORD_CHARS_MIN })}
        rules={[
          { required: true, message: t('passwordNeeded') },
          { min: PASSWORD_CHARS_MIN, message: t('passwordHint', { n: PASSWORD_CHARS_MIN }) },
          ({ getFieldValue }) => ({
            validator: (_, v) => (v && v === getFieldValue('old') ? Promise.reject(new Error(t('newSame'))) : Promise.resolve()),
          }),
        ]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('repeatPassword')}
        dependencies={['new']}
        validateTrigger="onBlur"
        rules={[
          { required: true, message: t('passwordNeeded') },
          ({ getFieldValue }) => ({
            validator: (_, v) => (!v || v === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('notSame')))),
          }),
        ]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('changePassword')}
      </Button>
    </Form>
  );
}
