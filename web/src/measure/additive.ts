// Figures whose parts make up the whole; a rate or an average has no share.
import type { Measure } from './wire';

const ADDITIVE = new Set(['sales', 'quantity', 'tickets', 'gross_margin', 'visitors']);
export const additive = (measure: Pick<Measure, 'name'>): boolean => ADDITIVE.has(measure.name);
