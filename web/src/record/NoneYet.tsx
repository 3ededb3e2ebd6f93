// Where a choice has nothing to choose from: what is missing, and the way to it for those who may make it.
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/session';
import { To } from '../frame/address';
import { metaOf, nameOf, oneOf, spoken } from './compile';
import { metaQ } from './queries';
import { useWords } from './words';

export function NoneYet({ type }: { type: string }) {
  const t = useWords();
  const me = useMe();
  const { data: schema } = useQuery(metaQ(type));
  if (!schema) return null;
  const creates = may(me, type, 'create') && !metaOf(schema).kept_by_house;
  return (
    <span className="muted small">
      {t('noneYet', { r: spoken(nameOf(schema, t.lang)) })}
      {t.lang === 'zh' ? '。' : '. '}
      {/* In a page of its own, so that what is half written here stays. */}
      {creates ? (
        <To path={`/r/${type}`} search={{ form: 'new' }} target="_blank">
          {t('newOf', { r: oneOf(schema, t.lang) })}
        </To>
      ) : (
        t('noneYetAsk')
      )}
    </span>
  );
}
