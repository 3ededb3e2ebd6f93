// Made-up sales for the mock: two years of days for its sites, and the answers about them that docs/http.md describes. The same at every start.
import { departments, schemas } from './schemas.mjs';
import { newId, rows } from './world.mjs';
import { batches, batchTypes, fillBatches, kept } from './batches.mjs';
import { reports, reportTypes } from './reports.mjs';
import { why } from './why.mjs';

const both = (zh, en) => ({ zh, en });
const DAY = 86_400_000, FIRST = Date.parse('2024-11-22'), UNTIL = '2026-11-21', DAYS = Math.round((Date.parse(UNTIL) - FIRST) / DAY) + 1;
const iso = (n) => new Date(FIRST + n * DAY).toISOString().slice(0, 10);
const at = (day) => Math.round((Date.parse(day) - FIRST) / DAY);
/** The same number from 0 to 1 for the same two numbers. */
const dice = (a, b) => { let x = (a * 374761393 + b * 668265263) | 0; x = Math.imul(x ^ (x >>> 13), 1274126177); return ((x ^ (x >>> 16)) >>> 0) / 4294967296; };

const plain = (zh, en, list, more = {}) => ({ title: zh, 'x-en': en, type: 'string', 'x-ui': { g: 'base', list, w: 160, filter: 'text', sort: true, ...more } });
const coded = () => ({ code: plain('编号', 'Code', 100), name: plain('名称', 'Name', 90, { link: true }) });
Object.assign(schemas, {
  channel: kept('channel', '渠道', 'Channels', 'channel', coded()), category: kept('category', '品类', 'Categories', 'category', coded()), item: kept('item', '单品', 'Items', 'item', coded()), ...batchTypes, ...reportTypes,
});
for (const type of ['channel', 'category', 'item', 'batch', 'source_profile', 'alias', 'report']) rows[type] = [];
fillBatches();
departments.unshift({ name: 'sales', zh: '经营', en: 'Trading', records: ['batch', 'source_profile', 'alias'] }, { name: 'report', zh: '报告', en: 'Reports', records: ['report'] });
departments.find((d) => d.name === 'organisation').records.push('channel', 'category', 'item');
const coin = (type, code, name) => rows[type].push({ id: newId(), version: 1, ended_at: null, code, name });
for (const [code, name] of [['counter', '门店柜台'], ['tmall', '天猫'], ['mini', '微信小程序']]) coin('channel', code, name);
const KINDS = { food: '餐饮', retail: '零售', kids: '儿童亲子', service: '生活服务', leisure: '休闲娱乐', fresh: '生鲜', grocery: '粮油调味', drink: '酒水饮料', home: '日用百货' };
for (const [code, name] of Object.entries(KINDS)) coin('category', code, name);
const GOODS = { fresh: ['上海青', '西兰花', '云南生菜', '菠菜', '净藕', '芜湖青椒', '番茄', '金针菇', '红富士苹果', '香蕉', '砂糖橘', '阳光玫瑰', '猪五花肉', '鲈鱼', '基围虾'], grocery: ['东北大米10kg', '花生油5L', '生抽500ml', '挂面1kg', '冰糖400g', '火锅底料'], drink: ['矿泉水12瓶', '无糖茶500ml', '可乐1.25L', '啤酒330ml*12', '白酒500ml', '橙汁1L'], home: ['抽纸24包', '洗衣液3kg', '洗洁精', '牙膏', '垃圾袋', '保鲜膜', '晾衣架', '收纳箱'] };
const items = Object.entries(GOODS).flatMap(([category, names]) => names.map((name, i) => ({ code: `${category[0].toUpperCase()}${String(i + 1).padStart(3, '0')}`, name, category })));
for (const { code, name } of items) coin('item', code, name);

