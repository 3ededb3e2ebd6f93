// Which columns a list shows and in which order; dragged with the mouse or moved with the arrow buttons.
import { useState } from 'react';
import { Button, Checkbox, Popover } from 'antd';
import { DownOutlined, HolderOutlined, SettingOutlined, UpOutlined } from '@ant-design/icons';
import { columnable, type Field } from './compile';
import type { ListModel } from './useList';
import { useWords } from './words';

export function moved<T>(items: T[], from: number, to: number): T[] {
  if (to < 0 || to >= items.length) return items;
  const next = [...items];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function ColumnPicker({ list }: { list: ListModel }) {
  const t = useWords();
  const head = (
    <div className="pop-head">
      <span>{t('columns')}</span>
      <Button size="small" type="link" onClick={() => list.setColumns(null)}>
        {t('columnsReset')}
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={head} content={<Choices list={list} />}>
      <Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('columns')} />
    </Popover>
  );
}

function Choices({ list }: { list: ListModel }) {
  const t = useWords();
  const [dragged, setDragged] = useState<number | null>(null);
  const keys = list.columns.map((f) => f.key);
  const rest = list.fields.filter((f) => columnable(f) && !keys.includes(f.key));
  const move = (from: number, to: number) => list.setColumns(moved(keys, from, to));
  const line = (field: Field, i: number) => (
    <div
      key={field.key}
      className="column-line"
      draggable
      onDragStart={() => setDragged(i)}
      onDragOver={(e) => e.preventDefault()}
      onDrop={() => {
        if (dragged !== null) move(dragged, i);
        setDragged(null);
      }}>
      <HolderOutlined aria-hidden className="muted grip" />
      <Checkbox checked disabled={keys.length === 1} onChange={() => list.setColumns(keys.filter((k) => k !== field.key))}>
        {field.title}
      </Checkbox>
      <span className="grow" />
      <Button
        size="small"
        type="text"
        icon={<UpOutlined aria-hidden />}
        disabled={i === 0}
        aria-label={t('moveUp', { c: field.title })}
        onClick={() => move(i, i - 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined aria-hidden />}
        disabled={i === keys.length - 1}
        aria-label={t('moveDown', { c: field.title })}
        onClick={() => move(i, i + 1)}
      />
    </div>
  );
  return (
    <div className="column-box">
      {list.columns.map(line)}
      {rest.length ? (
        <div className="column-rest">
          {rest.map((f) => (
            <div key={f.key}>
              <Checkbox checked={false} onChange={() => list.setColumns([...keys, f.key])}>
                {f.title}
              </Checkbox>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
