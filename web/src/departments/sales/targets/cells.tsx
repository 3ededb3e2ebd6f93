// The cells of the grid: an amount with last year or a gap below it, a name of the directory, and the name of a whole line.
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { ExclamationCircleFilled } from '@ant-design/icons';
import type { CellProps } from 'react-datasheet-grid';
import type { Line } from './sheet';

/** How a cell looks beside its text. */
export type Look = { title?: string; wrong?: string; hint?: string; bad?: boolean; open?: boolean };
export type Shown = {
  label: string;
  read: (line: Line) => string;
  edit: (line: Line) => string;
  write: (line: Line, text: string) => Line;
  look: (line: Line) => Look;
  /** Whether the key that opened the cell was one that keeps what is there. */
  keeps: () => boolean;
  right?: boolean;
};

type Props = CellProps<Line, Shown>;

export function ValueCell({ rowData, focus, setRowData, columnData, rowIndex }: Props) {
  const look = columnData.look(rowData);
  return (
    <div
      className={`tg-cell${columnData.right ? ' right num' : ''}${look.wrong ? ' wrong' : ''}${look.open ? ' open' : ''}`}
      title={look.wrong ?? look.title}
    >
      {focus ? (
        <Editor
          start={columnData.edit(rowData)}
          label={`${columnData.label} ${rowIndex + 1}`}
          all={!columnData.keeps()}
          done={(text) => setRowData(columnData.write(rowData, text))}
        />
      ) : (
        <>
          <span className="clip">{columnData.read(rowData)}</span>
          {look.wrong ? <span className="tg-said clip">{look.wrong}</span> : look.hint ? <Hint look={look} /> : null}
        </>
      )}
    </div>
  );
}

const Hint = ({ look }: { look: Look }) => <span className={look.bad ? 'tg-hint warn clip' : 'tg-hint clip'}>{look.hint}</span>;

type EditorProps = { start: string; label: string; all: boolean; done: (text: string) => void };

/** Lives while the cell is edited; what was typed is kept when it goes, unless Esc ended it. */
function Editor({ start, label, all, done }: EditorProps) {
  const box = useRef<HTMLInputElement>(null);
  const typed = useRef(start);
  const told = useRef(done);
  useLayoutEffect(() => {
    told.current = done;
  });
  useLayoutEffect(() => {
    const input = box.current!;
    input.focus();
    if (all) input.select();
    else input.setSelectionRange(start.length, start.length);
    return () => {
      if (typed.current !== start) told.current(typed.current);
    };
    // Opened once for each edit.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const escape = (e: KeyboardEvent) => {
    if (e.key === 'Escape' && !e.nativeEvent.isComposing) typed.current = start;
  };
  return (
    <input
      ref={box}
      className="tg-input"
      aria-label={label}
      tabIndex={-1}
      defaultValue={start}
      onChange={(e) => {
        typed.current = e.target.value;
      }}
      onKeyDown={escape}
    />
  );
}

export type Named = { name: (line: Line) => string; look: (line: Line) => Look };

/** The name of a line, at the left edge, wherever the rest has been scrolled to. */
export function NameCell({ rowData, rowIndex, columnData }: CellProps<Line, Named>): ReactNode {
  const look = columnData.look(rowData);
  const name = columnData.name(rowData);
  return (
    <div className={look.open ? 'tg-name open' : 'tg-name'} title={look.wrong ?? name}>
      <span className="tg-no num">{rowIndex + 1}</span>
      {look.wrong ? <ExclamationCircleFilled className="warn" aria-label={look.wrong} /> : null}
      <span className={rowData.fresh ? 'clip muted' : 'clip'}>{name}</span>
    </div>
  );
}

export type Gaps = (line: Line) => { title: string; text: string; hint: string; bad: boolean }[];

/** At the right edge: what the line and its parts do not add up by. */
export function GapCell({ rowData, columnData }: CellProps<Line, Gaps>): ReactNode {
  return (
    <dl className="tg-gaps">
      {columnData(rowData).map((gap) => (
        <div key={gap.title} title={gap.hint} className={gap.bad ? 'warn' : ''}>
          <dt>{gap.title}</dt>
          <dd className="num">{gap.text}</dd>
        </div>
      ))}
    </dl>
  );
}
