// A small stand-in for the server: the same addresses, refusals and cursors as docs/http.md. For development and tests only.
import { departments, schemas } from './schemas.mjs';
import { figureRights, figures } from './figures.mjs';
import { day, history, newId, note, rows, running, today } from './world.mjs';

const sessions = new Map(), answers = new Map(), files = new Map(), listeners = new Set();
let password = 'shuzhi-demo-2026', mustChange = false;
class Refused extends Error { constructor(status, code, zh, en, more = {}) { super(en); this.body = { type: 'about:blank', status, code, title: zh, zh, en, errors: [], ...more }; } }
const refuse = (...args) => { throw new Refused(...args); };

const bytesOf = (req) => new Promise((done) => { const all = []; req.on('data', (part) => all.push(part)); req.on('end', () => done(Buffer.concat(all))); });
function send(res, status, body, headers = {}) {
  res.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json', 'cache-control': 'no-store', ...headers });
  res.end(body === undefined ? '' : JSON.stringify(body));
}
const binary = (res, body, type, name) => { res.writeHead(200, { 'content-type': type, ...(name ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } : {}) }); res.end(body); };
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72"><rect width="72" height="72" fill="#dfe7ff"/><path d="M12 54l16-20 12 14 8-9 12 15z" fill="#6f8ff5"/></svg>';

// Who may do what: the administrator everything, the viewer only look.
const acts = (type) => { const meta = schemas[type]['x-record']; return ['read', 'export', ...(meta.kept_by_house ? [] : ['create', 'change', 'end', 'reopen', 'import']), ...meta.verbs.map((v) => v.name)]; };
function mayOf(account) {
  if (account === 'viewer') return { site: ['read'], brand: ['read', 'export'], shop: ['read'], view: acts('view') };
  return Object.fromEntries(Object.keys(schemas).map((type) => [type, acts(type)]));
}
function me(account) {
  const user = rows.user.find((u) => u.account === account), may = mayOf(account);
  const sites = rows.site.filter((s) => !s.ended_at && (user.all_sites || user.sites.includes(s.id))).map(({ id, code, name, kind }) => ({ id, code, name, kind }));
  return { id: user.id, account, name: user.name, roles: user.roles, must_change_password: mustChange, all_sites: user.all_sites, sites, company: '云汇商业集团', today, data_until: '2026-11-21', may: { ...may, ...figureRights(account) }, departments: departments.map((d) => ({ ...d, records: d.records.filter((type) => may[type]) })) };
}

const core = (schema) => schema.anyOf?.find((s) => s.type !== 'null') ?? schema;
const head = (type, row) => String(row[schemas[type]['x-record'].title] ?? '');
function labelled(type, row) {
  const labels = { ...row._labels };
  for (const [key, raw] of Object.entries(schemas[type].properties)) {
    const target = core(raw)['x-ref'] ?? raw.items?.['x-ref'];
    const names = [row[key] ?? []].flat().map((id) => rows[target]?.find((r) => r.id === id)).filter(Boolean).map((r) => head(target, r));
    if (target && names.length) labels[key] = names.join('、');
  }
  return { ...row, _labels: labels };
}

