// The shapes of target plans as they travel between the browser and the server, as published.
import type { components, operations } from '../../../api/schema';
import type { Row } from '../../../api/wire';

type Published = components['schemas'];
/** A plan as a grid: its rows with their gaps, and last year beside them. */
export type Grid = Published['target_grid'];
export type TargetRow = Grid['rows'][number];
export type Plan = Row & Published['target_plan'];
export type State = Published['target_plan']['state'];
/** A row as it is sent: codes, and amounts as text. */
export type Sent = operations['target_plan_enter']['requestBody']['content']['application/json']['rows'][number];
export type DownTo = NonNullable<operations['target_plan_spread']['requestBody']['content']['application/json']['down_to']>;

/** What a row may name, the widest first; the order of the server's columns. */
export const DIMS = ['site', 'channel', 'shop', 'brand', 'category'] as const;
export type Dim = (typeof DIMS)[number];
