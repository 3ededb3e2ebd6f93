// What a reader must know before the report itself: why it was returned, and where the data changed since.
import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { moment } from '../../record/format';
import { usePaper } from './context';
import { lastReturnQ } from './returned';
import { titleOf, told } from './say';
import { useWords } from './words';

const SHOWN = 8;

export function Notes() {
  const t = useWords();
  const { document } = usePaper();
  const { state, reason, changed } = document;
  return (
    <>
      {state === 'returned' && reason ? <Alert type="error" showIcon title={t('returned')} description={reason} className="gap" /> : null}
      {state === 'submitted' ? <ReturnedLast /> : null}
      {changed ? <Changed changed={changed} open={state === 'draft' || state === 'returned'} /> : null}
    </>
  );
}

/** Handed in again: what was asked for stays in sight of whoever decides. */
function ReturnedLast() {
  const t = useWords();
  const { document } = usePaper();
  const { data } = useQuery(lastReturnQ(document.id, document.version));
  if (!data) return null;
  const title = t('returnedLast', { w: data.actor, d: moment(data.at) });
  return <Alert type="info" showIcon title={title} description={String(data.after?.reason ?? '')} className="gap" />;
}

function Changed({ changed, open }: { changed: NonNullable<ReturnType<typeof usePaper>['document']['changed']>; open: boolean }) {
  const t = useWords();
  const { figure } = usePaper();
  const rest = changed.figures.length - SHOWN;
  const table = (
    <>
      <p>{open ? t('changedDraft') : t('changedText')}</p>
      <table className="mini">
        <thead>
          <tr>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('was')}</th>
            <th scope="col">{t('is')}</th>
          </tr>
        </thead>
        <tbody>
          {changed.figures.slice(0, SHOWN).map((one) => {
            const known = figure(one.figure);
            const [was, is] = known ? told(one.was, one.is, known.unit, t.lang) : [one.was, one.is];
            return (
              <tr key={one.figure}>
                <th scope="row">{known ? t.of(titleOf(known)) : one.figure}</th>
                <td className="num">{was ?? '—'}</td>
                <td className="num">{is ?? '—'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rest > 0 ? <p className="muted">{t('more', { n: rest })}</p> : null}
    </>
  );
  return <Alert type="warning" showIcon className="gap" title={t('changed', { v: changed.data_version })} description={table} />;
}