const resolve = (word) => (/^[+-]?\d+d$/.test(word) ? day(parseInt(word, 10)) : word);
function fits(schema, value, wanted) {
  const it = core(schema);
  if (it.type?.includes?.('string') && !it.format && !it.enum) return String(value ?? '').toLowerCase().includes(wanted.toLowerCase());
  if (wanted.includes('..')) {
    const [from, to] = wanted.split('..').map(resolve), exact = ['money', 'decimal'].includes(it.format) || it.type === 'integer', key = exact ? Number : String;
    return value !== null && value !== undefined && (!from || key(value) >= key(from)) && (!to || key(value) <= key(to));
  }
  return wanted.split(',').includes(String(value));
}
function chosen(type, query) {
  const words = (query.get('q') ?? '').toLowerCase();
  return rows[type].filter((row) => (query.get('ended') === '1' || !row.ended_at)
    && (!words || ['code', 'name', 'account'].some((k) => String(row[k] ?? '').toLowerCase().includes(words)))
    && [...query].every(([k, v]) => {
      if (!k.startsWith('f.') || !v) return true;
      const schema = schemas[type].properties[k.slice(2)];
      if (!schema) refuse(400, 'malformed', `没有“${k.slice(2)}”这个筛选项`, 'No such filter');
      return fits(k === 'f.id' ? { enum: [] } : schema, row[k.slice(2)], v);
    }));
}
function list(type, query) {
  const sort = query.get('sort') || schemas[type]['x-record'].sort, field = sort.replace(/^-/, ''), sign = sort.startsWith('-') ? -1 : 1;
  const exact = ['money', 'decimal'].includes(core(schemas[type].properties[field] ?? {}).format);
  const all = chosen(type, query).sort((a, b) => {
    const x = a[field], y = b[field];
    const order = x === y ? 0 : x === null ? 1 : y === null ? -1 : (exact ? Number(x) - Number(y) : String(x).localeCompare(String(y), 'zh')) * sign;
    return order || a.id.localeCompare(b.id);
  });
  const size = Math.min(200, Number(query.get('size')) || 50), after = query.get('after'), before = query.get('before');
  const from = after ? all.findIndex((r) => r.id === after) + 1 : before ? Math.max(0, all.findIndex((r) => r.id === before) - size) : 0;
  const items = all.slice(from, from + size);
  return { items: items.map((row) => labelled(type, row)), next: from + size < all.length ? items.at(-1).id : null, previous: from > 0 && items.length ? items[0].id : null };
}
function summary(type, query) {
  const all = chosen(type, query), sum = {}, counts = {};
  for (const [key, schema] of Object.entries(schemas[type].properties)) if (schema['x-ui']?.sum) sum[key] = (all.reduce((n, row) => n + Math.round(Number(row[key] ?? 0) * 100), 0) / 100).toFixed(2);
  for (const view of schemas[type]['x-record'].views) counts[view.key] = chosen(type, new URLSearchParams(view.where.map(([k, v]) => [`f.${k}`, v]))).length;
  return { total: all.length, sum, counts };
}

function judge(schema, body, at = '') {
  const errors = [], wrong = (key, code, zh, en) => errors.push({ pointer: `${at}/${key}`, code, zh, en });
  for (const [key, raw] of Object.entries(schema.properties)) {
    const it = core(raw), value = body[key];
    if (value === null || value === undefined || value === '') { if (schema.required?.includes(key) && !raw.readOnly) wrong(key, 'required', `请填写${raw.title}`, `${raw['x-en']} is required`); continue; }
    if (raw.minLength && [...String(value)].length < raw.minLength) wrong(key, 'length', `${raw.title}至少 ${raw.minLength} 个字`, 'Too short');
    if (raw.pattern && !new RegExp(raw.pattern, 'u').test(value)) wrong(key, 'pattern', raw['x-pattern-msg'].zh, raw['x-pattern-msg'].en);
    if (it.enum && !it.enum.includes(value)) wrong(key, 'choice', `“${value}”不在可选范围内`, `“${value}” is not a choice`);
    if (['money', 'decimal'].includes(it.format) && !/^-?\d+(\.\d{1,2})?$/.test(value)) wrong(key, 'number', `“${value}”不是数字`, `“${value}” is not a number`);
    if (raw.items?.properties) value.forEach((line, i) => errors.push(...judge(raw.items, line, `${at}/${key}/${i}`)));
  }
  return errors;
}
function check(type, row) {
  const errors = judge(schemas[type], row);
  for (const key of ['code', 'account']) if (row[key] && rows[type].some((r) => r.id !== row.id && r[key] === row[key])) errors.push({ pointer: `/${key}`, code: `${type}.${key}_taken`, zh: `${schemas[type].properties[key].title}“${row[key]}”已被占用`, en: `“${row[key]}” is taken` });
  if (errors.length) refuse(422, 'invalid', `有 ${errors.length} 处需要修改`, `${errors.length} fields need attention`, { errors });
}
const LETTER = { brand: ['B', 4], shop: ['D', 4], target: ['T', 3] };
function create(type, body, who) {
  const [letter, digits] = LETTER[type] ?? ['X', 3], fields = Object.fromEntries(Object.entries(schemas[type].properties).map(([k, s]) => [k, s.type === 'array' ? [] : s.default ?? null]));
  const row = { ...fields, ...(type === 'shop' ? { state: 'fitting' } : {}), ...body, id: newId(), version: 1, ended_at: null };
  if ('code' in schemas[type].properties && !row.code) row.code = letter + String(rows[type].length + 1).padStart(digits, '0');
  check(type, row);
  rows[type].push(row);
  note(type, row, who, 'create', '新建', 'Created', null, body);
  return row;
}
function change(row, type, changes, who, event, zh, en) {
  const before = Object.fromEntries(Object.keys(changes).map((k) => [k, row[k]]));
  check(type, { ...row, ...changes });
  Object.assign(row, changes, { version: row.version + 1 });
  note(type, row, who, event, zh, en, before, changes);
  return row;
}

