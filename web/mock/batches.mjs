// Importing sales in the mock: a CSV is really read, any other file stands for one ready example.
import { newId, rows, today } from './world.mjs';

/** A record type that the house keeps: people read it and act on it, nobody types it in. */
export const kept = (type, zh, en, icon, properties, more = {}, about = {}) => ({
  title: zh, type: 'object', required: [], ...about, properties: { id: { type: 'string', readOnly: true }, version: { type: 'integer', readOnly: true }, ...properties },
  'x-record': { type, en, icon, title: 'name', sub: 'code', sort: 'code', search: [], groups: [{ key: 'base', zh: '基本信息', en: 'Basics' }], views: [], verbs: [], site: null, kept_by_house: true, ...more },
});
const seen = (zh, en, list, w, more = {}) => ({ title: zh, 'x-en': en, type: 'string', readOnly: true, 'x-ui': { g: 'base', list, w, sort: true }, ...more });
const BATCH = [['loaded', '已生效', 'In effect', 'success'], ['undone', '已撤销', 'Undone', 'default']];
export const batchTypes = {
  batch: kept('batch', '销售导入', 'Sales loads', 'batch', {
    name: seen('文件', 'File', 100, 280, { 'x-ui': { g: 'base', list: 100, w: 280, link: true } }),
    state: seen('状态', 'State', 90, 110, { enum: BATCH.map(([v]) => v), 'x-enum': BATCH.map(([value, zh, en, status]) => ({ value, zh, en, status })), 'x-ui': { g: 'base', list: 90, w: 110, filter: 'in' } }),
    from_day: seen('起', 'From', 80, 120, { format: 'date' }), to_day: seen('止', 'To', 79, 120, { format: 'date' }),
    accepted: seen('写入行数', 'Rows accepted', 70, 120, { type: 'integer' }), refused: seen('拒绝行数', 'Rows refused', 69, 120, { type: 'integer' }), amount: seen('销售额', 'Sales', 68, 160, { format: 'money' }),
    loaded_at: seen('导入时间', 'Loaded at', 60, 170, { format: 'date-time' }), actor: seen('导入人', 'By', 50, 110),
  }, { title: 'name', sub: 'name', sort: '-loaded_at', verbs: [{ name: 'undo', zh: '撤销', en: 'Undo', on: 'row', from: ['loaded'], state: 'state', danger: true, confirm: { zh: '这次导入写入的销售会全部撤回，之前被它替换的数据会恢复。', en: 'All sales of this load are taken back, and what it replaced returns.' }, request: null }] }),
  source_profile: kept('source_profile', '数据源格式', 'Source formats', 'source', { name: seen('名称', 'Name', 100, 240, { readOnly: false, 'x-ui': { g: 'base', list: 100, w: 240, link: true } }), profile: { title: '读法', 'x-en': 'Reading', type: 'string', minLength: 2, maxLength: 20000, 'x-ui': { g: 'base', widget: 'profile', span: 2 } } }, { title: 'name', sub: 'name', sort: 'name', kept_by_house: false }),
  alias: kept('alias', '名称对应', 'Name mappings', 'swap', { dim: seen('维度', 'Dimension', 100, 110, { readOnly: false }), name: seen('文件中的名称', 'Name in files', 90, 240, { readOnly: false, 'x-ui': { g: 'base', list: 90, w: 240, link: true } }), code: seen('对应编码', 'Stands for', 80, 160, { readOnly: false }) }, { title: 'name', sub: 'code', sort: 'name', kept_by_house: false }),
};

