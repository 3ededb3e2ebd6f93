// Importing a workbook in three steps: choose a file, see what it would do and what is wrong cell by cell, confirm.
import { useState } from 'react';
import { Alert, App, Button, Grid, Modal, Steps, Table, Tabs, Upload } from 'antd';
import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { query, write } from '../api/client';
import { sentence } from '../api/problem';
import type { CellError, ImportReport, Row, Schema } from '../api/wire';
import { Cell } from './Cell';
import { compile, nameOf } from './compile';
import { DownloadButton } from './DownloadButton';
import { thousands, widthOf } from './format';
import { afterWrite } from './queries';
import { useWords } from './words';

/** `filled` are codes by field, for rows of the file that say nothing of them. */
type Props = { type: string; schema: Schema; open: boolean; close: () => void; filled?: Record<string, string> };
const SHOWN = 20;
const count = (n: number) => thousands(String(n));

export function ImportDialog(props: Props) {
  const t = useWords();
  return (
    <Modal
      open={props.open}
      onCancel={props.close}
      title={t('importOf', { r: nameOf(props.schema, t.lang) })}
      footer={null}
      width={860}
      destroyOnHidden
      mask={{ closable: false }}>
      <ImportSteps {...props} />
    </Modal>
  );
}

/** The chosen file on its way: sent once to be judged, and once more to be written. */
function useImport({ type, close, filled = {} }: Props) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const fills = Object.fromEntries(Object.entries(filled).map(([field, code]) => [`fill.${field}`, code]));
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const send = async (chosen: File, dry: boolean) => {
    const body = new FormData();
    body.append('file', chosen);
    setBusy(true);
    setWrong('');
    try {
      const next = await write<ImportReport>('POST', `/records/${type}/import${query({ ...(dry ? { dry_run: '1' } : {}), ...fills })}`, { body });
      if (dry || next.refused) {
        setReport(next);
        return;
      }
      afterWrite(client, type);
      void message.success(t('importDone', { a: next.created, b: next.changed }));
      close();
    } catch (error) {
      setWrong(sentence(error, t.lang));
    } finally {
      setBusy(false);
    }
  };
  const again = () => {
    setFile(null);
    setReport(null);
    setWrong('');
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    void send(chosen, true);
  };
  const confirm = () => {
    if (file) void send(file, false);
  };
  return { report, busy, wrong, again, choose, confirm };
}