// The mock reads a CSV only; the headings are the Chinese titles.
function importRows(type, textBody, dry, who) {
  const [heading = '', ...lines] = textBody.replace(/^\ufeff/, '').split(/\r?\n/).filter(Boolean), props = Object.entries(schemas[type].properties);
  const keys = heading.split(',').map((title) => props.find(([, s]) => s.title === title.trim())?.[0]);
  const report = { rows: lines.length, created: 0, changed: 0, refused: 0, errors: [], preview: [] }, good = [];
  lines.forEach((line, i) => {
    const body = {};
    line.split(',').forEach((cell, k) => { const schema = schemas[type].properties[keys[k]]; if (schema && cell.trim()) body[keys[k]] = schema['x-enum']?.find((e) => e.zh === cell.trim())?.value ?? cell.trim(); });
    const old = rows[type].find((r) => r.code && r.code === body.code), errors = judge(schemas[type], { ...old, ...body });
    for (const e of errors) report.errors.push({ sheet: 'Sheet1', row: i + 2, column: schemas[type].properties[e.pointer.split('/')[1]].title, value: body[e.pointer.split('/')[1]] ?? null, zh: e.zh, en: e.en });
    if (errors.length) report.refused += 1; else { report[old ? 'changed' : 'created'] += 1; good.push([old, body]); }
    report.preview.push(body);
  });
  if (!dry && !report.refused) for (const [old, body] of good) { if (old) change(old, type, body, who, 'import', '导入', 'Imported'); else create(type, body, who); }
  return report;
}

function act(type, row, name, body, who) {
  const verb = schemas[type]['x-record'].verbs.find((v) => v.name === name && (v.on === 'row') === !!row);
  if (name === 'reopen' && row) return change(row, type, { ended_at: null }, who, 'reopen', '恢复', 'Reopened');
  if (!verb) refuse(404, 'not_found', '没有找到', 'Not found');
  if (row && verb.state && verb.from.length && !verb.from.includes(row[verb.state])) refuse(409, 'state', `现在的状态不能${verb.zh}`, `“${verb.en}” is not possible now`);
  const errors = verb.request ? judge(verb.request, body) : [];
  if (errors.length) refuse(422, 'invalid', `有 ${errors.length} 处需要修改`, `${errors.length} fields need attention`, { errors });
  if (name === 'close' && row.unit?.startsWith('B1')) refuse(409, 'shop.in_sale', 'B1 层正在促销，12 月 1 日前不能闭店', 'B1 is in a promotion; shops cannot close before 1 December');
  if (name === 'issue') { const token = { id: newId(), version: 1, ended_at: null, name: body.name, read_only: !!body.read_only, expires_on: day(body.days) }; rows.api_token.push(token); return { id: token.id, secret: 'szk_' + newId().replaceAll('-', '') + 'f3a9', expires_on: token.expires_on }; }
  if (name === 'reset_password') return { secret: 'Kx7-mgq-42Rt' };
  if (name === 'retry') { change(row, type, { state: 'queued', done: 0, error: '', finished_at: null }, who, 'retry', '重试', 'Retried'); setTimeout(() => tick(row, 'running'), 800); return labelled(type, row); }
  if (name === 'renumber') return { job: running.id };
  const changes = { open: { state: 'trading' }, close: { state: 'closed' }, lock: { locked: true } }[name] ?? {};
  return labelled(type, change(row, type, changes, who, name, verb.zh, verb.en));
}

