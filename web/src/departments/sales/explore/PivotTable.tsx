// The table of the explorer: lines and columns as asked, totals from the server below.
import { Grid, Table } from 'antd';
import type { OpenCell } from './CellMenu';
import { columnsOf, leaves, type Leaf, type Tools } from './columns';
import type { Line, Pivot } from './pivot';
import type { Explorer } from './useExplorer';
import { useWords } from './words';

/** Beyond this only the lines in sight are drawn. */
const VIRTUAL_LINES = 120;
const TALL = 560;
const HEAD_PX = 56;

/** Not a component: antd keeps the line in sight only when it is handed the summary itself. */
const summary = (columns: Leaf[]) => (
  <Table.Summary fixed>
    <Table.Summary.Row className="totals">
      {columns.map((column, i) => (
        <Table.Summary.Cell key={String(column.key)} index={i} {...(column.align ? { align: column.align as 'right' } : {})}>
          {column.sum}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  </Table.Summary>
);

export function PivotTable({ ex, pivot, open }: { ex: Explorer; pivot: Pivot; open: OpenCell }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  if (!ex.answer) return null;
  const tools: Tools = { ex, t, open, answer: ex.answer, wide };
  const columns = columnsOf(pivot, tools);
  const cells = leaves(columns);
  const x = cells.reduce((sum, c) => sum + Number(c.width ?? 0), 0);
  const virtual = pivot.lines.length > VIRTUAL_LINES;
  // Without rows the only line would be the total, which stands below anyway.
  const lines = ex.view.rows.length ? pivot.lines : [];
  return (
    <Table<Line>
      size="small"
      rowKey="id"
      className={lines.length ? 'ex-table' : 'ex-table only-total'}
      columns={columns}
      dataSource={lines}
      pagination={false}
      virtual={virtual}
      scroll={virtual ? { x, y: TALL } : { x }}
      {...(virtual ? {} : { sticky: { offsetHeader: HEAD_PX } })}
      locale={{ emptyText: ' ' }}
      onChange={(_, __, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter;
        ex.change({ sort: one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : '' });
      }}
      summary={() => summary(cells)}
    />
  );
}
