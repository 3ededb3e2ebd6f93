// Keeping how a file is read under a name, so that the next file of this source is read the same way.
import { useState } from 'react';
import { App, Button, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { write } from '../../../api/client';
import { Problem, sentence } from '../../../api/problem';
import { may, useMe } from '../../../api/session';
import type { Row } from '../../../api/wire';
import { afterWrite } from '../../../record/queries';
import type { Inspection, Profile } from './wire';
import { useWords } from './words';

type Props = { seen: Inspection; file: string; change: (profile: Profile) => void };

export function SaveProfile({ seen, file, change }: Props) {
  const t = useWords();
  const me = useMe();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [saved, setSaved] = useState(seen.saved_profile);
  const [name, setName] = useState(seen.saved_profile?.name ?? (seen.profile.name || file.replace(/\.\w+$/, '')));
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  if (!may(me, 'source_profile', 'create')) return null;
  const save = async () => {
    if (!name.trim()) return setWrong(t('nameNeeded'));
    const body = { name: name.trim(), profile: JSON.stringify({ ...seen.profile, name: name.trim() }) };
    setBusy(true);
    try {
      const row = saved
        ? await write<Row>('PATCH', `/records/source_profile/${saved.id}`, { body })
        : await write<Row>('POST', '/records/source_profile', { body });
      change({ ...seen.profile, name: body.name });
      setSaved({ id: row.id, name: body.name });
      afterWrite(client, 'source_profile', row);
      void message.success(t('savedAs'));
    } catch (error) {
      setWrong(error instanceof Problem && error.body.errors[0] ? error.body.errors[0][t.lang] : sentence(error, t.lang));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="load-save">
      <label htmlFor="load-save-name">{t('save')}</label>
      <div className="load-save-row">
        <Input
          id="load-save-name"
          value={name}
          maxLength={60}
          placeholder={t('saveName')}
          status={wrong ? 'error' : ''}
          aria-invalid={!!wrong}
          aria-describedby="load-save-note"
          onChange={(e) => {
            setName(e.target.value);
            setWrong('');
          }}
          onPressEnter={() => void save()}
        />
        <Button loading={busy} onClick={() => void save()}>
          {t(saved ? 'saveAgain' : 'saveNow')}
        </Button>
      </div>
      <div id="load-save-note" className={wrong ? 'warn small' : 'muted small'}>
        {wrong || t('saveHint')}
      </div>
    </div>
  );
}
