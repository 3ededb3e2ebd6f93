// The rows as a table: sorted by a click on a heading, chosen by boxes, totalled below.
import type { MouseEvent, ReactNode } from 'react';
import { Table, Tag, type TableColumnType } from 'antd';
import type { Row, Verb } from '../api/wire';
import { To } from '../frame/address';
import { specialOf } from '../frame/door';
import { usePrefs } from '../frame/prefs';
import { rowActs } from './acts';
import { Cell } from './Cell';
import { headingOf, metaOf, type Field } from './compile';
import { money, thousands, trimmed, widthOf } from './format';
import type { BodyProps } from './ListBody';
import { RowActions } from './RowActions';
import type { ListModel } from './useList';
import { useWords, type Words } from './words';

const RIGHT = new Set(['money', 'decimal', 'integer']);
const right = (field: Field) => RIGHT.has(field.kind);
const HEAD_PX = 56,
  BOX_PX = 44,
  ACTS_PX = 104,
  OWN_ACT_PX = 64;

/** A figure as its cell shows it; half a number would be a wrong one, so its column must hold it whole. */
function figure(field: Field, value: unknown): string {
  if (value === null || value === undefined || !right(field)) return '';
  return field.kind === 'money' ? money(String(value)) : `${thousands(trimmed(String(value), field.decimals))}${field.unit ? ` ${field.unit}` : ''}`;
}

/** Wide enough for the heading, for the longest choice and for every figure. */
function width(field: Field, list: ListModel): number {
  const choice = field.options && field.kind === 'enum' ? Math.max(...field.options.map((o) => widthOf(o.label, 13, 8))) + 44 : 0;
  const rows = list.rows.data?.items ?? [];
  const figures = [...rows.map((row) => row[field.key]), list.summary.data?.sum[field.key]].map((v) => widthOf(figure(field, v)) + 34);
  const own = specialOf(list.type).columns?.find((column) => column.key === field.key)?.w;
  return Math.max(own ?? field.ui.w ?? 120, choice, widthOf(field.title) + (field.ui.sort ? 46 : 28), ...(right(field) ? figures : []));
}

/** A name that opens the detail beside the list; with Ctrl or the middle button it opens as a page. */
export function RowLink({ list, row, children }: { list: ListModel; row: Row; children: ReactNode }) {
  const open = (e: MouseEvent) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    list.open({ open: row.id });
  };
  return (
    <To path={`/r/${list.type}/${row.id}`} onClick={open}>
      {children}
    </To>
  );
}

function useColumns(list: ListModel, start: (verb: Verb, row: Row) => void): TableColumnType<Row>[] {
  const t = useWords();
  const meta = metaOf(list.schema);
  const sort = list.state.sort || meta.sort || '';
  const { wrapped = [] } = specialOf(list.type);
  const linked = list.columns.find((f) => f.ui.link) ?? list.columns.find((f) => f.key === meta.title) ?? list.columns[0];
  const shown = list.columns.map(
    (field): TableColumnType<Row> => ({
      key: field.key,
      dataIndex: field.key,
      title: field.title,
      width: width(field, list),
      ellipsis: !wrapped.includes(field.key),
      showSorterTooltip: false,
      ...(right(field) ? { align: 'right' as const } : {}),
      ...(field.ui.fixed || field === linked ? { fixed: 'start' as const } : {}),
      sorter: !!field.ui.sort,
      sortOrder: sort.replace(/^-/, '') === field.key ? (sort.startsWith('-') ? 'descend' : 'ascend') : null,
      render: (_, row) => {
        const plain = <Cell field={field} row={row} type={list.type} />;
        const cell = wrapped.includes(field.key) ? <span className="two-lines">{plain}</span> : plain;
        return field === linked ? (
          <>
            <RowLink list={list} row={row}>
              {cell}
            </RowLink>
            {row.ended_at ? (
              <Tag variant="filled" className="tag ended">
                {t('ended')}
              </Tag>
            ) : null}
          </>
        ) : (
          cell
        );
      },
    }),
  );
  const acts =
    list.rows.data?.items.some((row) => rowActs(list.me, list.type, list.schema, row).length) || list.me.may[list.type]?.includes('change');
  if (!acts) return shown;
  return [
    ...shown,
    { key: '_acts', title: t('actions'), width: ACTS_PX + (specialOf(list.type).rowAction ? OWN_ACT_PX : 0), fixed: 'end', render: (_, row) => <RowActions list={list} row={row} start={start} /> },
  ];
}

/** Not a component: antd keeps the line in sight only when it is handed the summary itself. */
function totalsLine(list: ListModel, t: Words, boxes: boolean, acts: boolean) {
  const sums = list.summary.data?.sum ?? {};
  const shift = boxes ? 1 : 0;
  return (
    <Table.Summary fixed>
      <Table.Summary.Row className="totals">
        {boxes ? <Table.Summary.Cell index={0} /> : null}
        {list.columns.map((field, i) => {
          const sum = field.ui.sum ? sums[field.key] : undefined;
          const text = figure(field, sum);
          return (
            <Table.Summary.Cell key={field.key} index={i + shift} {...(right(field) ? { align: 'right' as const } : {})}>
              {i === 0 ? <b>{t('sum')}</b> : text ? <b className="num nowrap">{text}</b> : null}
            </Table.Summary.Cell>
          );
        })}
        {acts ? <Table.Summary.Cell index={list.columns.length + shift} /> : null}
      </Table.Summary.Row>
    </Table.Summary>
  );
}

export function ListTable({ list, picked, pick, start }: BodyProps) {
  const t = useWords();
  const { prefs } = usePrefs();
  const columns = useColumns(list, start);
  const rows = list.rows.data?.items ?? [];
  // Boxes stand only where something can be done to several rows at once.
  const boxes = rows.some((row) => rowActs(list.me, list.type, list.schema, row).some((v) => !v.request));
  const totals = list.columns.some((f) => f.ui.sum);
  const acts = columns.at(-1)?.key === '_acts';
  // Only what is there takes room: with more, a table that fits would scroll.
  const x = columns.reduce((sum, column) => sum + Number(column.width), boxes ? BOX_PX : 0);
  return (
    <Table<Row>
      rowKey="id"
      size={prefs.density}
      columns={columns}
      dataSource={rows}
      pagination={false}
      scroll={{ x }}
      sticky={{ offsetHeader: HEAD_PX }}
      loading={{ spinning: list.rows.isPlaceholderData, delay: 300 }}
      rowClassName={(row) => (row.ended_at ? 'is-ended' : '')}
      {...(boxes
        ? {
            rowSelection: {
              selectedRowKeys: picked.map((r) => r.id),
              preserveSelectedRowKeys: true,
              fixed: true,
              columnWidth: BOX_PX,
              onChange: (_: unknown, chosen: Row[]) => pick(chosen.filter(Boolean)),
              getCheckboxProps: (row: Row) => ({ 'aria-label': t('select', { r: headingOf(list.schema, row, t.lang) || row.id }) }) as object,
              getTitleCheckboxProps: () => ({ 'aria-label': t('selectPage') }) as object,
            },
          }
        : {})}
      onChange={(_, __, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        list.ask({ sort: one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : undefined });
      }}
      onRow={(row) => ({ onDoubleClick: () => list.open({ open: row.id }) })}
      {...(totals ? { summary: () => totalsLine(list, t, boxes, acts) } : {})}
    />
  );
}
