// Acts wherever a row is shown: starts one, shows its dialog if it has one, and its secret if it gives one.
import { Suspense, useState, type ReactNode } from 'react';
import { App } from 'antd';
import { sentence } from '../api/problem';
import type { Row, Schema, Verb } from '../api/wire';
import { specialOf } from '../frame/door';
import { act } from './acts';
import { Secret } from './Secret';
import { needsDialog, useActed, VerbDialog, type Doing } from './VerbDialog';
import { useWords } from './words';

/** `left` is called when the row that is looked at has been ended, `came` with the row that an act on another has made. */
export function useActs(
  type: string,
  schema: Schema,
  left: () => void = () => {},
  came?: (row: Row) => void,
): { start: (verb: Verb, row?: Row) => void; dialogs: ReactNode } {
  const t = useWords();
  const { message } = App.useApp();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const acted = useActed(type, setSecret, left, came);
  const start = (verb: Verb, row?: Row) => {
    if (!row && specialOf(type).verbs?.[verb.name]) {
      setOwn(verb.name);
      return;
    }
    if (needsDialog(verb)) {
      setDoing(row ? { verb, row } : { verb });
      return;
    }
    act(type, verb, row, {}).then(
      (reply) => acted(verb, row, reply),
      (error: unknown) => void message.error(sentence(error, t.lang)),
    );
  };
  const Own = own ? specialOf(type).verbs?.[own] : undefined;
  const dialogs = (
    <>
      <Suspense>{Own ? <Own close={() => setOwn(null)} /> : null}</Suspense>
      <VerbDialog type={type} schema={schema} doing={doing} close={() => setDoing(null)} acted={acted} />
      <Secret text={secret} type={type} close={() => setSecret(null)} />
    </>
  );
  return { start, dialogs };
}
