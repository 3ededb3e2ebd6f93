// Which accounts would see nothing.
import { expect, test } from 'vitest';
import { blind } from './blind';

test.each([
  [{}, false],
  [{ roles: ['site_manager'] }, true],
  [{ roles: ['site_manager'], all_sites: false, sites: [] }, true],
  [{ roles: ['site_manager'], all_sites: true, sites: [] }, false],
  [{ roles: ['site_manager'], all_sites: false, sites: ['s1'] }, false],
  [{ roles: [], all_sites: false }, false],
])('%j', (values, told) => expect(blind(values) !== null).toBe(told));
