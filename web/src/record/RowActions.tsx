// The acts at the end of a row: edit in plain sight, the rest behind three dots.
import { Button, Dropdown, Space } from 'antd';
import { MoreOutlined } from '@ant-design/icons';
import type { Row, Verb } from '../api/wire';
import { specialOf } from '../frame/door';
import { canChange, rowActs } from './acts';
import { headingOf, metaOf } from './compile';
import type { ListModel } from './useList';
import { useWords } from './words';

export function RowActions({ list, row, start }: { list: ListModel; row: Row; start: (verb: Verb, row: Row) => void }) {
  const t = useWords();
  const verbs = rowActs(list.me, list.type, list.schema, row);
  const Special = specialOf(list.type).rowAction;
  const edits = canChange(list.me, list.type, row) && !metaOf(list.schema).kept_by_house;
  const heading = headingOf(list.schema, row, t.lang);
  const [only] = verbs;
  return (
    <Space size={0}>
      {edits ? (
        <Button size="small" type="link" aria-label={`${t('edit')} ${heading}`} onClick={() => list.open({ form: row.id })}>
          {t('edit')}
        </Button>
      ) : null}
      {Special ? <Special row={row} /> : null}
      {!edits && only && verbs.length === 1 ? (
        <Button size="small" type="link" danger={!!only.danger} onClick={() => start(only, row)}>
          {t.of(only)}
        </Button>
      ) : null}
      {verbs.length > (edits ? 0 : 1) ? (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{ items: verbs.map((v) => ({ key: v.name, label: t.of(v), danger: !!v.danger, onClick: () => start(v, row) })) }}>
          <Button size="small" type="text" icon={<MoreOutlined aria-hidden />} aria-label={`${t('more')} ${heading}`} />
        </Dropdown>
      ) : null}
    </Space>
  );
}
