// The mock's answer to why a figure changed: its drivers and the places that moved most, whose parts add up to the change.
const both = (zh, en) => ({ zh, en });
const UNEXPLAINED = new Set(['active_items', 'days_without_sale']);
const PLACES = 3, ITEMS = 6;
const PARTS = ['shop', 'category', 'site'];
const cents = (value) => Math.round(Number(value ?? 0) * 100);
const text = (n) => (n / 100).toFixed(2);

/** What the figure and its parts were and are. */
function beside(name, { from, to, where, kind }, by, ask, refuse) {
  const answer = ask({ names: [name], from, to, by, where, compare: [kind], limit: 1e6 }, refuse), of = (row) => [row[kind]?.[name] ?? null, row.values[name]];
  return { span: answer.compare[kind], total: of(answer.total), rows: answer.rows.map((row) => ({ ...row, parts: of(row) })) };
}

function places(name, question, change, ask, refuse, fits) {
  const dim = PARTS.find((one) => fits(name, one) && question.where[one]?.length !== 1);
  if (!dim || Math.abs(change) < 100) return [];
  const { rows } = beside(name, question, [dim], ask, refuse);
  return rows.filter((row) => row.keys[dim] != null).map((row) => ({ row, effect: cents(row.parts[1]) - cents(row.parts[0]) })).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, PLACES).map(({ row, effect }) => {
    const code = row.keys[dim], label = both(row.labels[dim] ?? code, row.labels[dim] ?? code), [before, now] = row.parts;
    return { keys: { [dim]: { code, name: label } }, name: label, before, now, effect: text(effect), share: (effect / change).toFixed(4), rate: cents(before) ? (effect / cents(before)).toFixed(4) : null, surprise: '4.2', sure: '0.70', note: null, drivers: [], where: { ...question.where, [dim]: [code] }, overlaps: false };
  });
}

const driver = (key, zh, en, unit, [was, is], amount) => ({ key, zh, en, unit, before: was, now: is, effect: text(amount) });
function drivers(question, [before, now], ask, refuse) {
  const tickets = beside('tickets', question, [], ask, refuse).total, one = beside('average_ticket', question, [], ask, refuse).total;
  if (![before, now, ...tickets, ...one].every(Number)) return [];
  const mean = before === now ? Number(now) : (now - before) / Math.log(now / before), effect = Math.round(mean * Math.log(tickets[1] / tickets[0]) * 100);
  return [driver('tickets', '客单数', 'Tickets', 'count', tickets, effect), driver('average_ticket', '客单价', 'Average ticket', 'yuan', one, cents(now) - cents(before) - effect)];
}

/** `fits` says whether a measure may be broken down by a dimension. */
export function why({ measure: name, from, to, where = {}, against = 'previous' }, { measures, ask, refuse, fits }) {
  const measure = measures.find((m) => m.name === name);
  if (!measure || UNEXPLAINED.has(name)) refuse(400, 'malformed', '这个指标不能解释', 'This measure cannot be explained');
  const question = { from, to, where, kind: against.startsWith('last_year') ? 'last_year' : 'previous' }, { span, total: [before, now] } = beside(name, question, [], ask, refuse);
  const change = cents(now) - cents(before), found = places(name, question, change, ask, refuse, fits), rest = change - found.reduce((sum, p) => sum + cents(p.effect), 0), days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  const figure = (id, value, signed, unit = measure.unit, filters = where) => ({ id, value, unit, signed, measure: name, days: [{ from, to }], where: filters }), rate = cents(before) ? (change / cents(before)).toFixed(4) : null;
  const items = name === 'sales' ? beside(name, question, ['item'], ask, refuse).rows.filter((row) => row.keys.item != null).map((row) => ({ item: { code: row.keys.item, name: both(row.labels.item, row.labels.item) }, before: row.parts[0] ?? '0', now: row.parts[1] ?? '0', effect: text(cents(row.parts[1]) - cents(row.parts[0])), kind: row.parts[0] === null ? 'new' : row.parts[1] === null ? 'ended' : 'volume' })).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)).slice(0, ITEMS) : [];
  return {
    measure: { ...measure, value: undefined }, scope: [], from, to, data_version: '12', now, before, change: text(change), rate,
    baseline: { way: against, ...both('对比期', 'the period before'), days: [{ from: span.from, to: span.to }], beside: [{ from, to }], matched: days, closed: 0, unmatched: 0, stand_in: 0, provisional: false },
    how: { method: 'lmdi', ...both('销售额 = 客单数 × 客单价', 'Sales = Tickets × Average ticket'), drivers: name === 'sales' ? drivers(question, [before, now], ask, refuse) : [], note: null, reversed: false, parts: null },
    goods: null, places: found, rest: { before: null, now: null, effect: text(rest), rate: null, days: '0' }, items,
    outside: { verdict: 'own', ...both('外部因素解释不了，是自身的变化', 'Nothing outside explains it; it is its own doing'), tests: [{ key: 'missing', ...both('数据缺失或歇业', 'Missing facts or closed days'), outcome: 'no', effect: '0', said: both('期间每天都有销售数据', 'There are sales on every day of the period') }] },
    sentences: [
      both(`${from} 到 ${to}，${measure.zh} {{now}}，与对比期相比 {{change}}（{{rate}}）。`, `${from} to ${to}: ${measure.en} {{now}}, {{change}} ({{rate}}) against the period before.`),
      both(found.length ? `主要在${found[0].name.zh} {{place0}}，其余 {{rest}}。` : '变化遍布各处，没有哪一处特别突出。', found.length ? `Mostly ${found[0].name.en} {{place0}}; the rest {{rest}}.` : 'The change is everywhere alike; no place stands out.'),
      both('属于自身的变化。', 'It is its own doing.'),
    ],
    figures: [figure('now', now, false), figure('change', text(change), true), figure('rate', rate, true, 'percent'), figure('place0', found[0]?.effect ?? null, true, measure.unit, found[0]?.where), figure('rest', text(change - cents(found[0]?.effect)), true)],
  };
}
