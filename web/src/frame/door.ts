// A department's door: which pages it adds to the menu. The frame finds every door by itself.
import type { ComponentType, ReactNode } from 'react';
import type { Both, Row } from '../api/wire';
import type { Field } from '../record/compile';

export type PageModule = { default: ComponentType };
export type Page = {
  /** The address below the root, with `$name` for a parameter: "sales/dashboard". */
  path: string;
  title: Both;
  icon: ReactNode;
  load: () => Promise<PageModule>;
  /** Shown only to those who may do `act` to `type`; without it, to everyone signed in. */
  needs?: { type: string; act: string };
  /** False for a page that is reached from another page only. */
  menu?: boolean;
  /** The record type whose generic list this page stands in for. */
  replaces?: string;
};

/** Where a record type wants more than the generic front gives. */
export type Special = {
  /** The columns of its list unless the person chose others, in their order; `w` in pixels where the field's own width does not suit. */
  columns?: { key: string; w?: number }[];
  /** Fields whose words take two lines of a list rather than be cut. */
  wrapped?: string[];
  /** Shows one field differently in lists and details. */
  cell?: (field: Field, row: Row) => ReactNode | undefined;
  /** Adds a section below the fields of a row. */
  section?: ComponentType<{ row: Row }>;
  /** Said in the form of what is filled in so far, before it is saved. */
  remark?: (values: Record<string, unknown>) => Both | null;
  /** Adds a button to each row and to its detail. */
  rowAction?: ComponentType<{ row: Row }>;
  /** Shows what changed in fields that have no title of their own, by their keys. */
  changes?: Record<string, ComponentType<{ before: unknown; after: unknown }>>;
  /** A row opens as a page (a door's own at `r/<type>/$id`, if it has one), never beside the list. */
  paged?: boolean;
  /** Rows that wait for those who may do `act`: their number stands in the menu. */
  waiting?: { act: string; where: Record<string, string> };
  /** Said where there is none yet and one cannot make a first: how one comes about. */
  madeBy?: Both;
  /** Verbs on the whole type that have a dialog of their own, by name. */
  verbs?: Record<string, ComponentType<{ close: () => void }>>;
};

/** What a form hands to a control, and what it wants to hear from it. */
export type Handed = { id?: string; value?: unknown; onChange?: (value: unknown) => void; disabled?: boolean };
/** How a field is drawn whose `x-ui.widget` names more than the generic controls can: edited, shown, and two values of it compared. */
export type Widget = {
  input: ComponentType<Handed & { field: Field }>;
  view: ComponentType<{ field: Field; value: unknown }>;
  /** Without it the two values are shown as they are. */
  changes?: ComponentType<{ field: Field; before: unknown; after: unknown }>;
};

export type Door = {
  /** The department's name on the server; its records follow the pages in the menu. */
  department: string;
  title: Both;
  /** Place in the menu: 10 sales, 20 reports, 30 directory, 50 anything else, 90 system. */
  order: number;
  pages: Page[];
  /** Record types that have no menu entry of their own. */
  hidden?: string[];
  special?: Record<string, Special>;
  /** Fields that this department draws itself, by the name of their widget. */
  widgets?: Record<string, Widget>;
};

const found = import.meta.glob<{ door: Door }>('../departments/*/index.tsx', { eager: true });

export const doors: Door[] = Object.values(found)
  .map((module) => module.door)
  .sort((a, b) => a.order - b.order);
export const allPages: Page[] = doors.flatMap((door) => door.pages);
export const specialOf = (type: string): Special => Object.assign({}, ...doors.map((door) => door.special?.[type] ?? {})) as Special;
const widgets: Record<string, Widget> = Object.assign({}, ...doors.map((door) => door.widgets ?? {}));
export const widgetOf = (field: Field): Widget | undefined => widgets[field.ui.widget ?? ''];
