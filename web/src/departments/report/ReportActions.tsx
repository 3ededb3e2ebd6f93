// What may be done with a report now: hand it in, accept it, give it back, draft it anew, take it away as a file.
import { useState } from 'react';
import { Button, Drawer, Dropdown } from 'antd';
import { DownloadOutlined, HistoryOutlined, MoreOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { query } from '../../api/client';
import { useMe } from '../../api/session';
import type { Row, Schema, Verb } from '../../api/wire';
import { rowActs } from '../../record/acts';
import { compile, headingOf } from '../../record/compile';
import { useDownload } from '../../record/DownloadButton';
import { History } from '../../record/History';
import { rowQ } from '../../record/queries';
import { useActs } from '../../record/useActs';
import type { WritingModel } from './useWriting';
import { useWords } from './words';

const FORMATS = ['pdf', 'docx', 'xlsx'] as const;
/** The act that moves the report on is the button in colour. */
const FORWARD = new Set(['submit', 'accept']);
/** The other answer to a report that was handed in stands beside it. */
const BACK = 'return';
type Props = { id: string; schema: Schema; writing: WritingModel };

export function ReportActions({ id, schema, writing }: Props) {
  const t = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [history, setHistory] = useState(false);
  const { data: row } = useQuery(rowQ('report', id));
  const acts = useActs('report', schema);
  const verbs = row ? rowActs(me, 'report', schema, row).filter((v) => v.name !== 'end') : [];
  // What is being typed goes first; an act on older words would be refused.
  const start = async (verb: Verb) => {
    if (!(await writing.flush())) return;
    const now = client.getQueryData(rowQ('report', id).queryKey) as Row | undefined;
    if (now) acts.start(verb, now);
  };
  const forward = verbs.find((v) => FORWARD.has(v.name));
  const back = verbs.find((v) => v.name === BACK);
  const rest = verbs.filter((v) => v !== forward && v !== back);
  return (
    <>
      <Download id={id} name={row && schema ? headingOf(schema, row, t.lang) : 'report'} />
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...rest.map((v) => ({ key: v.name, label: t.of(v), danger: !!v.danger, onClick: () => void start(v) })),
            { key: 'history', icon: <HistoryOutlined aria-hidden />, label: t('history'), onClick: () => setHistory(true) },
          ],
        }}
      >
        <Button icon={<MoreOutlined aria-hidden />} aria-label={t('acts')} />
      </Dropdown>
      {back ? <Button onClick={() => void start(back)}>{t.of(back)}</Button> : null}
      {forward ? (
        <Button type="primary" onClick={() => void start(forward)}>
          {t.of(forward)}
        </Button>
      ) : null}
      <Drawer open={history} onClose={() => setHistory(false)} title={t('history')} size={480} destroyOnHidden>
        <History type="report" id={id} fields={compile(schema, t.lang)} row={row} />
      </Drawer>
      {acts.dialogs}
    </>
  );
}

function Download({ id, name }: { id: string; name: string }) {
  const t = useWords();
  const { busy, start } = useDownload();
  const items = FORMATS.map((format) => ({
    key: format,
    label: t(format),
    onClick: () => start(`/records/report/${id}/do/print${query({ format, lang: t.lang })}`, `${name}.${format}`),
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button icon={<DownloadOutlined aria-hidden />} loading={busy}>
        {t('download')}
      </Button>
    </Dropdown>
  );
}