// One line sells one thing in one place; a shop of a mall does not say what it sold.
const idOf = (type, id) => rows[type].find((r) => r.id === id);
const lines = [
  ...rows.shop.filter((s) => idOf('site', s.site).kind === 'mall').slice(0, 44).map((s, i) => ({ site: idOf('site', s.site).code, channel: 'counter', shop: s.code, brand: idOf('brand', s.brand).code, category: idOf('brand', s.brand).category, item: null, level: 260_000 + Math.round(dice(i, 1) ** 3 * 4_200_000), price: 0, ticket: 6_000 + dice(i, 2) * 40_000, cost: 0, cut: 0.06 + dice(i, 3) * 0.14, last: i % 11 === 7 ? DAYS - 40 : DAYS })),
  ...['S01', 'C01'].flatMap((site, k) => items.flatMap((it, i) => (k ? ['tmall', 'mini'] : ['counter']).map((channel, c) => ({ site, channel, shop: null, brand: null, category: it.category, item: it.code, level: Math.round((8_000 + dice(i, 4) ** 3 * 420_000) / (1 + k + c)), price: 350 + Math.round(dice(i, 5) * 9_000), ticket: 5_500 + k * 4_000, cost: 0.68 + dice(i, 6) * 0.16, cut: 0.02 + dice(i, 7) * 0.1, last: i % 9 === 5 ? DAYS - 12 - i * 2 : DAYS })))),
];
const season = (n, site) => {
  const d = new Date(FIRST + n * DAY), week = [1.34, 0.84, 0.82, 0.85, 0.9, 1.08, 1.42][d.getUTCDay()], md = d.getUTCMonth() * 100 + d.getUTCDate(), sale = site === 'C01' && (md === 1011 || (md >= 516 && md <= 518)) ? 3.4 : 1;
  return (site === 'C01' ? 1 : week) * sale * (1 + 0.1 * Math.sin((n / 365) * 2 * Math.PI)) * (n > 365 ? 1.05 : 1) * (md >= 901 && md <= 907 && site !== 'C01' ? 1.5 : 1);
};
lines.forEach((line, l) => {
  const drift = 0.75 + dice(l, 8) * 0.55;
  line.amount = Array.from({ length: DAYS }, (_, n) => (n >= line.last || (line.item && line.level < 12_000 && dice(l, n) < 0.6) ? 0 : Math.round(line.level * season(n, line.site) * (0.75 + dice(l, n + 9) * 0.5) * (n > 365 ? drift : 1))));
});
const counted = new Set(['M01', 'M02', 'C01']);
const visitors = (site, n) => (counted.has(site) ? Math.round((site === 'C01' ? 9_000 : site === 'M01' ? 21_000 : 15_000) * season(n, site) * (0.9 + dice(n, site.charCodeAt(0) + site.charCodeAt(2)) * 0.2)) : null);

