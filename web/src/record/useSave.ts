// Saving a form: what is sent, where a refusal is shown, and what happens when someone else was first.
import { useState } from 'react';
import { App, type FormInstance } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { write } from '../api/client';
import { placeErrors, Problem, sentence } from '../api/problem';
import type { Row } from '../api/wire';
import { secretOf, withoutSecret, type Reply } from './acts';
import { creation, patch } from './changes';
import type { Field } from './compile';
import { afterWrite } from './queries';
import { useWords } from './words';

type Values = Record<string, unknown>;
/** `done` is also told what only the answer says, such as the first password of a new account. */
type Done = (row: Row, another: boolean, secret: string | null) => void;
type Options = { type: string; form: FormInstance; fields: Field[]; row: Row | undefined; done: Done };

export function useSave({ type, form, fields, row, done }: Options) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [above, setAbove] = useState<string[]>([]);
  const [current, setCurrent] = useState<Row | null>(null);

  const refused = (error: unknown) => {
    if (error instanceof Problem && error.status === 412 && error.body.current) {
      setCurrent(error.body.current);
      return;
    }
    if (error instanceof Problem && error.status === 401) return; // the sign-in box stands over the form
    const errors = error instanceof Problem ? error.body.errors : [];
    const placed = placeErrors(
      errors,
      fields.map((f) => f.key),
      t.lang,
    );
    form.setFields(placed.under as never);
    setAbove(errors.length && !placed.above.length ? [] : placed.above.length ? placed.above : [sentence(error, t.lang)]);
    if (errors.length) void message.error(t('invalid', { n: errors.length }));
    const first = placed.under[0];
    if (first) form.scrollToField(first.name as never, { focus: true, block: 'center' });
  };

  const save = async (values: Values, another = false, base = row) => {
    setAbove([]);
    const body = base ? patch(fields, base, values) : creation(fields, values);
    if (base && !Object.keys(body).length) {
      void message.info(t('unchanged'));
      done(base, false, null);
      return;
    }
    setBusy(true);
    try {
      const answer = base
        ? await write<Row>('PATCH', `/records/${type}/${base.id}`, { body, version: base.version })
        : await write<Row>('POST', `/records/${type}`, { body });
      const saved = withoutSecret(answer);
      setCurrent(null);
      afterWrite(client, type, saved);
      void message.success(t('saved'));
      done(saved, another, base ? null : secretOf(answer as Reply));
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, above, current, forgetConflict: () => setCurrent(null) };
}
