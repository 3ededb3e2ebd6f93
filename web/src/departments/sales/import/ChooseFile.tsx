// The first step: a file by click or by drop, and how much of it has arrived.
import { Alert, Button, Progress, Upload } from 'antd';
import { InboxOutlined, LoadingOutlined } from '@ant-design/icons';
import { JobBar } from '../../../frame/JobBar';
import { bytes } from '../../../record/format';
import type { WizardModel } from './useWizard';
import { useWords } from './words';

/** How far the server is within a file is not known. */
const READING = { state: 'running', done: 0, total: 0 } as const;

export function ChooseFile({ wizard }: { wizard: WizardModel }) {
  const t = useWords();
  const { sent, looking, wrong } = wizard.state;
  if (sent !== null || looking) return <Waiting wizard={wizard} />;
  return (
    <>
      {wrong ? <Alert type="error" showIcon title={wrong} className="gap" role="alert" /> : null}
      <Upload.Dragger
        accept=".xlsx,.xls,.csv,.txt,.parquet"
        showUploadList={false}
        className="load-drop"
        beforeUpload={(file) => {
          void wizard.begin(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p className="ant-upload-text">{t('drop')}</p>
        <p className="ant-upload-hint">{t('types')}</p>
        <p className="ant-upload-hint">{t('dropHint')}</p>
      </Upload.Dragger>
    </>
  );
}

function Waiting({ wizard }: { wizard: WizardModel }) {
  const t = useWords();
  const { sent, file } = wizard.state;
  const share = Math.round((sent ?? 1) * 100);
  const sending = sent !== null && share < 100;
  const words = sending ? t('sending', { n: share }) : file ? t('lookingAt', { f: file.name, s: bytes(file.size) }) : t('looking');
  return (
    <div className="load-wait" role="status">
      <LoadingOutlined aria-hidden className="load-spin" />
      <b>{words}</b>
      {sending ? <Progress percent={share} showInfo={false} aria-label={words} /> : <JobBar job={READING} label={words} />}
      {sending ? null : <span className="muted small">{t('lookingHint')}</span>}
      <Button onClick={wizard.cancel}>{t(sending ? 'stop' : 'cancel')}</Button>
    </div>
  );
}
