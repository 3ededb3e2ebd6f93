// What a place is best taken apart by, the best first: a mall by shops, a store by categories, a company by its sites.
import type { Site } from '../../../api/wire';
import type { Where } from '../../../measure/ask';
import type { Dim } from '../../../measure/wire';

const COMPANY = ['site', 'category', 'brand', 'channel', 'city', 'shop', 'floor', 'item'];
const MALL = ['shop', 'brand', 'category', 'floor', 'channel', 'item', 'site', 'city'];
const STORE = ['category', 'item', 'brand', 'channel', 'shop', 'floor', 'site', 'city'];

/** The dimensions that fit the figure, in the order that suits the one site of the scope. */
export function partsOf(where: Where, sites: Site[], dims: Dim[]): string[] {
  const [code, ...more] = where.site ?? [];
  const site = more.length ? undefined : sites.find((one) => one.code === code);
  // Shops and floors are those of a mall, whether or not it is named.
  const mall = site ? site.kind === 'mall' : !!(where.shop?.length || where.floor?.length);
  const order = mall ? MALL : site ? STORE : COMPANY;
  return order.filter((name) => dims.some((dim) => dim.name === name));
}
