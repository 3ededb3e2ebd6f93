// The shapes of figures as they travel between the browser and the server: taken from the published document, so that a change over there is noticed here.
import type { components } from '../api/schema';

type Published = components['schemas'];

export type Catalogue = Published['measures'];
/** A figure that can be asked for; `dims` are what it may be broken down by, besides time. */
export type Measure = Catalogue['measures'][number];
/** What figures are broken down by: the codes of a record type, or a span of time. */
export type Dim = Catalogue['dims'][number];
export type Good = Measure['good'];

/** How last year is looked at: by date, by weekday, by the place of each day among holidays, or January and February as one. */
export type Way = 'last_year' | 'last_year_by_weekday' | 'last_year_by_role' | 'last_year_merged';
export type Compare = 'previous' | Way;
/** Where a row has the figures of a comparison: last year's stand in one place, whichever way was asked for. */
export type Side = 'previous' | 'last_year';
/** What a figure is explained against: two months as one cannot be, and the usual level of the weeks before can. */
export type Against = Exclude<Compare, 'last_year_merged'> | 'usual' | 'forecast' | 'target';
export type Explanation = Published['why'];
export type Span = { from: string; to: string };
export type Answer = Published['figures'];
/** What an answer was compared with: the first and the last day, and which days where they were chosen one by one. */
export type Compared = Answer['compare'][string];
export type AnswerRow = Answer['rows'][number];
export type Values = AnswerRow['values'];

/** `few` of `of` make `share` of the whole together. */
export type Pareto = Published['pareto'];
export type ParetoRow = Pareto['rows'][number];

export type Evidence = Published['evidence'];
export type EvidenceColumn = Evidence['columns'][number];

/** New records that a load made of names nobody knew: how many of a dimension, and the first of their names. */
export type Created = { dim: string; count: number; names: string[] };
