// What may be done to several chosen rows at once: verbs that ask no questions, one row after another.
import { useState } from 'react';
import { App, Button, Progress } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import type { Row, Verb } from '../api/wire';
import { act, rowActs } from './acts';
import { headingOf } from './compile';
import { afterWrite } from './queries';
import type { ListModel } from './useList';
import { useWords } from './words';

type Props = { list: ListModel; picked: Row[]; clear: () => void };

/** Does a verb to each row in turn, so that a refusal of one is told with its name and the others still happen. */
function useBatch({ list, picked, clear }: Props) {
  const t = useWords();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [progress, setProgress] = useState<number | null>(null);
  const run = async (verb: Verb) => {
    const refused: string[] = [];
    let done = 0;
    let gone = 0;
    for (const row of picked) {
      setProgress(done + refused.length);
      try {
        const reply = await act(list.type, verb, row, {}); // oxlint-disable-line no-await-in-loop -- one after another on purpose
        if (reply?.gone) gone += 1;
        done += 1;
      } catch (error) {
        refused.push(`${headingOf(list.schema, row, t.lang) || row.id}：${sentence(error, t.lang)}`);
      }
    }
    setProgress(null);
    clear();
    afterWrite(client, list.type);
    const content = (
      <>
        {gone ? <p>{t('batchDeleted', { n: gone })}</p> : null}
        {refused.length ? <p>{t('batchRefused', { n: refused.length })}</p> : null}
        <ul className="plain">
          {refused.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </>
    );
    modal[refused.length ? 'warning' : 'success']({ title: t('batchDone', { n: done }), okText: t('close'), content });
  };
  return { progress, run };
}

export function BatchBar({ list, picked, clear }: Props) {
  const t = useWords();
  const { modal } = App.useApp();
  const { progress, run } = useBatch({ list, picked, clear });
  const open = (row: Row) => rowActs(list.me, list.type, list.schema, row).filter((v) => !v.request);
  const verbs = [...new Map(picked.flatMap(open).map((v) => [v.name, v])).values()];
  const ask = (verb: Verb) =>
    void modal.confirm({
      title: t('batchSure', { n: picked.length, v: t.of(verb) }),
      content: verb.confirm ? t.of(verb.confirm) : null,
      okText: t.of(verb),
      cancelText: t('cancel'),
      okButtonProps: { danger: !!verb.danger },
      onOk: () => {
        void run(verb);
      },
    });
  return (
    <div className="batch" role="status">
      <b>{t('selected', { n: picked.length })}</b>
      <Button size="small" type="link" onClick={clear}>
        {t('unselect')}
      </Button>
      <span className="grow" />
      {progress === null ? (
        verbs.map((v) => (
          <Button size="small" key={v.name} danger={!!v.danger} onClick={() => ask(v)}>
            {t.of(v)}
          </Button>
        ))
      ) : (
        <Progress
          className="batch-progress"
          size="small"
          percent={Math.round((progress / picked.length) * 100)}
          aria-label={t('batchPart', { n: progress, m: picked.length })}
        />
      )}
    </div>
  );
}
