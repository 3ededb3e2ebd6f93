// Putting a file or photo on a record: it is uploaded at once, the record keeps its id.
import { useState } from 'react';
import { App, Button, Upload } from 'antd';
import { DeleteOutlined, UploadOutlined } from '@ant-design/icons';
import { write } from '../api/client';
import { sentence } from '../api/problem';
import type { StoredFile } from '../api/wire';
import { Thumb } from './Thumb';
import { useWords } from './words';

type Props = {
  id?: string;
  many?: boolean;
  disabled?: boolean;
  value?: string | string[] | null;
  onChange?: (value: string | string[] | null) => void;
  'aria-label'?: string;
};

export function FileInput({ many, value, onChange, disabled, ...rest }: Props) {
  const t = useWords();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [names, setNames] = useState<Record<string, string>>({});
  const ids = value === null || value === undefined ? [] : [value].flat();
  const give = (next: string[]) => onChange?.(many ? next : (next[0] ?? null));
  const send = async (file: File) => {
    const body = new FormData();
    body.append('file', file);
    setBusy(true);
    try {
      const stored = await write<StoredFile>('POST', '/files', { body });
      setNames((old) => ({ ...old, [stored.id]: stored.name }));
      give(many ? [...ids, stored.id] : [stored.id]);
    } catch (error) {
      void message.error(t('uploadFailed', { e: sentence(error, t.lang) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="files">
      {ids.map((id, i) => (
        <div key={id} className="file-row">
          <Thumb id={id} />
          <a className="clip grow" href={`/api/files/${id}`} target="_blank" rel="noreferrer">
            {names[id] ?? `${t('file')}${many ? ` ${i + 1}` : ''}`}
          </a>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('removeFile')}
            disabled={!!disabled}
            onClick={() => give(ids.filter((x) => x !== id))}
          />
        </div>
      ))}
      {many || !ids.length ? (
        <Upload
          showUploadList={false}
          disabled={!!disabled || busy}
          beforeUpload={(file) => {
            void send(file);
            return false;
          }}>
          <Button {...rest} icon={<UploadOutlined aria-hidden />} loading={busy}>
            {busy ? t('uploading') : t('upload')}
          </Button>
        </Upload>
      ) : null}
    </div>
  );
}
