// What has been drafted already of the same place and month: opening that report is usually what is wanted.
import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { To } from '../../frame/address';
import { compile, headingOf } from '../../record/compile';
import { listQ, metaQ } from '../../record/queries';
import type { Draft } from './wire';
import { useWords } from './words';

const SHOWN = 3;
const MOST = 100;

export function Drafted({ draft }: { draft: Draft }) {
  const t = useWords();
  const { month, site_id = null, channel_id = null } = draft;
  const where = { ...(site_id ? { 'f.site_id': site_id } : {}), ...(channel_id ? { 'f.channel_id': channel_id } : {}) };
  const { data, isPlaceholderData } = useQuery(listQ('report', { 'f.month': month, ...where, size: String(MOST) }));
  const { data: schema } = useQuery(metaQ('report'));
  // A filter cannot ask for "of no site": the company's report is told apart here.
  const same = data?.items.filter((row) => (row.site_id ?? null) === site_id && (row.channel_id ?? null) === channel_id) ?? [];
  const states = schema ? compile(schema, t.lang).find((field) => field.key === 'state')?.options : undefined;
  if (isPlaceholderData || !same.length) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('draftedAlready')}
      description={
        <ul className="plain">
          {same.slice(0, SHOWN).map((row) => (
            <li key={row.id}>
              <To path={`/r/report/${row.id}`}>{schema ? headingOf(schema, row, t.lang) : null}</To>{' '}
              <span className="muted">{states?.find((o) => o.value === row.state)?.label ?? String(row.state)}</span>
            </li>
          ))}
        </ul>
      }
    />
  );
}
