// The shapes of progress as they travel between the browser and the server, as published.
import type { components } from '../../../api/schema';
import type { Where } from '../../../measure/ask';

type Published = components['schemas'];
export type Progress = Published['progress'];
export type Board = Published['board'];
export type BoardRow = Board['rows'][number];
export type Standing = Progress['standing'];
export type Light = NonNullable<Standing['light']>;
export type Outlook = NonNullable<Progress['outlook']>;
export type Measure = Progress['measure'];
/** The period, in one of the words of the server. */
export type When = { month: string } | { quarter: string } | { year: number } | { from: string; to: string };
export type Ask = When & { measure: string; where: Where; plan?: string };
export type BoardAsk = Ask & { by?: string[] };

/** What targets can be of. */
export const DIMS = ['site', 'channel', 'shop', 'brand', 'category'];