const ALL = ['site', 'channel', 'shop', 'brand', 'category', 'item'];
const m = (name, zh, en, unit, good, dims, aboutZh, aboutEn, value) => ({ name, zh, en, unit, good, dims, about: both(aboutZh, aboutEn), value });
const over = (a, b, places) => (b ? (a / b).toFixed(places) : null);
const yuan = (cents) => (cents / 100).toFixed(2);
const MEASURES = [
  m('sales', '销售额', 'Sales', 'yuan', 'up', ALL, '实收金额之和，退货为负数；按营业日归集。', 'The sum of amounts received; returns count as negative; by business day.', (a) => (a.n ? yuan(a.amount) : null)),
  m('quantity', '销量', 'Quantity', 'quantity', 'up', ALL, '售出件数或公斤数。', 'Pieces or kilograms sold.', (a) => (a.quantity ? (a.quantity / 1000).toFixed(3) : null)),
  m('tickets', '客单数', 'Tickets', 'count', 'up', ALL, '成交小票数。', 'Receipts.', (a) => (a.n ? String(a.tickets) : null)),
  m('average_ticket', '客单价', 'Average ticket', 'yuan', 'up', ALL, '销售额 ÷ 客单数。', 'Sales ÷ tickets.', (a) => over(a.amount / 100, a.tickets, 2)),
  m('units_per_ticket', '连带率', 'Units per ticket', 'per_ticket', 'up', ALL, '销量 ÷ 客单数。', 'Quantity ÷ tickets.', (a) => (a.quantity ? over(a.quantity / 1000, a.tickets, 2) : null)),
  m('average_price', '件单价', 'Average price', 'yuan', 'none', ALL, '销售额 ÷ 销量。', 'Sales ÷ quantity.', (a) => (a.quantity ? over(a.amount * 10, a.quantity, 2) : null)),
  m('discount_rate', '折扣率', 'Discount rate', 'percent', 'down', ALL, '让利金额 ÷ 原价金额；没有原价的数据不计。', 'Discount ÷ list amount; facts without a list price are left out.', (a) => over(a.list - a.amount, a.list, 6)),
  m('gross_margin', '毛利额', 'Gross margin', 'yuan', 'up', ALL, '销售额 − 成本；没有成本的数据不计。', 'Sales − cost; facts without a cost are left out.', (a) => (a.costed ? yuan(a.costed - a.cost) : null)),
  m('gross_margin_rate', '毛利率', 'Gross margin rate', 'percent', 'up', ALL, '毛利额 ÷ 销售额。', 'Gross margin ÷ sales.', (a) => over(a.costed - a.cost, a.costed, 6)),
  m('return_rate', '退货率', 'Return rate', 'percent', 'down', ALL, '退货金额 ÷ 退货前销售额。', 'Returns ÷ sales before returns.', (a) => over(a.returned, a.amount + a.returned, 6)),
  m('active_items', '动销单品数', 'Active items', 'count', 'up', ALL, '期间内卖出过的单品数。', 'Items that were sold.', (a) => (a.items.size ? String(a.items.size) : null)),
  m('sales_per_m2', '坪效', 'Sales per m²', 'yuan_per_m2', 'up', ['site', 'shop'], '销售额 ÷ 经营面积。', 'Sales ÷ trading area.', (a) => over(a.amount / 100, a.area, 2)),
  m('visitors', '客流', 'Visitors', 'count', 'up', ['site'], '客流计数器的进店人次，线上为访客数。', 'Visitors counted at the doors; online, visits.', (a) => (a.visitors ? String(a.visitors) : null)),
  m('conversion', '成交转化率', 'Conversion', 'percent', 'up', ['site'], '客单数 ÷ 客流。', 'Tickets ÷ visitors.', (a) => over(a.visited, a.visitors, 6)),
  m('days_without_sale', '未动销天数', 'Days without sale', 'count', 'down', ALL, '最近一次售出到数据截止日的天数。', 'Days from the last sale to the last day of the data.', (a) => (a.n ? String(DAYS - 1 - a.last) : null)),
];
const dim = (name, zh, en, record) => ({ name, zh, en, record: record ? name : null, time: !record });
const DIMS = [dim('site', '门店', 'Site', true), dim('channel', '渠道', 'Channel', true), dim('shop', '店铺', 'Shop', true), dim('brand', '品牌', 'Brand', true), dim('category', '品类', 'Category', true), dim('item', '单品', 'Item', true), dim('day', '日', 'Day'), dim('week', '周', 'Week'), dim('month', '月', 'Month'), dim('quarter', '季', 'Quarter'), dim('year', '年', 'Year'), dim('weekday', '星期', 'Weekday'), dim('hour', '时段', 'Hour')];
const TIME = new Set(DIMS.filter((d) => d.time).map((d) => d.name)), HOURS = [0, 3, 6, 9, 10, 7, 6, 7, 9, 12, 13, 11, 7];

