// Monthly reports in the mock: drafted from its made-up sales, written, submitted, returned and accepted.
import { newId, note, rows } from './world.mjs';
import { kept } from './batches.mjs';

const both = (zh, en) => ({ zh, en });
const STATES = [['draft', '草稿', 'Draft', 'default'], ['submitted', '已提交', 'Submitted', 'processing'], ['returned', '已退回', 'Returned', 'warning'], ['accepted', '已通过', 'Accepted', 'success']];
const seen = (zh, en, list, w, more = {}) => ({ title: zh, 'x-en': en, type: 'string', readOnly: true, 'x-ui': { g: 'base', list, w, ...more.ui }, ...more.is });
const verb = (name, zh, en, from, more = {}) => ({ name, zh, en, on: 'row', from, state: 'state', danger: false, confirm: null, request: null, ...more });
const OPEN = ['draft', 'returned'];
export const reportTypes = {
  report: kept('report', '营业报告', 'Operations reports', 'report', {
    title: seen('报告', 'Report', 100, 300, { ui: { link: true, filter: 'text' } }), month: seen('月份', 'Month', 95, 100, { ui: { sort: true } }),
    site_id: seen('门店', 'Site', 90, 150, { is: { format: 'ref', 'x-ref': 'site' } }), channel_id: seen('渠道', 'Channel', 85, 130, { is: { format: 'ref', 'x-ref': 'channel' } }),
    state: seen('状态', 'State', 80, 100, { ui: { filter: 'in' }, is: { enum: STATES.map(([v]) => v), 'x-enum': STATES.map(([value, zh, en, status]) => ({ value, zh, en, status })) } }),
    author: seen('撰写人', 'Author', 70, 110), data_version: seen('数据版本', 'Data version', 60, 100), reason: seen('退回原因', 'Reason of return', undefined, 200), drafted_at: seen('起草时间', 'Drafted at', 50, 170, { is: { format: 'date-time' } }),
  }, { title: 'title', sub: 'month', sort: '-drafted_at', site: 'site_id', views: [{ key: 'all', zh: '全部', en: 'All', where: [] }, { key: 'open', zh: '未通过', en: 'Open', where: [['state', 'draft,submitted,returned']] }], verbs: [
    { name: 'draft', zh: '起草报告', en: 'Draft a report', on: 'type', from: [], state: null, danger: false, confirm: null, request: { type: 'object', required: ['month'], properties: { month: { type: 'string', title: '月份', 'x-en': 'Month' }, site_id: { type: 'string', format: 'ref', 'x-ref': 'site', title: '门店', 'x-en': 'Site' }, channel_id: { type: 'string', format: 'ref', 'x-ref': 'channel', title: '渠道', 'x-en': 'Channel' } } } },
    verb('submit', '提交', 'Submit', OPEN, { confirm: both('提交后不能再修改，除非被退回。', 'It cannot be changed after that, unless it is returned.') }), verb('accept', '通过', 'Accept', ['submitted'], { confirm: both('通过后报告定稿，不再改变。', 'An accepted report is frozen and never changes.') }),
    verb('return', '退回', 'Return', ['submitted'], { danger: true, request: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', title: '退回原因', 'x-en': 'Reason', minLength: 1, maxLength: 500, 'x-ui': { widget: 'textarea' } } } } }), verb('redraft', '重新起草', 'Draft anew', OPEN, { confirm: both('用最新数据重新起草？您写的文字会保留。', 'Draft anew from the newest data? What you wrote stays.') }),
  ] }),
};

const documents = new Map(), MONTHS = /^\d{4}-(0[1-9]|1[0-2])$/;
const last = (month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
const unit = { sales: 'yuan', average_ticket: 'yuan', tickets: 'count', conversion: 'percent', gross_margin_rate: 'percent', return_rate: 'percent' };
const title = { sales: both('销售额', 'Sales'), average_ticket: both('客单价', 'Average ticket'), tickets: both('客单数', 'Tickets'), conversion: both('成交转化率', 'Conversion'), gross_margin_rate: both('毛利率', 'Gross margin rate'), return_rate: both('退货率', 'Return rate') };
const about = { sales: both('实收金额之和，退货为负数；按营业日归集。', 'The sum of amounts received; returns count as negative; by business day.'), average_ticket: both('销售额 ÷ 客单数。', 'Sales ÷ tickets.'), tickets: both('成交小票数。', 'Receipts.'), conversion: both('客单数 ÷ 客流。', 'Tickets ÷ visitors.'), gross_margin_rate: both('毛利额 ÷ 销售额。', 'Gross margin ÷ sales.'), return_rate: both('退货金额 ÷ 退货前销售额。', 'Returns ÷ sales before returns.') };

function drafted(row, ask, refuse) {
  const from = `${row.month}-01`, to = last(row.month), site = rows.site.find((s) => s.id === row.site_id), channel = rows.channel.find((c) => c.id === row.channel_id);
  const where = { ...(site ? { site: [site.code] } : {}), ...(channel ? { channel: [channel.code] } : {}) }, figures = [];
  const query = (names, by, order) => ask({ names, from, to, by, where, compare: ['previous', 'last_year'], ...(order ? { order } : {}), limit: 500 }, refuse);
  const enter = (answer, line, measure, dim) => {
    const key = dim && line.keys[dim], id = key ? `${measure}.${dim}.${key}` : measure, [value, previous, last_year] = [line.values, line.previous, line.last_year].map((v) => v?.[measure] ?? null);
    const good = measure === 'return_rate' ? 'down' : 'up', before = last_year ?? previous, better = value === null || !before ? null : ((value - before) / Math.abs(before)) * (good === 'up' ? 1 : -1);
    figures.push({ id, measure, ...title[measure], label: key ? both(line.labels[dim] ?? key, line.labels[dim] ?? key) : null, unit: unit[measure], good, about: about[measure], value, previous, last_year, share: key ? (value / answer.total.values[measure]).toFixed(6) : null, light: better === null ? null : better >= 0 ? 'green' : better >= -0.05 ? 'amber' : 'red', query: { from, to, where: key ? { ...where, [dim]: [key] } : where } });
    return id;
  };
  const whole = query(Object.keys(unit).filter((x) => !(channel && x === 'conversion')), []);
  if (whole.total.values.sales === null) refuse(409, 'report.no_data', `${row.month}没有销售数据，无法起草报告`, `There are no sales in ${row.month}; nothing to report on`);
  const headline = Object.keys(whole.total.values).filter((x) => whole.total.values[x] !== null).slice(0, 5).map((x) => enter(whole, whole.total, x, null));
  const lead = both('本月销售额 {{sales}}，环比{{sales~previous}}，同比{{sales~last_year}}；客单价 {{average_ticket}}，同比{{average_ticket~last_year}}。', 'Sales this month were {{sales}}, {{sales~previous}} on the previous month and {{sales~last_year}} on last year; the average ticket was {{average_ticket}}, {{average_ticket~last_year}} on last year.');
  const sections = [{ key: 'result', ...both('经营结果', 'Result'), blocks: [{ type: 'text', key: 'lead', ...lead, editable: true }] }];
  const name = (line, dim) => both(line.labels[dim] ?? line.keys[dim], line.labels[dim] ?? line.keys[dim]);
  for (const [dim, zh, en] of [['site', '各门店', 'By site'], ['channel', '各渠道', 'By channel'], ['category', '各品类', 'By category'], ['brand', '各品牌', 'By brand']].filter(([d]) => !where[d])) {
    const answer = query(['sales'], [dim], '-sales'), named = answer.rows.filter((r) => r.keys[dim] !== null && r.values.sales !== null);
    sections.push({ key: dim, ...both(zh, en), blocks: named.length ? [
      { type: 'chart', chart: 'bar', ...both('销售额', 'Sales'), unit: 'yuan', x: named.slice(0, 12).map((r) => name(r, dim)), series: [{ ...both('本月', 'This month'), values: named.slice(0, 12).map((r) => r.values.sales) }, { ...both('去年同期', 'Last year'), values: named.slice(0, 12).map((r) => r.last_year.sales) }] },
      { type: 'table', columns: [both('名称', 'Name'), both('销售额', 'Sales'), both('占比', 'Share'), both('环比', 'vs previous'), both('同比', 'vs last year')], rows: named.slice(0, 12).map((r) => { const figure = enter(answer, r, 'sales', dim); return [name(r, dim), ...['value', 'share', 'previous', 'last_year'].map((show) => ({ figure, show }))]; }) },
    ] : [{ type: 'empty', ...both(`本月数据没有${zh.slice(1)}信息。`, `The facts of this month know nothing ${en.toLowerCase()}.`) }] });
  }
  const brands = query(['sales'], [where.site?.[0] === 'S01' || channel ? 'item' : 'brand'], '-sales').rows.filter((r) => Object.values(r.keys)[0] !== null && Number(r.values.sales) > 0), dim = Object.keys(brands[0]?.keys ?? { brand: 1 })[0], sum = brands.reduce((n, r) => n + Number(r.values.sales), 0);
  let run = 0, few = 0;
  for (const r of brands) { if (run >= sum * 0.8) break; run += Number(r.values.sales); few += 1; }
  sections.push({ key: 'few', ...both('80/20', '80/20'), blocks: [{ type: 'text', key: 'few', ...both(`${brands.length} 个品牌中，前 ${few} 个（${Math.round((few * 1000) / brands.length) / 10}%）贡献了 80% 的销售额。`, `Of ${brands.length} brands, the first ${few} make 80% of sales.`), editable: false }, { type: 'chart', chart: 'pareto', ...both('销售额与累计占比', 'Sales and their running share'), unit: 'yuan', x: brands.slice(0, 20).map((r) => name(r, dim)), series: [{ ...both('销售额', 'Sales'), values: brands.slice(0, 20).map((r) => r.values.sales) }] }] });
  const moved = brands.filter((r) => r.last_year.sales !== null).map((r) => [r, Number(r.values.sales) - Number(r.last_year.sales)]).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1])).slice(0, 6), then = whole.total.last_year?.sales, rest = Number(whole.total.values.sales) - Number(then) - moved.reduce((n, [, d]) => n + d, 0);
  if (then) sections.push({ key: 'changes', ...both('变化原因', 'What changed'), blocks: [{ type: 'chart', chart: 'waterfall', ...both('从去年同期到本月', 'From last year to this month'), unit: 'yuan', x: [both('去年同期', 'Last year'), ...moved.map(([r]) => name(r, dim)), both('其余', 'The rest'), both('本月', 'This month')], series: [{ ...both('销售额', 'Sales'), values: [then, ...moved.map(([, d]) => d.toFixed(2)), rest.toFixed(2), whole.total.values.sales] }] }] });
  for (const [key, zh, en] of [['plan', '下月计划', 'Plan for next month'], ['support', '需要的支持', 'Support asked for']]) sections.push({ key, ...both(zh, en), blocks: [{ type: 'text', key, ...both('', ''), editable: true }] });
  const who = site?.name ?? channel?.name ?? '云汇商业集团';
  return { title: both(`${who} 营业报告`, `${who} operations report`), subtitle: both(`${row.month.slice(0, 4)} 年 ${Number(row.month.slice(5))} 月`, row.month), data_version: '12', headline, figures, sections };
}
function draft(body, who, ask, refuse) {
  if (!MONTHS.test(body.month ?? '')) refuse(422, 'invalid', '有 1 处需要修改', '1 field needs attention', { errors: [{ pointer: '/month', code: 'month', zh: '月份，例如 2026-10', en: 'a month such as 2026-10' }] });
  const row = { id: newId(), version: 1, ended_at: null, month: body.month, site_id: body.site_id ?? null, channel_id: body.channel_id ?? null, state: 'draft', author: who, data_version: '12', reason: null, drafted_at: new Date().toISOString(), texts: {} };
  const document = drafted(row, ask, refuse);
  row.title = `${document.title.zh} ${document.subtitle.zh}`;
  documents.set(row.id, document);
  rows.report.push(row);
  note('report', row, who, 'draft', '起草了报告', 'Drafted', null, { month: row.month });
  return row;
}
const wrong = (pointer, zh, en) => ({ errors: [{ pointer, code: 'figure', zh, en }] });

