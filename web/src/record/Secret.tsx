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

export function Secret({ text, close }: { text: string | null; close: () => void }) {
  const t = useWords();
  const { message } = App.useApp();
  const take = async () => {
    if (text && (await copy(text))) void message.success(t('copied'));
  };
  return (
    <Modal
      open={text !== null}
      title={t('secretTitle')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={520}
      footer={
        <Button type="primary" onClick={close}>
          {t('secretKept')}
        </Button>
      }>
      <Alert type="warning" showIcon title={t('secretText')} className="gap" />
      <Space.Compact block>
        <Input id="secret" readOnly value={text ?? ''} aria-label={t('secretTitle')} className="mono" onFocus={(e) => e.target.select()} />
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void take()}>
          {t('copy')}
        </Button>
      </Space.Compact>
    </Modal>
  );
}