function weekKey(date) { const d = new Date(date), thursday = new Date(d.getTime() + (4 - (d.getUTCDay() || 7)) * DAY), year = thursday.getUTCFullYear(); return `${year}-W${String(Math.ceil(((thursday - Date.UTC(year, 0, 1)) / DAY + 1) / 7)).padStart(2, '0')}`; }
function timeKey(name, n) {
  const day = iso(n), month = day.slice(0, 7);
  return { day, month, week: weekKey(day), quarter: `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`, year: day.slice(0, 4), weekday: String(new Date(day).getUTCDay() || 7) }[name];
}
const empty = () => ({ n: 0, amount: 0, quantity: 0, tickets: 0, list: 0, cost: 0, costed: 0, returned: 0, items: new Set(), area: 0, visitors: 0, visited: 0, last: 0, places: new Set() });
const chosen = (where) => lines.filter((line) => Object.entries(where).every(([key, values]) => values.includes(line[key])));
function put(sum, line, n, part) {
  const amount = Math.round(line.amount[n] * part);
  if (!amount) return;
  sum.n += 1; sum.amount += amount; sum.last = Math.max(sum.last, n); sum.tickets += Math.max(1, Math.round(amount / line.ticket)); sum.list += Math.round(amount / (1 - line.cut)); sum.returned += Math.round(amount * 0.012);
  if (line.price) { sum.quantity += Math.round((amount / line.price) * 1000); sum.cost += Math.round(amount * line.cost); sum.costed += amount; sum.items.add(line.item); }
}
/** Sums of a period by the keys asked for, and of the whole. */
function sums({ from, to, by, where }) {
  const total = empty(), groups = new Map(), [a, b] = [Math.max(0, at(from)), Math.min(DAYS - 1, at(to))];
  const group = (keys) => { const key = keys.join('\u0001'); if (!groups.has(key)) groups.set(key, { keys, sum: empty() }); return groups.get(key).sum; };
  for (const line of chosen(where)) for (let n = a; n <= b; n++) {
    if (!line.amount[n]) continue;
    put(total, line, n, 1);
    const hours = by.includes('hour') ? HOURS.map((w, i) => [String(i + 9), w / 100]).filter(([, w]) => w) : [[null, 1]];
    if (by.length) for (const [hour, part] of hours) put(group(by.map((name) => (name === 'hour' ? hour : TIME.has(name) ? timeKey(name, n) : line[name]))), line, n, part);
  }
  // Visitors belong to a site, not to what was sold.
  const places = [...new Set(chosen(where).map((line) => line.site))], alone = by.every((name) => name === 'site' || (TIME.has(name) && name !== 'hour'));
  for (const site of places) for (let n = a; n <= b; n++) {
    const came = visitors(site, n), area = Number(rows.site.find((s) => s.code === site).area ?? 0);
    for (const sum of alone && by.length ? [total, groups.get(by.map((name) => (name === 'site' ? site : timeKey(name, n))).join('\u0001'))?.sum] : [total]) {
      if (sum && came) { sum.visitors += came; sum.visited += Math.round(came * (0.26 + dice(n, 3) * 0.08)); }
      if (sum && area && !sum.places.has(site)) { sum.places.add(site); sum.area += area; }
    }
  }
  return { total, groups };
}
function months(from, to) { const after = new Date(Date.parse(to) + DAY); if (!from.endsWith('-01') || after.getUTCDate() !== 1) return 0; return after.getUTCFullYear() * 12 + after.getUTCMonth() - Number(from.slice(0, 4)) * 12 - Number(from.slice(5, 7)) + 1; }
const shiftMonths = (day, n) => { const d = new Date(`${day}T00:00:00Z`), wanted = d.getUTCDate(); d.setUTCDate(1); d.setUTCMonth(d.getUTCMonth() + n); d.setUTCDate(Math.min(wanted, new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 0)).getUTCDate())); return d.toISOString().slice(0, 10); };
const shiftDays = (day, n) => new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
function compared(kind, from, to) {
  const shown = to > UNTIL && from <= UNTIL ? UNTIL : to, length = Math.round((Date.parse(shown) - Date.parse(from)) / DAY), whole = months(from, to);
  if (kind === 'previous' && !whole) return { from: shiftDays(from, -Math.round((Date.parse(to) - Date.parse(from)) / DAY) - 1), to: shiftDays(from, -1) };
  const start = shiftMonths(from, kind === 'previous' ? -whole : -12);
  if (shown !== to) return { from: start, to: shiftDays(start, length) };
  return { from: start, to: whole ? shiftDays(shiftMonths(start, whole), -1) : shiftMonths(to, -12) };
}
function laid(keys, by, from, base) {
  return keys.map((key, i) => {
    if (by[i] === 'day') return shiftDays(base, Math.round((Date.parse(key) - Date.parse(from)) / DAY));
    if (by[i] === 'month') return shiftMonths(`${key}-01`, months(from.slice(0, 8) + '01', shiftDays(base.slice(0, 8) + '01', -1)) || -months(base.slice(0, 8) + '01', shiftDays(from.slice(0, 8) + '01', -1))).slice(0, 7);
    return by[i] === 'year' ? String(Number(key) + Number(base.slice(0, 4)) - Number(from.slice(0, 4))) : key;
  });
}
const RECORD = { site: 'site', channel: 'channel', shop: 'shop', brand: 'brand', category: 'category', item: 'item' };
const labelOf = (name, key) => rows[RECORD[name]]?.find((r) => r.code === key)?.name;

