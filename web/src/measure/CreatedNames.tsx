// What a load made of names that nobody knew: how many, which, and where they stand now.
import { Tooltip } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { may, typesQ, useMe } from '../api/session';
import { To } from '../frame/address';
import { thousands } from '../record/format';
import { catalogueQ } from './queries';
import type { Created } from './wire';
import { useWords } from './words';

export function CreatedNames({ created }: { created: Created[] | undefined }) {
  const known = created?.filter(({ count }) => count > 0) ?? [];
  if (!known.length) return null;
  return (
    <ul className="created">
      {known.map((one) => (
        <li key={one.dim}>
          <Line created={one} />
        </li>
      ))}
    </ul>
  );
}

/** The names are told to who points at the line or reaches it by keyboard; all of them are in the list that it leads to. */
function Line({ created: { dim, count, names } }: { created: Created }) {
  const t = useWords();
  const me = useMe();
  const { data: catalogue } = useQuery(catalogueQ);
  const { data: types } = useQuery(typesQ);
  const of = catalogue?.dims.find((d) => d.name === dim);
  const record = of?.record ?? dim;
  const kind = types?.find((entry) => entry.type === record) ?? of;
  const title = kind ? (t.lang === 'en' ? kind.en.toLowerCase() : kind.zh) : dim;
  const said = t('created', { n: thousands(String(count)), d: title });
  const some = names.join(t.lang === 'zh' ? '、' : ', ');
  const all = names.length < count ? t('createdMore', { s: some, n: thousands(String(count - names.length)) }) : some;
  return (
    <Tooltip title={all} trigger={['hover', 'focus']} styles={{ root: { maxWidth: 480 } }}>
      {may(me, record, 'read') ? (
        <To path={`/r/${record}`}>{said}</To>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the names could not be reached by keyboard
        <span tabIndex={0}>{said}</span>
      )}
    </Tooltip>
  );
}