const files = new Map(), loaded = new Map();
const about = (zh, en) => ({ zh, en });
const TARGETS = [
  ['day', '日期', 'Day', true, '营业日', 'The business day', /日期|date|day/i], ['site', '门店', 'Site', true, '门店编号或名称', 'Code or name of the site', /门店|店铺编|store|site/i], ['channel', '渠道', 'Channel', false, '线上或线下渠道', 'Online or counter', /渠道|平台|channel/i],
  ['item', '单品', 'Item', false, '单品编码或条码', 'Code or barcode', /单品|商品|货号|sku|item/i], ['quantity', '数量', 'Quantity', false, '件数或公斤数', 'Pieces or kilograms', /销量|数量|qty|quantity/i], ['price', '单价', 'Price', false, '与数量一起时可算出金额', 'With quantity it gives the amount', /单价|price/i],
  ['amount', '实收金额', 'Amount', false, '含税实收，退货为负', 'Received, tax included', /金额|销售额|amount/i], ['discount', '让利', 'Discount', false, '优惠金额', 'What was given away', /优惠|折扣|discount/i], ['returned', '是否退货', 'Returned', false, '退货的写法', 'How a return is marked', /退货|类型|return/i],
].map(([name, zh, en, required, az, ae, like]) => ({ name, zh, en, required, about: about(az, ae), like }));
batchTypes.source_profile.properties.profile['x-targets'] = TARGETS.map((x) => ({ ...x, like: undefined, kinds: ['day', 'site'].includes(x.name) ? ['sales', 'visitors'] : ['sales'], required: x.required ? ['sales', 'visitors'] : [] }));
const EXAMPLE = ['销售日期,扫码销售时间,单品编码,销量(千克),销售单价(元/千克),销售类型,是否打折销售', ...Array.from({ length: 260 }, (_, i) => `2026-10-${String((i % 31) + 1).padStart(2, '0')},09:${String(i % 60).padStart(2, '0')},${i % 37 === 5 ? `1029000${i % 3}` : ['F001', 'F002', 'F003', 'F004', 'F005', 'G001', 'D002'][i % 7]},${i === 41 ? 'abc' : i === 88 ? '' : (0.2 + (i % 9) * 0.31).toFixed(3)},${(4 + (i % 13) * 1.7).toFixed(2)},${i % 29 === 3 ? '退货' : '销售'},${i % 5 ? '否' : '是'}`)].join('\n');

