// The document of a report: bound figures, sections, and the author's words. The published document has the row of a report
// and what is sent; the drafted document itself is as docs/http.md writes it down.
import type { components, operations } from '../../api/schema';
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
export type State = components['schemas']['report']['state'];
/** What starts a report, and the author's words by the key of their text. */
export type Draft = operations['report_draft']['requestBody']['content']['application/json'];
export type Texts = operations['report_edit']['requestBody']['content']['application/json']['texts'];
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
  texts: Texts;
  changed: { data_version: string; figures: { figure: string; was: string | number | null; is: string | number | null }[] } | null;
};