function tick(job, state = 'running') {
  Object.assign(job, state === 'running' ? { state, done: Math.min(job.total, job.done + Math.ceil(job.total / 8)) } : { state });
  if (job.done === job.total) Object.assign(job, { state: 'done', finished_at: new Date().toISOString(), note: '' });
  const { id, done, total, note: said } = job;
  for (const res of listeners) res.write(`event: job\ndata: ${JSON.stringify({ id, state: job.state, done, total, note: said })}\n\n`);
  if (job.state === 'running') setTimeout(() => tick(job), 1500).unref();
}
setTimeout(() => tick(running), Number(process.env.MOCK_JOB_MS ?? 60_000)).unref();

const cookieOf = (req) => /(?:^|; )sz=([^;]+)/.exec(req.headers.cookie ?? '')?.[1];
async function session(req, res, rest, account, cookie) {
  if (req.method === 'GET') return account ? send(res, 200, me(account)) : refuse(401, 'session.none', '请先登录', 'Please sign in');
  const body = req.method === 'POST' ? JSON.parse((await bytesOf(req)).toString()) : {};
  if (rest === 'password') {
    if (body.old !== password) refuse(422, 'invalid', '有 1 处需要修改', '1 field needs attention', { errors: [{ pointer: '/old', code: 'session.wrong', zh: '当前密码不对', en: 'The current password is wrong' }] });
    password = body.new; mustChange = false;
    return send(res, 204);
  }
  if (req.method === 'DELETE') { if (rest === 'all') sessions.clear(); sessions.delete(cookie); return send(res, 204, undefined, { 'set-cookie': 'sz=; Path=/; Max-Age=0' }); }
  if (!rows.user.some((u) => u.account === body.account) || body.password !== password) refuse(401, 'session.wrong', '账号或密码不对', 'Wrong account or password');
  const key = newId();
  sessions.set(key, body.account);
  return send(res, 200, me(body.account), { 'set-cookie': `sz=${key}; Path=/; HttpOnly; SameSite=Strict` });
}

