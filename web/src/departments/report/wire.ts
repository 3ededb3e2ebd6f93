// The document of a report as docs/http.md writes it down: bound figures, sections, and the author's words.
import type { Both } from '../../api/wire';
import type { Unit } from '../../charts/figures';
import type { Where } from '../../measure/ask';
import type { Good } from '../../measure/wire';

export type Light = 'green' | 'amber' | 'red';
export type Show = 'value' | 'previous' | 'last_year' | 'share';
export type Figure = Both & {
  id: string;
  measure: string;
  /** What it is of: a brand, a channel; null for the whole. */
  label: Both | null;
  unit: Unit;
  good: Good;
  about: Both;
  value: string | number | null;
  previous: string | number | null;
  last_year: string | number | null;
  share?: string | number | null;
  light: Light | null;
  query: { from: string; to: string; where: Where };
};
export type Cell = Both | { figure: string; show: Show };
export type Block =
  | (Both & { type: 'text'; key: string; editable: boolean })
  | { type: 'table'; columns: Both[]; rows: Cell[][] }
  | (Both & {
      type: 'chart';
      chart: 'bar' | 'line' | 'pareto' | 'waterfall';
      unit: Unit;
      x: Both[];
      series: (Both & { values: (string | number | null)[] })[];
    })
  | (Both & { type: 'empty' });
export type Section = Both & { key: string; blocks: Block[] };
export type State = 'draft' | 'submitted' | 'returned' | 'accepted';
export type Document = {
  title: Both;
  subtitle: Both;
  month: string;
  data_version: string;
  version: number;
  state: State;
  reason?: string | null;
  headline: string[];
  figures: Figure[];
  sections: Section[];
  texts: Record<string, string>;
  changed: { data_version: string; figures: { figure: string; was: string | number | null; is: string | number | null }[] } | null;
};
