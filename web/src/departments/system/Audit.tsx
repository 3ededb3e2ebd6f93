// The change log: choose a record, and see who changed what and when.
import { useMemo } from 'react';
import { Button, Empty, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { typesQ } from '../../api/session';
import { useChange, useGo, useSearchState } from '../../frame/address';
import { Page } from '../../frame/Page';
import { compile } from '../../record/compile';
import { History } from '../../record/History';
import { metaQ } from '../../record/queries';
import { RefSelect } from '../../record/RefSelect';
import { useWords } from './words';

export default function Audit() {
  const t = useWords();
  const go = useGo();
  const change = useChange();
  const { kind = '', id = '' } = useSearchState();
  const { data: types = [] } = useQuery(typesQ);
  const { data: schema } = useQuery({ ...metaQ(kind), enabled: kind !== '' });
  const fields = useMemo(() => (schema ? compile(schema, t.lang) : []), [schema, t.lang]);
  return (
    <Page title={t('audit')} remark={t('auditHint')}>
      <div className="panel">
        <div className="list-bar">
          <Select
            aria-label={t('kind')}
            className="audit-kind"
            placeholder={t('kind')}
            value={kind || null}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(v) => change({ kind: v ?? undefined, id: undefined })}
            options={types.filter((x) => x.type !== 'job').map((x) => ({ value: x.type, label: t.of(x) }))}
          />
          <div className="audit-row">
            {kind ? (
              <RefSelect
                key={kind}
                type={kind}
                aria-label={t('row')}
                placeholder={t('pickRow')}
                value={id || null}
                onChange={(v) => change({ id: (v as string | null) ?? undefined })}
              />
            ) : (
              <Select disabled className="full" aria-label={t('row')} placeholder={t('pickKind')} />
            )}
          </div>
          {id ? <Button onClick={() => go(`/r/${kind}/${id}`)}>{t('open')}</Button> : null}
        </div>
        <div className="pad">
          {kind && id ? (
            <History key={id} type={kind} id={id} fields={fields} />
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothing')} />
          )}
        </div>
      </div>
    </Page>
  );
}