/** Answers what concerns reports; false if the address is about something else. */
export async function reports({ first, rest, query, req, res, send, refuse, bytesOf, binary, who }, ask) {
  const [type, id, , deed] = rest;
  if (first !== 'records' || type !== 'report') return false;
  if (!rows.report.length) for (const [month, site, state] of [['2026-10', 'M01', 'draft'], ['2026-09', 'M01', 'accepted'], ['2026-10', 'S01', 'submitted']]) Object.assign(draft({ month, site_id: rows.site.find((s) => s.code === site).id }, '陈思远', ask, refuse), { state });
  const row = rows.report.find((r) => r.id === id);
  if (req.method === 'GET' && row && deed === 'document') { const { reason, version, state, month, texts } = row, d = documents.get(id), [f] = d.figures; return send(res, 200, { id, ...d, reason, version, state, month, texts, changed: state === 'accepted' ? { data_version: '14', figures: [{ figure: f.id, was: f.value, is: (Number(f.value) + 12840.5).toFixed(2) }] } : null }), true; }
  if (req.method === 'GET' && deed === 'print') return binary(res, 'PDF', 'application/pdf', `${row.title}.${query.get('format')}`), true;
  if (req.method === 'GET' || !(row || id === 'do')) return false;
  const body = JSON.parse((await bytesOf(req)).toString() || '{}'), match = /^"(\d+)"$/.exec(req.headers['if-match'] ?? '')?.[1];
  if (id === 'do') return send(res, 200, draft(body, who, ask, refuse)), true;
  if (match && Number(match) !== row.version) refuse(412, 'stale', '其他人刚刚修改过这份报告', 'Someone changed it first', { current: row });
  const from = reportTypes.report['x-record'].verbs.find((v) => v.name === deed)?.from ?? OPEN;
  if (!from.includes(row.state)) refuse(409, 'state', '报告现在的状态不能这样做', 'Not possible in this state');
  const known = new Set(documents.get(id).figures.map((f) => f.id));
  for (const [key, text] of Object.entries(body.texts ?? {})) for (const [, name] of text.matchAll(/\{\{\s*([^}~]+?)\s*(?:~\w+)?\}\}/g)) if (!known.has(name)) refuse(422, 'invalid', '有 1 处需要修改', '1 field needs attention', wrong(`/texts/${key}`, `报告里没有“${name}”这个数字`, `The report has no figure “${name}”`));
  if (deed === 'write') row.texts = Object.fromEntries(Object.entries({ ...row.texts, ...body.texts }).filter(([, text]) => text.trim()));
  if (deed === 'redraft') documents.set(id, drafted(row, ask, refuse));
  Object.assign(row, { version: row.version + 1, ...({ submit: { state: 'submitted', reason: null }, accept: { state: 'accepted' }, return: { state: 'returned', reason: body.reason } }[deed]) });
  note('report', row, who, deed, { write: '修改了文字', submit: '提交了报告', accept: '通过了报告', return: '退回了报告', redraft: '重新起草了报告' }[deed], deed, null, deed === 'return' ? { reason: body.reason } : {});
  return send(res, 200, row), true;
}
