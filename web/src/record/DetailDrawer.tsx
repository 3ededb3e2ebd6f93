// A row beside its list, without leaving the list.
import { Button, Drawer, Grid, Result, Space, Tooltip } from 'antd';
import { ExpandOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import type { Schema } from '../api/wire';
import { useChange, useGo } from '../frame/address';
import { useEscape } from '../frame/useEscape';
import { rowQ } from './queries';
import { RowButtons, RowTitle, RowView } from './RowView';
import { useActs } from './useActs';
import { useWords } from './words';

type Props = { type: string; schema: Schema; id: string | undefined; close: () => void };

export function DetailDrawer({ type, schema, id, close }: Props) {
  const t = useWords();
  const go = useGo();
  const change = useChange();
  const wide = Grid.useBreakpoint().md !== false;
  const { data: row, error } = useQuery({ ...rowQ(type, id ?? ''), enabled: id !== undefined });
  const acts = useActs(type, schema, close);
  const panel = useEscape(id !== undefined, close);
  const extra = (
    <Space size={4}>
      {wide && id ? (
        <Tooltip title={t('openPage')}>
          <Button type="text" icon={<ExpandOutlined aria-hidden />} aria-label={t('openPage')} onClick={() => go(`/r/${type}/${id}`)} />
        </Tooltip>
      ) : null}
      <RowButtons type={type} schema={schema} row={row} start={acts.start} edit={() => change({ open: undefined, form: id })} />
    </Space>
  );
  return (
    <Drawer
      open={id !== undefined}
      onClose={close}
      keyboard={false}
      panelRef={panel}
      size={wide ? 760 : '100%'}
      title={<RowTitle schema={schema} row={row} />}
      extra={extra}
      destroyOnHidden>
      {error && !row ? <Result status="warning" title={sentence(error, t.lang)} /> : <RowView type={type} schema={schema} row={row} />}
      {acts.dialogs}
    </Drawer>
  );
}
