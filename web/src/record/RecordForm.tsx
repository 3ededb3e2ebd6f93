// The form of a record in a drawer: for a new row or a change, made from the schema alone.
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Alert, Button, Drawer, Form, Grid, Result, Skeleton, Space, type FormInstance } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/session';
import { sentence } from '../api/problem';
import type { Row, Schema } from '../api/wire';
import { specialOf } from '../frame/door';
import { useSite } from '../frame/site';
import { compile, grouped, headingOf, metaOf, oneOf, type Field } from './compile';
import { Conflict } from './Conflict';
import { FormField } from './FormField';
import { onCtrlEnter } from './keys';
import { rowQ } from './queries';
import { Secret } from './Secret';
import { useLeave } from './useLeave';
import { useSave } from './useSave';
import { useWords } from './words';

type Props = { type: string; schema: Schema; id: string | undefined; close: () => void };
/** The first control of the form that can be filled in. */
const FIRST = '.drawer-scroll :is(input, textarea):not(:disabled)';
type Told = { text: string; of: string };

/** `id` is undefined when closed, "new" for a new row. */
export function RecordForm({ type, schema, id, close }: Props) {
  const t = useWords();
  const editing = id !== undefined && id !== 'new';
  const wide = Grid.useBreakpoint().md !== false;
  // The secret of a new row outlives the form: it is told after the form has closed.
  const [told, setTold] = useState<Told | null>(null);
  const { data: row } = useQuery({ ...rowQ(type, id ?? ''), enabled: editing });
  const title = (
    <>
      {t(editing ? 'editOf' : 'newOf', { r: oneOf(schema, t.lang) })}
      {row && editing ? <span className="sub">{headingOf(schema, row, t.lang)}</span> : null}
    </>
  );
  return (
    <>
      <Drawer
        title={title}
        open={id !== undefined}
        onClose={close}
        size={wide ? 760 : '100%'}
        destroyOnHidden
        styles={{ body: { padding: 0 } }}
        // Whoever makes a row begins to type; on a phone the keyboard would cover the form.
        afterOpenChange={(open) => {
          if (open && wide && id === 'new') document.querySelector<HTMLElement>(FIRST)?.focus();
        }}>
        {editing ? <Fresh key={id} type={type} schema={schema} id={id} close={close} /> : null}
        {id === 'new' ? <Body type={type} schema={schema} row={undefined} close={close} tell={setTold} /> : null}
      </Drawer>
      <Secret text={told?.text ?? null} of={told?.of ?? ''} type={type} close={() => setTold(null)} />
    </>
  );
}

/** A row is edited as the server has it now, not as some list remembered it. */
function Fresh({ type, schema, id, close }: Props & { id: string }) {
  const t = useWords();
  const { data: row, error, isFetchedAfterMount } = useQuery({ ...rowQ(type, id), refetchOnMount: 'always' });
  if (row && isFetchedAfterMount) return <Body type={type} schema={schema} row={row} close={close} />;
  return error ? <Result status="warning" title={sentence(error, t.lang)} /> : <Skeleton active paragraph={{ rows: 12 }} className="pad" />;
}

function startValues(fields: Field[], row: Row | undefined, siteField: string | null | undefined, site: string | undefined) {
  if (row) return row;
  const own = (f: Field) =>
    f.schema.default ?? (f.key === siteField ? site : undefined) ?? (f.kind === 'lines' && f.schema.minItems ? [{}] : undefined);
  return Object.fromEntries(fields.map((f) => [f.key, own(f)]));
}

type BodyProps = { type: string; schema: Schema; row: Row | undefined; close: () => void; tell?: (told: Told) => void };

function Body({ type, schema, row: now, close, tell }: BodyProps) {
  const t = useWords();
  const me = useMe();
  const { site } = useSite();
  const [form] = Form.useForm();
  const fields = useMemo(() => compile(schema, t.lang), [schema, t.lang]);
  const meta = metaOf(schema);
  // What the form starts from stays: a later answer must not move the ground under the typing.
  const [row] = useState(now);
  const [start] = useState(() => startValues(fields, row, meta.site, site?.id ?? (me.sites.length === 1 ? me.sites[0]?.id : undefined)));
  const leave = useLeave((search) => search.form === (row?.id ?? 'new'));
  const flow = useSave({
    type,
    form,
    fields,
    row,
    done: (saved, another, secret) => {
      leave.settle();
      if (secret) tell?.({ text: secret, of: String(saved[meta.title] ?? '') });
      if (another) form.resetFields();
      else close();
    },
  });
  const submit = async (another: boolean) => {
    const values = await form.validateFields().catch(() => null);
    if (values) await flow.save(values as Record<string, unknown>, another);
    else form.scrollToField(form.getFieldsError().find((f) => f.errors.length)?.name ?? [], { focus: true, block: 'center' });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      className="drawer-form"
      initialValues={start}
      disabled={flow.busy}
      onValuesChange={leave.touch}
      onKeyDown={onCtrlEnter(() => void submit(false))}>
      <div className="drawer-scroll">
        {flow.above.length ? (
          <Seen>
            {flow.above.map((text) => (
              <Alert key={text} type="error" showIcon title={text} className="gap" />
            ))}
          </Seen>
        ) : null}
        {flow.current && row ? (
          <Seen>
            <Conflict
              fields={fields}
              base={row}
              mine={form.getFieldsValue(true) as Record<string, unknown>}
              current={flow.current}
              cancel={flow.forgetConflict}
              keep={(values, base) => {
                form.setFieldsValue(values);
                void flow.save(values, false, base);
              }}
            />
          </Seen>
        ) : null}
        <Groups schema={schema} fields={fields} editing={!!row} />
        <Remark type={type} form={form} />
      </div>
      <Foot row={row} busy={flow.busy} close={close} submit={(another) => void submit(another)} />
    </Form>
  );
}

/** What a person may fill in, under the headings of the record. */
function Groups({ schema, fields, editing }: { schema: Schema; fields: Field[]; editing: boolean }) {
  const t = useWords();
  const open = fields.filter((f) => !f.readOnly && f.kind !== 'object');
  return grouped(schema, open, t.lang, t('other')).map((group) => (
    <section key={group.key} aria-label={group.title || t('basics')}>
      {group.title ? <h3 className="sec">{group.title}</h3> : null}
      <div className="form-grid">
        {group.fields.map((f) => (
          <FormField key={f.key} field={f} editing={editing} bare={f.title === group.title} />
        ))}
      </div>
    </section>
  ));
}

/** What the department has to say of the values so far. */
function Remark({ type, form }: { type: string; form: FormInstance }) {
  const t = useWords();
  const values = Form.useWatch<Record<string, unknown>>([], form);
  const told = specialOf(type).remark?.(values ?? {});
  return <div role="status">{told ? <Alert type="warning" showIcon title={t.of(told)} /> : null}</div>;
}

/** What appears above a long form while its reader is at the bottom is brought into sight. */
function Seen({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <div ref={box}>{children}</div>;
}

function Foot({ row, busy, close, submit }: { row: Row | undefined; busy: boolean; close: () => void; submit: (another: boolean) => void }) {
  const t = useWords();
  return (
    <Space className="drawer-foot">
      <Button onClick={close}>{t('cancel')}</Button>
      {row ? null : <Button onClick={() => submit(true)}>{t('saveAnother')}</Button>}
      <Button type="primary" loading={busy} onClick={() => submit(false)}>
        {t('save')} <kbd>Ctrl ↵</kbd>
      </Button>
    </Space>
  );
}
