// The shapes of figures as they travel between the browser and the server: taken from the published document, so that a change over there is noticed here.
import type { components } from '../api/schema';

type Published = components['schemas'];

export type Catalogue = Published['measures'];
/** A figure that can be asked for; `dims` are what it may be broken down by, besides time. */
export type Measure = Catalogue['measures'][number];
/** What figures are broken down by: the codes of a record type, or a span of time. */
export type Dim = Catalogue['dims'][number];
export type Good = Measure['good'];

export type Compare = 'previous' | 'last_year';
export type Span = { from: string; to: string };
export type Answer = Published['figures'];
export type AnswerRow = Answer['rows'][number];
export type Values = AnswerRow['values'];

/** `few` of `of` make `share` of the whole together. */
export type Pareto = Published['pareto'];
export type ParetoRow = Pareto['rows'][number];

export type Evidence = Published['evidence'];
export type EvidenceColumn = Evidence['columns'][number];

/** New records that a load made of names nobody knew: how many of a dimension, and the first of their names. */
export type Created = { dim: string; count: number; names: string[] };