/** Answers one question as the server would. */
export function ask({ names, from, to, by, where, compare = [], order, limit = 1000 }, refuse) {
  const measures = names.map((name) => MEASURES.find((x) => x.name === name) ?? refuse(400, 'malformed', `没有这个指标：${name}`, `There is no measure ${name}`));
  for (const name of [...by, ...Object.keys(where)]) for (const x of measures) if (!TIME.has(name) && !x.dims.includes(name)) refuse(400, 'malformed', `${x.zh}不能按${DIMS.find((d) => d.name === name)?.zh ?? name}拆分`, `${x.en} cannot be broken down by ${name}`);
  const values = (sum) => Object.fromEntries(measures.map((x) => [x.name, sum ? x.value(sum) : null]));
  const now = sums({ from, to, by, where }), found = new Map(), total = { keys: {}, labels: {}, values: values(now.total) }, spans = {};
  const row = (keys) => { const key = keys.join('\u0001'); if (!found.has(key)) found.set(key, { keys: Object.fromEntries(by.map((name, i) => [name, keys[i]])), labels: Object.fromEntries(by.flatMap((name, i) => (labelOf(name, keys[i]) ? [[name, labelOf(name, keys[i])]] : []))), values: values(null), ...Object.fromEntries(compare.map((c) => [c, values(null)])) }); return found.get(key); };
  for (const { keys, sum } of now.groups.values()) row(keys).values = values(sum);
  for (const kind of compare) {
    const span = compared(kind, from, to), then = sums({ ...span, by, where });
    spans[kind] = { way: kind, ...span }; total[kind] = values(then.total);
    for (const { keys, sum } of then.groups.values()) row(laid(keys, by, span.from, from))[kind] = values(sum);
  }
  const time = by.find((name) => TIME.has(name)), key = (order ?? (time ? time : `-${names[0]}`)).replace(/^-/, ''), sign = (order ?? (time ? '' : '-')).startsWith('-') ? -1 : 1;
  const value = (r) => (key in r.keys ? r.keys[key] : r.values[key] === null ? null : Number(r.values[key]));
  const list = [...found.values()].sort((a, b) => { const [x, y] = [value(a), value(b)]; return x === y ? 0 : x === null ? 1 : y === null ? -1 : (typeof x === 'number' ? x - y : key === 'hour' ? x - y : x < y ? -1 : 1) * sign; });
  return { data_version: '12', until: UNTIL, from, to, compare: spans, rows: list.slice(0, limit), total, more: list.length > limit };
}
function pareto(name, dimension, question, refuse) {
  const answer = ask({ ...question, names: [name], by: [dimension], limit: 1e6 }, refuse), ranked = answer.rows.filter((r) => r.keys[dimension] != null && Number(r.values[name]) > 0), total = ranked.reduce((n, r) => n + Number(r.values[name]), 0);
  let run = 0, few = 0;
  const list = ranked.map((r) => { if (run < total * 0.8) few += 1; const v = Number(r.values[name]); run += v; return { key: r.keys[dimension], label: r.labels[dimension] ?? null, value: r.values[name], share: (v / total).toFixed(6), cumulative: (run / total).toFixed(6) }; });
  return { few, of: list.length, share: list[few - 1]?.cumulative ?? '0', total: total.toFixed(2), unnamed: answer.rows.find((r) => r.keys[dimension] == null)?.values[name] ?? null, rows: list.slice(0, 500), rest: { count: Math.max(0, list.length - 500), value: '0' }, data_version: '12' };
}
const COLUMNS = [['day', '日期', 'Day', 'day'], ['site', '门店', 'Site', 'text'], ['channel', '渠道', 'Channel', 'text'], ['shop', '店铺', 'Shop', 'text'], ['brand', '品牌', 'Brand', 'text'], ['item', '单品', 'Item', 'text'], ['quantity', '数量', 'Quantity', 'quantity'], ['list_amount', '原价金额', 'List amount', 'yuan'], ['discount', '让利', 'Discount', 'yuan'], ['amount', '实收金额', 'Amount', 'yuan']].map(([name, zh, en, kind]) => ({ name, zh, en, kind }));
function evidence(name, { from, to, where }, after) {
  const all = [], found = chosen(where);
  for (let n = Math.max(0, at(from)); n <= Math.min(DAYS - 1, at(to)); n++) for (const line of found) if (line.amount[n]) all.push([line, n]);
  const shown = all.slice(after, after + 100).map(([l, n]) => [iso(n), l.site, l.channel, l.shop, l.brand, l.item, l.price ? (l.amount[n] / l.price).toFixed(3) : null, yuan(Math.round(l.amount[n] / (1 - l.cut))), yuan(Math.round(l.amount[n] / (1 - l.cut)) - l.amount[n]), yuan(l.amount[n])]);
  const labels = Object.fromEntries(COLUMNS.flatMap(({ name: column }, i) => (RECORD[column] ? [[column, Object.fromEntries(shown.flatMap((row) => (labelOf(column, row[i]) ? [[row[i], labelOf(column, row[i])]] : [])))]] : [])));
  return { columns: COLUMNS, rows: shown, labels, total: all.length, next: after + 100 < all.length ? String(after + 100) : null, data_version: '12', about: MEASURES.find((x) => x.name === name).about };
}