async function record(req, res, [type, id, name, deed], query, account) {
  const schema = schemas[type], who = rows.user.find((u) => u.account === account).name;
  const may = (what) => { if (!mayOf(account)[type]?.includes(what)) refuse(403, 'forbidden', '您没有这项权限，请联系管理员', 'You may not do this'); };
  if (!schema) refuse(404, 'not_found', '没有找到', 'Not found');
  may('read');
  if (req.method === 'GET') {
    if (!id) return send(res, 200, list(type, query));
    if (id === 'summary') return send(res, 200, summary(type, query));
    if (id.endsWith('.xlsx')) { may(id === 'export.xlsx' ? 'export' : 'import'); return binary(res, 'PK', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', `${schema.title}.xlsx`); }
  }
  const row = rows[type].find((r) => r.id === id);
  if (req.method === 'GET') {
    if (!row) refuse(404, 'not_found', '没有找到，或不在您负责的范围内', 'Not found, or not at a site of yours');
    if (name === 'history') { const all = history.get(id) ?? [], from = query.get('after') ? all.findIndex((e) => e.seq === Number(query.get('after'))) + 1 : 0, items = all.slice(from, from + 20); return send(res, 200, { items, next: from + 20 < all.length ? items.at(-1).seq : null }); }
    return send(res, 200, labelled(type, row), { etag: `"${row.version}"` });
  }
  const raw = await bytesOf(req);
  if (id === 'import') { may('import'); return send(res, 200, importRows(type, /\r\n\r\n([\s\S]*?)\r\n--/.exec(raw.toString())?.[1] ?? '', query.has('dry_run'), who)); }
  const body = raw.length ? JSON.parse(raw.toString()) : {}, match = /^"(\d+)"$/.exec(req.headers['if-match'] ?? '')?.[1];
  if (!id) { may('create'); return send(res, 201, { ...labelled(type, create(type, body, who)), ...(type === 'user' ? { secret: 'Kx7-mgq-42Rt' } : {}) }, { etag: '"1"' }); }
  if (row && match && Number(match) !== row.version) refuse(412, 'stale', '其他人刚刚修改过这条记录', 'Someone changed it first', { current: labelled(type, row) });
  if (req.method === 'PATCH') { may('change'); return send(res, 200, labelled(type, change(row, type, body, who, 'change', '修改', 'Changed'))); }
  if (req.method === 'DELETE') { may('end'); change(row, type, { ended_at: new Date().toISOString() }, who, 'end', '停用', 'Ended'); return send(res, 204); }
  const verb = id === 'do' ? name : name === 'do' ? deed : name;
  may(verb);
  return send(res, 200, act(type, row, verb, body, who));
}

async function route(req, res) {
  const url = new URL(req.url, 'http://mock'), [first, ...rest] = url.pathname.split('/').slice(2), query = url.searchParams, cookie = cookieOf(req), account = sessions.get(cookie);
  if (first === 'session') return session(req, res, rest[0], account, cookie);
  if (first === 'mock') { const body = JSON.parse((await bytesOf(req)).toString()); if ('mustChange' in body) mustChange = body.mustChange; if (body.expire) sessions.clear(); if (body.bump) rows[body.bump.type].find((r) => r.id === body.bump.id && change(r, body.bump.type, body.bump.with, '林晓彤', 'change', '修改', 'Changed')); return send(res, 204); }
  if (!account) refuse(401, 'session.expired', '登录已过期，请重新登录', 'Your session has expired');
  const may = mayOf(account);
  if (await figures({ first, rest, query, req, res, send, refuse, bytesOf, binary, tick, who: rows.user.find((u) => u.account === account).name })) return undefined;
  if (first === 'meta' && !rest[0]) return send(res, 200, Object.keys(may).map((type) => ({ type, zh: schemas[type].title, en: schemas[type]['x-record'].en, icon: schemas[type]['x-record'].icon, department: departments.find((d) => d.records.includes(type))?.name })));
  if (first === 'meta') return !schemas[rest[0]] ? refuse(404, 'not_found', '没有找到', 'Not found') : !may[rest[0]] ? refuse(403, 'forbidden', '您没有这项权限，请联系管理员', 'You may not do this') : send(res, 200, schemas[rest[0]]);
  if (first === 'records') return record(req, res, rest, query, account);
  if (first === 'lookup') { const type = rest[0], ids = query.get('ids')?.split(','), q = (query.get('q') ?? '').toLowerCase(); return send(res, 200, (rows[type] ?? []).filter((r) => (ids ? ids.includes(r.id) : !r.ended_at && `${head(type, r)}${r.code ?? ''}`.toLowerCase().includes(q))).slice(0, 20).map((r) => ({ id: r.id, label: head(type, r), sub: r.code ?? r.account ?? '' }))); }
  if (first === 'search') { const q = query.get('q').toLowerCase(); return send(res, 200, ['site', 'brand', 'shop', 'user'].filter((type) => may[type]).flatMap((type) => rows[type].filter((r) => !r.ended_at && `${head(type, r)}${r.code ?? ''}`.toLowerCase().includes(q)).slice(0, 5).map((r) => ({ type, id: r.id, title: head(type, r), sub: r.code ?? '' })))); }
  if (first === 'files' && req.method === 'POST') { const raw = await bytesOf(req), id = newId(), name = /filename="([^"]*)"/.exec(raw.toString())?.[1] ?? 'file'; files.set(id, name); return send(res, 201, { id, name, mime: 'image/png', size: raw.length }); }
  if (first === 'files') return binary(res, PICTURE, 'image/svg+xml');
  if (first === 'events') { res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }); res.write(': hello\n\n'); listeners.add(res); res.on('close', () => listeners.delete(res)); return undefined; }
  return refuse(404, 'not_found', '没有找到', 'Not found');
}

/** Answers one request; a write with a known Idempotency-Key gets its first answer again. */
export async function api(req, res) {
  const key = req.headers['idempotency-key'], known = key && answers.get(key);
  if (known) return send(res, known.status, known.body);
  try {
    if (key) { const { end } = res; let status = 200; const { writeHead } = res; res.writeHead = (code, ...more) => { status = code; return writeHead.call(res, code, ...more); }; res.end = (text) => { if (status < 400) answers.set(key, { status, body: text ? JSON.parse(String(text)) : undefined }); return end.call(res, text); }; }
    return await route(req, res);
  } catch (error) {
    if (error instanceof Refused) return send(res, error.body.status, error.body);
    console.error(error);
    return send(res, 500, { status: 500, code: 'fault', zh: '服务器出错了', en: 'The server failed' });
  }
}
