// The lines that a figure is made of, a page at a time.
import { Button, Empty, Space } from 'antd';
import { inFull, type Figure } from '../charts/figures';
import { thousands } from '../record/format';
import { ScrollBox } from './ScrollBox';
import type { Evidence } from './wire';
import { useWords } from './words';

type Words = ReturnType<typeof useWords>;
const RIGHT = new Set(['yuan', 'quantity', 'count']);
const absent = (value: unknown) => value === null || value === undefined || value === '';

function shown(value: unknown, kind: string, t: Words): string {
  if (absent(value)) return '—';
  if (kind === 'yuan' || kind === 'quantity' || kind === 'count') return inFull(value as Figure, kind);
  const text = String(value);
  return kind === 'bool' ? t(text === 'true' ? 'yes' : 'no') : text;
}

const side = (kind: string) => (RIGHT.has(kind) ? 'num right' : kind === 'day' ? 'num' : '');

/** A plain table in a box that scrolls and can be reached by keyboard. */
export function EvidenceTable({ facts, waiting }: { facts: Evidence; waiting: boolean }) {
  const t = useWords();
  if (!facts.rows.length) {
    const words = (
      <>
        {t('noFacts')}
        <br />
        <span className="muted">{t('noFactsHint')}</span>
      </>
    );
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words} />;
  }
  const { labels = {} } = facts;
  // A column that no line of the page fills only takes space, and the number of a batch says nothing unless it has a name.
  const columns = facts.columns
    .map((column, at) => ({ ...column, at, names: labels[column.name] }))
    .filter(({ name, names, at }) => (name !== 'batch' || names) && facts.rows.some((row) => !absent(row[at])));
  return (
    <ScrollBox className={waiting ? 'evidence-box stale' : 'evidence-box'} label={t('facts')}>
      <table className="evidence-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={side(column.kind)}>
                {t.of(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {/* Facts have no id of their own; their place is what tells them apart. */}
          {facts.rows.map((row, i) => (
            <tr key={i}>
              {columns.map((column) => (
                <td key={column.name} className={side(column.kind)} title={column.names ? String(row[column.at] ?? '') : undefined}>
                  {column.names?.[String(row[column.at])] ?? shown(row[column.at], column.kind, t)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const count = (n: number) => thousands(String(n));

/** A page of the facts: where the one before it ended, and how many facts came before. */
export type Mark = { after: string | null; before: number };
export const FIRST: Mark = { after: null, before: 0 };

/** `marks` are the pages turned so far. */
export function EvidencePages({ facts, marks, turn }: { facts: Evidence; marks: Mark[]; turn: (marks: Mark[]) => void }) {
  const t = useWords();
  const { before } = marks.at(-1) ?? FIRST;
  if (!facts.rows.length) return null;
  return (
    <div className="evidence-foot">
      <span className="muted num">{t('rowsOf', { a: count(before + 1), b: count(before + facts.rows.length), n: count(facts.total) })}</span>
      <Space>
        <Button disabled={marks.length === 1} onClick={() => turn(marks.slice(0, -1))}>
          {t('previousPage')}
        </Button>
        <Button disabled={facts.next === null} onClick={() => turn([...marks, { after: facts.next, before: before + facts.rows.length }])}>
          {t('nextPage')}
        </Button>
      </Space>
    </div>
  );
}