function tableOf(id) {
  const file = files.get(id), text = /\.(csv|txt)$/i.test(file.name) ? file.text.replace(/^\ufeff/, '') : EXAMPLE;
  const [head = '', ...lines] = text.split(/\r?\n/).filter(Boolean);
  return { file, headers: head.split(',').map((h) => h.trim()), lines: lines.map((l) => l.split(',').map((c) => c.trim())) };
}
function propose({ file, headers, lines }) {
  const saved = rows.source_profile.find((p) => !p.ended_at && Object.values(JSON.parse(p.profile).columns).every((h) => headers.includes(h)));
  if (saved) return { profile: JSON.parse(saved.profile), saved: { id: saved.id, name: saved.name } };
  const columns = {};
  for (const target of TARGETS) { const header = headers.find((h) => target.like.test(h) && !Object.values(columns).includes(h) && !/时间|打折/.test(h)); if (header) columns[target.name] = header; }
  const mark = columns.returned ? [...new Set(lines.map((l) => l[headers.indexOf(columns.returned)]))].filter(Boolean).slice(0, 6) : [];
  return { profile: { name: file.name.replace(/\.\w+$/, ''), sheet: 'Sheet1', header_row: 1, kind: 'sales', columns, constants: {}, formats: { day: '%Y-%m-%d' }, values: mark.length ? { returned: Object.fromEntries(mark.map((w) => [w, /退/.test(w)])) } : {} }, saved: null };
}
function understood({ file: id, loading: { profile: given, site, map = {} } = {} }) {
  const table = tableOf(id), { headers, lines, file } = table, proposed = given ? { profile: given, saved: null } : propose(table), profile = structuredClone(proposed.profile), rest = profile.unknown ?? {}, known = (dim, name) => map[dim]?.[name] ?? rows.alias.find((a) => !a.ended_at && a.dim === dim && a.name === name)?.code;
  if (site) profile.constants.site ??= site;
  const cell = (line, name) => (profile.columns[name] ? line[headers.indexOf(profile.columns[name])] ?? '' : profile.constants[name] ?? '');
  const errors = [], unknown = new Map(), preview = [], days = [], wrong = (row, name, value, zh, en) => errors.push({ sheet: 'Sheet1', row: row + 2, column: profile.columns[name] ?? name, value, zh, en });
  let amount = 0, quantity = 0;
  lines.forEach((line, i) => {
    const day = cell(line, 'day').replace(/\D/g, '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'), before = errors.length, item = cell(line, 'item'), count = cell(line, 'quantity'), back = profile.values.returned?.[cell(line, 'returned')] ? -1 : 1;
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) wrong(i, 'day', cell(line, 'day'), `日期“${cell(line, 'day')}”无法识别`, 'This is no date');
    for (const name of ['quantity', 'price', 'amount', 'discount']) if (profile.columns[name] && !/^-?\d+(\.\d+)?$/.test(cell(line, name))) wrong(i, name, cell(line, name) || null, cell(line, name) ? `“${cell(line, name)}”不是数字` : '没有填写', cell(line, name) ? 'This is not a number' : 'It is empty');
    if (item && !known('item', item) && !rows.item.some((r) => r.code === item || r.name === item)) { unknown.set(item, (unknown.get(item) ?? 0) + 1); if (rest.item === 'refuse') wrong(i, 'item', item, `没有“${item}”这个单品`, 'No such item'); }
    if (errors.length > before) return;
    const paid = Math.round((profile.columns.amount ? Number(cell(line, 'amount')) : Number(count || 0) * Number(cell(line, 'price') || 0)) * 100) * back;
    days.push(day); amount += paid; quantity += Math.round(Number(count || 0) * 1000) * back;
    if (preview.length < 20) preview.push({ day, site: cell(line, 'site') || null, channel: cell(line, 'channel') || null, item: item || null, quantity: count ? String(Number(count) * back) : null, amount: (paid / 100).toFixed(2), returned: back < 0 });
  });
  const kept_ = [...rows.batch].reverse().find((b) => b.name === file.name && b.state === 'loaded');
  return {
    sheets: ['Sheet1'], format: /\.csv$/i.test(file.name) ? 'csv' : 'xlsx', encoding: /\.csv$/i.test(file.name) ? 'UTF-8' : null, rows: lines.length, profile, saved_profile: proposed.saved,
    columns: headers.map((header, k) => ({ header, samples: lines.slice(0, 3).map((l) => l[k]), targets: Object.entries(profile.columns).flatMap(([name, h]) => (h === header ? [name] : [])) })),
    targets: TARGETS.map((x) => ({ ...x, like: undefined })), missing: TARGETS.filter((x) => x.required && !profile.columns[x.name] && !profile.constants[x.name]).map((x) => x.name).concat(!profile.columns.amount && !(profile.columns.price && profile.columns.quantity) ? ['amount'] : []),
    preview, errors, refused: new Set(errors.map((e) => e.row)).size,
    unknown: [...unknown].map(([value, n]) => ({ dim: 'item', value, rows: n, suggest: rows.item.slice(0, 2).map(({ code, name }) => ({ code, name })) })),
    period: days.length ? { from: days.toSorted()[0], to: days.toSorted().at(-1) } : null, total: { quantity: (quantity / 1000).toFixed(3), amount: (amount / 100).toFixed(2) }, already: kept_ ? { batch: kept_.id, id: kept_.id, at: kept_.loaded_at } : null,
  };
}
function load(body, { tick, who }) {
  const seenFirst = understood(body), made = seenFirst.profile.unknown?.item === 'refuse' ? [] : seenFirst.unknown.filter((u) => u.dim === 'item'), accepted = seenFirst.rows - seenFirst.refused, file = files.get(body.file).name;
  const job = { id: newId(), version: 1, ended_at: null, kind: 'load', title: `导入销售：${file}`, state: 'queued', done: 0, total: seenFirst.rows, note: '正在写入', error: '', result: null, created_at: new Date().toISOString(), started_at: new Date().toISOString(), finished_at: null };
  rows.job.push(job);
  const batch = { id: newId(), version: 1, ended_at: null, name: file, state: 'loaded', from_day: seenFirst.period?.from ?? null, to_day: seenFirst.period?.to ?? null, accepted, refused: seenFirst.refused, amount: seenFirst.total.amount, loaded_at: new Date().toISOString(), actor: who };
  const go = () => { if (job.done + Math.ceil(job.total / 5) >= job.total) { rows.batch.push(batch); job.result = { batch: batch.id, rows: job.total, accepted, refused: seenFirst.refused, errors: [], from: batch.from_day, to: batch.to_day, created: made.length ? [{ dim: 'item', count: made.length, names: made.slice(0, 20).map((u) => u.value) }] : [] }; } tick(job); if (job.state !== 'done') setTimeout(go, 500).unref(); };
  for (const { value } of made) rows.item.push({ id: newId(), version: 1, ended_at: null, code: value, name: value });
  for (const [dim, names] of Object.entries(body.loading.map ?? {})) for (const [name, code] of Object.entries(names)) if (!rows.alias.some((a) => a.dim === dim && a.name === name)) rows.alias.push({ id: newId(), version: 1, ended_at: null, dim, name, code });
  setTimeout(go, 400).unref();
  loaded.set(job.id, batch);
  return { job: job.id };
}