function ImportSteps(props: Props) {
  const t = useWords();
  const { type, schema } = props;
  const { report, busy, wrong, again, choose, confirm } = useImport(props);
  const good = report && !report.refused && report.created + report.changed > 0;
  return (
    <div className="import">
      <Steps
        size="small"
        responsive={false}
        current={report ? 1 : 0}
        items={[{ title: t('importStep1') }, { title: t('importStep2') }, { title: t('importStep3') }]}
      />
      {wrong ? <Alert type="error" showIcon title={wrong} className="gap" /> : null}
      {report ? (
        <Report schema={schema} report={report} />
      ) : (
        <Choose type={type} name={`${nameOf(schema, t.lang)}.xlsx`} busy={busy} choose={choose} />
      )}
      {report ? (
        <div className="modal-foot">
          <Button onClick={again}>{t('importAgain')}</Button>
          <Button type="primary" disabled={!good} loading={busy} onClick={confirm}>
            {t('importConfirm', { a: count(report.created), b: count(report.changed) })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Choose({ type, name, busy, choose }: { type: string; name: string; busy: boolean; choose: (file: File) => void }) {
  const t = useWords();
  return (
    <>
      <p className="import-hint">
        <span className="muted">{t('importHint')}</span>
        <DownloadButton icon={<DownloadOutlined aria-hidden />} path={`/records/${type}/template.xlsx`} name={name}>
          {t('template')}
        </DownloadButton>
      </p>
      <Upload.Dragger
        accept=".xlsx,.xls,.csv"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(f) => {
          choose(f);
          return false;
        }}>
        <p className="ant-upload-drag-icon">
          <InboxOutlined aria-hidden spin={busy} />
        </p>
        <p className="ant-upload-text">{busy ? t('importReading') : t('importDrop')}</p>
        <p className="ant-upload-hint">{t('importTypes')}</p>
      </Upload.Dragger>
    </>
  );
}

function Report({ schema, report }: { schema: Schema; report: ImportReport }) {
  const t = useWords();
  const n = count(report.rows);
  const note = report.refused ? (
    <Alert type="error" showIcon title={t('importAllOrNothing', { n })} />
  ) : report.rows && !report.created && !report.changed ? (
    <Alert type="info" showIcon title={t('importNothing', { n })} />
  ) : report.rows ? (
    <Alert type="success" showIcon title={t('importReady', { n })} />
  ) : (
    <Alert type="warning" showIcon title={t('importEmpty')} />
  );
  const tiles: [string, number, string][] = [
    [t('importNew'), report.created, ''],
    [t('importChange'), report.changed, ''],
    [t('importSame'), Math.max(0, report.rows - report.created - report.changed - report.refused), ''],
    [t('importRefused'), report.refused, report.refused ? 'warn' : ''],
  ];
  return (
    <>
      <div className="tiles">
        {tiles.map(([label, rows, mood]) => (
          <div key={label}>
            <span className="muted">{label}</span>
            <b className={`num ${mood}`}>{count(rows)}</b>
          </div>
        ))}
      </div>
      {note}
      {report.ignored.length ? (
        <Alert type="warning" showIcon className="gap" title={t('importIgnored', { c: report.ignored.join(t.lang === 'zh' ? '、' : ', ') })} />
      ) : null}
      <Tabs
        items={[
          ...(report.errors.length
            ? [{ key: 'errors', label: `${t('importErrors')} (${report.errors.length})`, children: <Errors errors={report.errors} /> }]
            : []),
          ...(report.preview.length
            ? [
                {
                  key: 'preview',
                  label: t('importPreview', { n: Math.min(SHOWN, report.preview.length) }),
                  children: <Preview schema={schema} rows={report.preview.slice(0, SHOWN)} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function Errors({ errors }: { errors: CellError[] }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const many = new Set(errors.map((e) => e.sheet)).size > 1;
  const value = (e: CellError) => e.value || <span className="muted">{t('emptied')}</span>;
  const why = (e: CellError) => <span className="warn">{e[t.lang]}</span>;
  const columns = [
    ...(many ? [{ title: t('sheet'), dataIndex: 'sheet', width: 110 }] : []),
    { title: t('row'), dataIndex: 'row', width: 64, className: 'num' },
    { title: t('column'), dataIndex: 'column', width: 120 },
    { title: t('value'), key: 'value', width: 140, render: (_: unknown, e: CellError) => value(e) },
    { title: t('reason'), key: 'why', render: (_: unknown, e: CellError) => why(e) },
  ];
  // A phone has no room for columns: where, what and why stand below each other.
  const narrow = [
    { title: t('row'), dataIndex: 'row', width: 56, className: 'num' },
    {
      title: t('reason'),
      key: 'why',
      render: (_: unknown, e: CellError) => (
        <>
          <div>
            {many ? `${e.sheet ?? ''} · ` : ''}
            {e.column} · {value(e)}
          </div>
          {why(e)}
        </>
      ),
    },
  ];
  return (
    <Table<CellError>
      size="small"
      rowKey={(e) => `${e.sheet}/${e.row}/${e.column}/${e.zh}`}
      dataSource={errors}
      pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
      {...(wide ? { scroll: { x: 560 } } : {})}
      columns={wide ? columns : narrow}
    />
  );
}

function Preview({ schema, rows }: { schema: Schema; rows: Record<string, unknown>[] }) {
  const { lang } = useWords();
  const fields = compile(schema, lang)
    .filter((f) => rows.some((row) => row[f.key] !== undefined && row[f.key] !== null))
    .slice(0, 12);
  const data = rows.map((row, i) => ({ ...row, _at: i }));
  return (
    <Table
      size="small"
      rowKey="_at"
      dataSource={data}
      pagination={false}
      scroll={{ x: 'max-content', y: 280 }}
      columns={fields.map((f) => ({
        key: f.key,
        title: f.title,
        width: Math.max(100, widthOf(f.title) + 28),
        ellipsis: true,
        render: (_: unknown, row: object) => <Cell field={f} row={row as Row} />,
      }))}
    />
  );
}