/** What a person may do with figures, loads and reports; the viewer only looks. */
export const figureRights = (account) => (account === 'viewer' ? { measure: ['read'], report: ['read', 'document', 'print'] } : { measure: ['read', 'export'], batch: ['read', 'export', 'inspect', 'load', 'undo'], report: ['read', 'export', 'draft', 'document', 'write', 'print', 'submit', 'return', 'accept', 'redraft'] });

/** Answers an address about figures, imports or reports; false if it is none of these. */
export async function figures(call) {
  const { first, rest, query, res, send, refuse, binary } = call;
  if (first === 'measures' && !rest[0]) return send(res, 200, { measures: MEASURES.map((x) => ({ ...x, value: undefined })), dims: DIMS }), true;
  if (first === 'measures') {
    const words = (key) => (query.get(key) ?? '').split(',').filter(Boolean), [from, to] = [query.get('from'), query.get('to')];
    if (!from || !to || to < from) refuse(400, 'malformed', '请给出开始和结束日期', 'Give the first and last day');
    const where = Object.fromEntries([...query].filter(([k, v]) => k.startsWith('where.') && v).map(([k, v]) => [k.slice(6), v.split(',')]));
    const question = { names: words('measures'), from, to, by: words('by'), where, compare: words('compare').map((way) => (way.startsWith('last_year') ? 'last_year' : way)), order: query.get('order'), limit: Number(query.get('limit') ?? 1000) };
    await new Promise((done) => { setTimeout(done, 60); });
    if (rest[0] === 'query') return send(res, 200, ask(question, refuse)), true;
    if (rest[0] === 'export.xlsx') return binary(res, 'PK', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '销售额.xlsx'), true;
    if (rest[1] === 'pareto') return send(res, 200, pareto(rest[0], query.get('dim'), question, refuse)), true;
    return send(res, 200, evidence(rest[0], question, Number(query.get('after') ?? 0))), true;
  }
  if (first === 'inquiries' && rest[0] === 'why') {
    const question = JSON.parse(String(await call.bytesOf(call.req))), fits = (name, dimension) => MEASURES.find((x) => x.name === name).dims.includes(dimension);
    return send(res, 200, why(question, { measures: MEASURES, ask, refuse, fits })), true;
  }
  return (await batches(call)) || (await reports(call, ask));
}
