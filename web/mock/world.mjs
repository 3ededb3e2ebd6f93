// The mock's rows: one group with two malls, a store and a channel, its brands and its shops; the same at every start.
import { schemas } from './schemas.mjs';

let seed = 20261122;
const chance = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648);
const pick = (list) => list[Math.floor(chance() * list.length)];
let last = 0;
export const newId = () => `00000000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
export const today = '2026-11-22';
export const day = (days) => { const d = new Date(`${today}T00:00:00Z`); d.setUTCDate(d.getUTCDate() + days); return d.toISOString().slice(0, 10); };

export const rows = Object.fromEntries(Object.keys(schemas).map((type) => [type, []]));
export const history = new Map();
let seq = 0;
export function note(type, row, actor, event, zh, en, before, after, at = new Date().toISOString()) {
  const lines = history.get(row.id) ?? [];
  lines.unshift({ seq: ++seq, at, actor, origin: 'web', event, zh, en, before, after });
  history.set(row.id, lines);
}
function put(type, values) {
  const row = { id: newId(), version: 1, ended_at: null, ...values };
  rows[type].push(row);
  note(type, row, '系统管理员', 'create', '新建', 'Created', null, values, `${values.joined_on ?? values.opened_on ?? '2026-01-05'}T02:30:00Z`);
  return row;
}

const sites = [['M01', '云汇广场', 'mall', '杭州', '86200.00'], ['M02', '江湾里', 'mall', '上海', '64150.50'], ['S01', '滨河路店', 'store', '杭州', '1820.00'], ['C01', '天猫旗舰店', 'channel', null, null]].map(([code, name, kind, city, area]) => put('site', { code, name, kind, city, area }));
const BRANDS = [['瑞雪咖啡', 'food'], ['禾木小馆', 'food'], ['山野火锅', 'food'], ['一碗鲜面', 'food'], ['椰屿甜品', 'food'], ['沐光女装', 'retail'], ['北岸户外', 'retail'], ['青柠数码', 'retail'], ['木棉家居', 'retail'], ['星野潮玩', 'retail'], ['糖豆乐园', 'kids'], ['小鹿书屋', 'kids'], ['萌芽早教', 'kids'], ['静好美容', 'service'], ['闪洗干洗', 'service'], ['悦见眼镜', 'service'], ['云端影城', 'leisure'], ['跃动健身', 'leisure'], ['音匣量贩', 'leisure'], ['青禾瑜伽', 'leisure'], ['锦里川菜', 'food'], ['麦香烘焙', 'food'], ['海汐寿司', 'food'], ['素言茶饮', 'food'], ['拾光珠宝', 'retail'], ['行者箱包', 'retail'], ['白鹭鞋履', 'retail'], ['元气少年', 'kids'], ['安康药房', 'service'], ['鲸鱼童装', 'kids']];
const person = () => [{ name: pick(['王敏', '李强', '张丽', '刘洋', '赵婷']), role: pick(['店长', '品牌经理']), mobile: `138${Math.floor(10000000 + chance() * 89999999)}` }];
const brands = BRANDS.map(([name, category], i) => put('brand', {
  code: `B${String(i + 1).padStart(4, '0')}`, name, category, tags: [pick(['首店', '连锁', '本地', '网红']), ...(chance() < .4 ? [pick(['高客流', '续约优先'])] : [])].filter((x, k, all) => all.indexOf(x) === k), ticket: (18 + chance() * 420).toFixed(2),
  joined_on: day(-Math.floor(chance() * 1800) - 30), flagship: chance() < .2, logo: null, remark: chance() < .2 ? '装修免租期 45 天，首月推广费减半。' : null, contacts: chance() < .8 ? person() : [],
}));
for (let i = 0; i < 137; i++) {
  const brand = brands[i % brands.length], site = sites[i % 3], area = (40 + chance() * chance() * 900).toFixed(2), chancy = chance();
  put('shop', {
    code: `D${String(i + 1).padStart(4, '0')}`, name: `${brand.name}（${pick(['旗舰店', '中庭店', '二店', '精选店', '体验店'])}）`, state: chancy < .8 ? 'trading' : chancy < .9 ? 'fitting' : 'closed', site: site.id, brand: brand.id, unit: `${pick(['B1', 'L1', 'L2', 'L3', 'L4'])}-${String((i * 7) % 28 + 1).padStart(2, '0')}`,
    area, rent: (Number(area) * (120 + chance() * 260)).toFixed(2), opened_on: day(-Math.floor(chance() * 1500) - 20), ends_on: day(Math.floor(chance() * 900) - 10), contacts: person(),
  });
}
const shop = rows.shop[0];
note('shop', shop, '陈思远', 'change', '修改', 'Changed', { rent: '46800.00', ends_on: '2026-12-31' }, { rent: shop.rent, ends_on: shop.ends_on }, '2026-11-20T08:42:00Z');
note('shop', shop, '林晓彤', 'open', '开业', 'Opened', { state: 'fitting' }, { state: 'trading' }, '2026-11-21T01:30:00Z');

put('user', { account: 'admin', name: '系统管理员', roles: ['administrator'], all_sites: true, sites: [], locked: false });
put('user', { account: 'chensiyuan', name: '陈思远', roles: ['manager', 'analyst'], all_sites: false, sites: [sites[0].id, sites[1].id], locked: false });
put('user', { account: 'viewer', name: '林晓彤', roles: ['viewer'], all_sites: false, sites: [sites[0].id], locked: false });
put('api_token', { name: '收银系统日结同步', read_only: false, expires_on: '2027-02-20' });
const at = (h, m) => `${today}T${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}:00Z`;
const job = (title, state, done, total, more) => put('job', { title, kind: 'import', state, done, total, note: '', error: '', result: null, created_at: at(1, 0), started_at: at(1, 0), finished_at: null, _labels: { owner: '陈思远' }, ...more });
job('导入销售：江湾里 10 月.xlsx', 'failed', 31200, 48000, { error: '第 31201 行：日期“2026-10-32”不存在。没有写入任何数据，请修改后重试。', created_at: at(0, 20), started_at: at(0, 20), finished_at: at(0, 22) });
job('导入销售：云汇广场 10 月.xlsx', 'done', 48210, 48210, { result: { rows: 48210, accepted: 48210, refused: 0 }, created_at: at(0, 41), started_at: at(0, 41), finished_at: at(0, 44) });
export const running = job('生成月报：云汇广场 2026-10', 'running', 3, 8, { kind: 'report', note: '正在计算同比', created_at: at(1, 12), started_at: at(1, 12) });
