// A token or first password that the server will never show again: read it, copy it, confirm.
import { Alert, App, Button, Input, Modal, Space } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useWords } from './words';

/** The clipboard exists only on https and localhost; elsewhere the text is selected for Ctrl C. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.querySelector<HTMLInputElement>('#secret');
    box?.select();
    return document.execCommand('copy');
  }
}

/** `of` names what the secret belongs to; `type` is the record that gave it: an account gives a password. */
export function Secret({ text, of = '', type, close }: { text: string | null; of?: string; type: string; close: () => void }) {
  const t = useWords();
  const { message } = App.useApp();
  const take = async () => {
    if (text && (await copy(text))) void message.success(t('copied'));
  };
  return (
    <Modal
      open={text !== null}
      title={
        <>
          {t('secretTitle')}
          {of ? <span className="sub">{of}</span> : null}
        </>
      }
      closable={false}
      keyboard={false}
      destroyOnHidden
      mask={{ closable: false }}
      width={520}
      footer={
        <Button type="primary" onClick={close}>
          {t('secretKept')}
        </Button>
      }>
      <Alert type="warning" showIcon title={t(type === 'user' ? 'secretPassword' : 'secretText')} className="gap" />
      <Space.Compact block>
        <Input id="secret" readOnly value={text ?? ''} aria-label={t('secretTitle')} className="mono" onFocus={(e) => e.target.select()} />
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void take()}>
          {t('copy')}
        </Button>
      </Space.Compact>
    </Modal>
  );
}
