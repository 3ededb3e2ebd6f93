// The document of a report: bound figures, sections, and the author's words, as published.
import type { components, operations } from '../../api/schema';

/** As a page reads it: the drafted document with the state of its row and the author's words. */
export type Document = operations['report_document']['responses'][200]['content']['application/json'];
export type Figure = Document['figures'][number];
export type Light = NonNullable<Figure['light']>;
export type Section = Document['sections'][number];
export type Block = Section['blocks'][number];
export type Cell = Extract<Block, { type: 'table' }>['rows'][number][number];
export type Show = Extract<Cell, { figure: string }>['show'];
export type State = components['schemas']['report']['state'];
/** What starts a report, and the author's words by the key of their text. */
export type Draft = operations['report_draft']['requestBody']['content']['application/json'];
export type Texts = operations['report_edit']['requestBody']['content']['application/json']['texts'];