/** Answers what concerns files and loads; false if the address is about something else. */
export async function batches({ first, rest, req, res, send, refuse, bytesOf, who, tick }) {
  if (first === 'files' && req.method === 'POST') {
    const raw = (await bytesOf(req)).toString(), id = newId(), name = /filename="([^"]*)"/.exec(raw)?.[1] ?? 'file';
    files.set(id, { name, text: /\r\n\r\n([\s\S]*?)\r\n--/.exec(raw)?.[1] ?? '' });
    return send(res, 201, { id, name, mime: 'application/octet-stream', size: raw.length }), true;
  }
  const [type, id, verb] = rest;
  if (type !== 'batch' || req.method !== 'POST') return false;
  const body = JSON.parse((await bytesOf(req)).toString() || '{}');
  if (id === 'do' && verb === 'inspect') return await new Promise((done) => { setTimeout(done, 500); }), send(res, 200, understood(body)), true;
  if (id === 'do' && verb === 'load') { const faults = understood(body); if (faults.missing.length) refuse(422, 'invalid', '还有必填的列没有对应', 'A required column is missing', { errors: [{ pointer: '/profile/columns', code: 'missing', zh: '还有必填的列没有对应', en: 'A required column is missing' }] }); return send(res, 200, load(body, { tick, who })), true; }
  const row = rows.batch.find((r) => r.id === id);
  if (row && rest[3] === 'undo') { Object.assign(row, { state: 'undone', version: row.version + 1 }); return send(res, 200, row), true; }
  return refuse(404, 'not_found', '没有找到', 'Not found');
}
const past = (name, from_day, to_day, accepted, amount, loaded_at, state = 'loaded') => rows.batch.push({ id: newId(), version: 1, ended_at: null, name, state, from_day, to_day, accepted, refused: 0, amount, loaded_at, actor: '陈思远' });
/** The loads of the last weeks. */
export function fillBatches() {
  past('滨河路店_收银流水_2026-10.xlsx', '2026-10-01', '2026-10-31', 48210, '1268540.30', `${today}T00:44:00Z`);
  past('天猫_订单_2026-11-上旬.csv', '2026-11-01', '2026-11-10', 12807, '486220.00', '2026-11-11T02:05:00Z');
  past('云汇广场_商户日报_2026-09.xls', '2026-09-01', '2026-09-30', 660, '20411870.00', '2026-10-02T03:12:00Z', 'undone');
}
