// Doing a verb: its question and its form in one dialog, made from what the server says about it.
import { useMemo, useState } from 'react';
import { Alert, App, Form, Modal, type FormInstance } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { placeErrors, Problem, sentence } from '../api/problem';
import type { Row, Schema, Verb } from '../api/wire';
import { Cell, empty } from './Cell';
import { act, END, secretOf, withoutSecret, type Reply } from './acts';
import { creation } from './changes';
import { compile, headingOf, type Field } from './compile';
import { FormField } from './FormField';
import { onCtrlEnter } from './keys';
import { afterWrite } from './queries';
import { useWords, type Words } from './words';

export type Doing = { verb: Verb; row?: Row };
type Props = { type: string; schema: Schema; doing: Doing | null; close: () => void; acted: Acted };

export const needsDialog = (verb: Verb) => !!verb.request || !!verb.confirm || !!verb.danger;

/** What follows every act, whether it had a dialog or not. */
export type Acted = ReturnType<typeof useActed>;
export function useActed(type: string, secret: (text: string) => void, left: () => void, came?: (row: Row) => void) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  return (verb: Verb, row: Row | undefined, reply: Reply | undefined) => {
    // An ended row may be gone for good; whoever looks at it goes back to where it was listed.
    if (verb === END) left();
    const now = reply?.id && reply.version !== undefined ? withoutSecret(reply as Row) : undefined;
    afterWrite(client, type, now, verb === END ? row?.id : undefined);
    // An act on one row that answers another has made it: whoever looks at the one goes on with the other.
    if (row && now && now.id !== row.id) came?.(now);
    const shown = secretOf(reply);
    if (shown) secret(shown);
    else void message.success(saidOf(verb, reply, t));
  };
}

/** What came of an act: an ended row can be reopened, unless it was deleted. */
function saidOf(verb: Verb, reply: Reply | undefined, t: Words): string {
  if (reply?.job) return t('jobStarted');
  if (reply?.gone !== undefined) return t(reply.gone ? 'wasDeleted' : 'wasEnded');
  return t('acted', { v: t.of(verb) });
}

export function VerbDialog({ type, schema, doing, close, acted }: Props) {
  return doing ? (
    <Dialog key={doing.verb.name + (doing.row?.id ?? '')} type={type} schema={schema} doing={doing} close={close} acted={acted} />
  ) : null;
}

type Sending = {
  type: string;
  verb: Verb;
  row: Row | undefined;
  form: FormInstance;
  fields: Field[];
  acted: Acted;
  done: () => void;
};
/** Sends the form of a verb; a refusal stands under its field or above them all. */
function useSubmit({ type, verb, row, form, fields, acted, done }: Sending) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [above, setAbove] = useState<string[]>([]);
  const submit = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    setBusy(true);
    setAbove([]);
    try {
      const reply = await act(type, verb, row, creation(fields, values as Record<string, unknown>));
      done();
      acted(verb, row, reply);
    } catch (error) {
      const errors = error instanceof Problem ? error.body.errors : [];
      const keys = fields.map((f) => f.key);
      const placed = placeErrors(errors, keys, t.lang);
      form.setFields(placed.under as never);
      setAbove(placed.under.length ? placed.above : [sentence(error, t.lang)]);
      setBusy(false);
    }
  };
  return { busy, above, submit };
}

function Dialog({ type, schema, doing: { verb, row }, close, acted }: Omit<Props, 'doing'> & { doing: Doing }) {
  const t = useWords();
  const [form] = Form.useForm();
  const [open, setOpen] = useState(true);
  const fields = useMemo(() => (verb.request ? compile(verb.request, t.lang) : []), [verb, t.lang]);
  const { busy, above, submit } = useSubmit({ type, verb, row, form, fields, acted, done: () => setOpen(false) });
  const start = useMemo(() => Object.fromEntries(fields.map((f) => [f.key, f.schema.default ?? (f.kind === 'bool' ? false : undefined)])), [fields]);
  const heading = row ? headingOf(schema, row, t.lang) : '';
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      afterClose={close}
      title={
        verb === END ? (
          t('endSure', { t: heading })
        ) : (
          <>
            {t.of(verb)}
            {heading ? <span className="sub">{heading}</span> : null}
          </>
        )
      }
      okText={t.of(verb)}
      cancelText={t('cancel')}
      onOk={() => void submit()}
      confirmLoading={busy}
      okButtonProps={{ danger: !!verb.danger }}
      width={520}>
      {verb.confirm ? <p>{t.of(verb.confirm)}</p> : null}
      {row && verb.shows ? <Shown type={type} schema={schema} row={row} name={verb.shows} /> : null}
      {above.map((text) => (
        <Alert key={text} type="error" showIcon title={text} className="gap" />
      ))}
      {fields.length ? (
        <Form form={form} layout="vertical" initialValues={start} disabled={busy} onKeyDown={onCtrlEnter(() => void submit())}>
          <div className="form-grid one">
            {fields.map((f) => (
              <FormField key={f.key} field={f} editing={false} />
            ))}
          </div>
        </Form>
      ) : (
        <Form form={form} />
      )}
    </Modal>
  );
}

/** The field of the row that the question is about. */
function Shown({ type, schema, row, name }: { type: string; schema: Schema; row: Row; name: string }) {
  const t = useWords();
  const field = compile(schema, t.lang).find((f) => f.key === name);
  return field ? (
    <div className="asked-about">
      <div className="muted small">{field.title}</div>
      {empty(row[name]) ? t(Array.isArray(row[name]) ? 'shownNone' : 'shownUnknown') : <Cell field={field} row={row} type={type} />}
    </div>
  ) : null;
}
