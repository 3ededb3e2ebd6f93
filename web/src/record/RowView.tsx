// One row in full: its fields by group, what may be done to it, and its history.
import { useMemo, type ReactNode } from 'react';
import { Button, Dropdown, Grid, Skeleton, Space, Tabs, Tag } from 'antd';
import { EditOutlined, MoreOutlined } from '@ant-design/icons';
import { useMe } from '../api/session';
import type { Row, Schema, Verb } from '../api/wire';
import { specialOf } from '../frame/door';
import { canChange, rowActs } from './acts';
import { Cell } from './Cell';
import { compile, grouped, headingOf, metaOf } from './compile';
import { History } from './History';
import { useWords } from './words';

type Props = { type: string; schema: Schema; row: Row | undefined };

export function RowTitle({ schema, row }: { schema: Schema; row: Row | undefined }) {
  const t = useWords();
  if (!row) return <Skeleton.Input active size="small" />;
  const { title, sub } = metaOf(schema);
  return (
    <>
      {headingOf(schema, row, t.lang) || '—'}
      {sub && sub !== title && row[sub] ? <span className="sub">{String(row[sub])}</span> : null}
      {row.ended_at ? <Tag className="tag ended">{t('ended')}</Tag> : null}
    </>
  );
}

/** Buttons for a row: its acts, the rarer ones behind three dots on a phone, and editing. */
export function RowButtons({ type, schema, row, start, edit }: Props & { start: (verb: Verb, row: Row) => void; edit: () => void }): ReactNode {
  const t = useWords();
  const me = useMe();
  const wide = Grid.useBreakpoint().md !== false;
  if (!row) return null;
  const verbs = rowActs(me, type, schema, row);
  const plain = wide ? verbs.filter((v) => !v.danger).slice(0, 3) : [];
  const rest = verbs.filter((v) => !plain.includes(v));
  const Special = specialOf(type).rowAction;
  return (
    <Space>
      {Special ? <Special row={row} /> : null}
      {rest.length ? (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{ items: rest.map((v) => ({ key: v.name, label: t.of(v), danger: !!v.danger, onClick: () => start(v, row) })) }}>
          <Button icon={<MoreOutlined aria-hidden />} aria-label={t('more')} />
        </Dropdown>
      ) : null}
      {plain.map((v) => (
        <Button key={v.name} onClick={() => start(v, row)}>
          {t.of(v)}
        </Button>
      ))}
      {canChange(me, type, row) && !metaOf(schema).kept_by_house ? (
        <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={edit}>
          {t('edit')}
        </Button>
      ) : null}
    </Space>
  );
}

const WIDE = new Set(['lines', 'textarea', 'object', 'files']);

export function RowView({ type, schema, row }: Props) {
  const t = useWords();
  const fields = useMemo(() => compile(schema, t.lang), [schema, t.lang]);
  if (!row) return <Skeleton active paragraph={{ rows: 10 }} />;
  const Section = specialOf(type).section;
  const details = (
    <>
      {grouped(schema, fields, t.lang, t('other')).map((group) => (
        <section key={group.key} className="row-group" aria-label={group.title || t('basics')}>
          {group.title ? <h3 className="sec">{group.title}</h3> : null}
          {group.fields
            .filter((f) => f.title === group.title)
            .map((f) => (
              <Cell key={f.key} field={f} row={row} type={type} />
            ))}
          <dl className="facts">
            {group.fields
              .filter((f) => f.title !== group.title)
              .map((f) => (
                <div key={f.key} className={f.ui.span === 2 || WIDE.has(f.kind) ? 'span2' : ''}>
                  <dt>{f.title}</dt>
                  <dd>
                    <Cell field={f} row={row} type={type} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      {Section ? <Section row={row} /> : null}
    </>
  );
  return (
    <Tabs
      items={[
        { key: 'detail', label: t('detail'), children: details },
        { key: 'history', label: t('history'), children: <History type={type} id={row.id} fields={fields} row={row} /> },
      ]}
    />
  );
}
