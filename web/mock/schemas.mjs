// The mock's record types, written the way the server publishes them at /api/meta/{type}.
const ui = (g, more = {}) => ({ g, ...more });
const field = (type) => (zh, en, hints, more = {}) => ({ title: zh, 'x-en': en, ...type, 'x-ui': hints, ...more });
const text = field({ type: 'string' });
const maybe = field({ type: ['string', 'null'] });
const money = field({ type: ['string', 'null'], format: 'money' });
const decimal = field({ type: ['string', 'null'], format: 'decimal', 'x-decimals': 2 });
const count = field({ type: 'integer', format: 'int64', minimum: 0 });
const date = field({ type: ['string', 'null'], format: 'date' });
const instant = field({ type: ['string', 'null'], format: 'date-time' });
const bool = field({ type: 'boolean', default: false });
const ref = (target, many) => (zh, en, hints, more = {}) => (many
  ? { title: zh, 'x-en': en, type: 'array', items: { type: 'string', format: 'ref', 'x-ref': target }, 'x-ui': hints, ...more }
  : { title: zh, 'x-en': en, anyOf: [{ type: 'string', format: 'ref', 'x-ref': target }, { type: 'null' }], 'x-ui': hints, ...more });
const choice = (entries) => ({ type: 'string', enum: entries.map(([value]) => value), 'x-enum': entries.map(([value, zh, en, more]) => ({ value, zh, en, ...more })) });
const file = field({ type: ['string', 'null'], format: 'file' });

const verb = (name, zh, en, on, more = {}) => ({ name, zh, en, on, from: [], state: null, danger: false, confirm: null, request: null, ...more });
const view = (key, zh, en, where = []) => ({ key, zh, en, where });
const group = (key, zh, en) => ({ key, zh, en });
const fixed = { id: { type: 'string', format: 'ref', readOnly: true }, version: { type: 'integer', readOnly: true }, ended_at: { type: ['string', 'null'], format: 'date-time', readOnly: true } };
const record = (type, zh, en, icon, more, required, properties, about = {}) => ({
  title: zh, type: 'object', ...about, required, properties: { ...fixed, ...properties },
  'x-record': { type, en, icon, title: 'name', sub: 'code', sort: 'code', search: [], groups: [group('base', '基本信息', 'Basics')], views: [], verbs: [], site: null, kept_by_house: false, key: ['code'], ...more },
});

const CATEGORY = choice([['food', '餐饮', 'Food & beverage', { color: 'volcano' }], ['retail', '零售', 'Retail', { color: 'geekblue' }], ['kids', '儿童亲子', 'Kids', { color: 'gold' }], ['service', '生活服务', 'Services', { color: 'cyan' }], ['leisure', '休闲娱乐', 'Leisure', { color: 'purple' }]]);
const STATE = choice([['fitting', '装修中', 'Fitting out', { status: 'processing' }], ['trading', '营业中', 'Trading', { status: 'success' }], ['closed', '已闭店', 'Closed', { status: 'default' }]]);
const KIND = choice([['mall', '商场', 'Mall', { color: 'geekblue' }], ['store', '门店', 'Store', { color: 'cyan' }], ['channel', '线上渠道', 'Online channel', { color: 'purple' }]]);
const ROLE = choice([['administrator', '系统管理员', 'Administrator'], ['manager', '项目经理', 'Site manager'], ['analyst', '数据分析', 'Analyst'], ['viewer', '只读', 'Viewer']]);
const JOB = choice([['queued', '排队', 'Queued', { status: 'default' }], ['running', '进行中', 'Running', { status: 'processing' }], ['done', '完成', 'Done', { status: 'success' }], ['failed', '失败', 'Failed', { status: 'error' }]]);
const TRADE = [group('base', '基本信息', 'Basics'), group('trade', '经营', 'Trading'), group('contact', '联系人', 'Contacts')];
const CONTACT = { type: 'array', title: '联系人', 'x-en': 'Contacts', maxItems: 5, 'x-ui': ui('contact', { span: 2 }), items: { type: 'object', required: ['name', 'mobile'], properties: {
  name: text('姓名', 'Name', ui(''), { minLength: 1, maxLength: 20 }), role: maybe('职务', 'Role', ui(''), { maxLength: 20 }),
  mobile: text('手机', 'Mobile', ui(''), { pattern: '^1\\d{10}$', 'x-pattern-msg': { zh: '请输入 11 位手机号', en: 'An 11-digit mobile number' } }) } } };

const site = record('site', '项目', 'Sites', 'site', { views: [view('all', '全部', 'All'), view('mall', '商场', 'Malls', [['kind', 'mall']])], site: 'id' }, ['code', 'name', 'kind'], {
  code: text('编号', 'Code', ui('base', { list: 100, w: 110, filter: 'text', sort: true, fixed: true, once: true }), { pattern: '^[A-Z]\\d{2}$', 'x-pattern-msg': { zh: '一个大写字母加两位数字', en: 'A capital letter and two digits' } }),
  name: text('名称', 'Name', ui('base', { list: 95, w: 200, filter: 'text', sort: true, link: true }), { minLength: 2, maxLength: 40 }),
  kind: { title: '类型', 'x-en': 'Kind', ...KIND, 'x-ui': ui('base', { list: 90, w: 120, filter: 'in' }) },
  city: maybe('城市', 'City', ui('base', { list: 80, w: 110, filter: 'text' })),
  area: decimal('经营面积', 'Trading area', ui('base', { list: 70, w: 140, filter: 'range', sort: true, sum: true }), { 'x-unit': '㎡', minimum: 0 }),
}, { description: '商场、门店和线上渠道都是项目，其他档案挂在项目下面。', 'x-en-description': 'Malls, stores and online channels. Other records belong to them.' });

const brand = record('brand', '品牌', 'Brands', 'brand', { search: ['code', 'name'], sort: 'code', groups: [group('base', '基本信息', 'Basics'), group('contact', '联系人', 'Contacts')], views: [view('all', '全部', 'All'), view('food', '餐饮', 'Food', [['category', 'food']]), view('retail', '零售', 'Retail', [['category', 'retail']])] }, ['name', 'category'], {
  code: text('品牌编号', 'Code', ui('base', { list: 100, w: 120, filter: 'text', sort: true, fixed: true, create: 'auto' }), { pattern: '^B\\d{4}$', 'x-pattern-msg': { zh: '编号形如 B0001', en: 'A code such as B0001' } }),
  name: text('品牌名称', 'Name', ui('base', { list: 99, w: 180, filter: 'text', sort: true, link: true }), { minLength: 2, maxLength: 40 }),
  category: { title: '业态', 'x-en': 'Category', ...CATEGORY, 'x-ui': ui('base', { list: 90, w: 110, filter: 'in', sort: true }) },
  tags: { type: 'array', title: '标签', 'x-en': 'Tags', items: { type: 'string' }, maxItems: 6, 'x-ui': ui('base', { list: 70, w: 180 }) },
  ticket: money('客单价', 'Average ticket', ui('base', { list: 60, w: 130, filter: 'range', sort: true }), { minimum: 0, description: '最近 12 个月的平均每单金额，含税', 'x-en-description': 'Average per ticket over the last 12 months, tax included' }),
  joined_on: date('入库日期', 'Joined on', ui('base', { list: 50, w: 130, filter: 'range', sort: true })),
  flagship: bool('旗舰合作', 'Flagship partner', ui('base', { list: 40, w: 110, filter: 'bool' })),
  logo: file('标志图片', 'Logo', ui('base')),
  remark: maybe('备注', 'Remark', ui('base', { widget: 'textarea', span: 2 }), { maxLength: 500 }),
  contacts: CONTACT,
}, { description: '进过或想引进的品牌，店铺经营的就是这些品牌。', 'x-en-description': 'Brands that trade here or may do so.' });

const shop = record('shop', '店铺', 'Shops', 'shop', { search: ['code', 'name'], sort: '-opened_on', groups: TRADE, site: 'site', views: [view('all', '全部', 'All'), view('trading', '营业中', 'Trading', [['state', 'trading']]), view('ending', '90 天内到期', 'Ending in 90 days', [['ends_on', '+0d..+90d']])], verbs: [
  verb('open', '开业', 'Open', 'row', { state: 'state', from: ['fitting', 'closed'], confirm: { zh: '开业后开始统计销售。', en: 'Sales are counted from now on.' } }),
  verb('close', '闭店', 'Close', 'row', { state: 'state', from: ['trading'], danger: true, request: { type: 'object', required: ['reason', 'on'], properties: { reason: { ...text('原因', 'Reason', { widget: 'textarea' }), minLength: 4, maxLength: 200 }, on: { title: '闭店日期', 'x-en': 'Closing day', type: 'string', format: 'date' }, refund: bool('退还押金', 'Refund the deposit', {}) } } }),
  verb('renumber', '重新编号', 'Renumber', 'type', { confirm: { zh: '按楼层和铺位重新编排店铺编号。', en: 'Gives shops new codes by floor and unit.' } }),
] }, ['name', 'site', 'brand'], {
  code: text('店铺编号', 'Code', ui('base', { list: 100, w: 120, filter: 'text', sort: true, fixed: true, create: 'auto' })),
  name: text('店铺名称', 'Name', ui('base', { list: 99, w: 200, filter: 'text', sort: true, link: true }), { minLength: 2, maxLength: 40 }),
  state: { title: '状态', 'x-en': 'State', ...STATE, readOnly: true, 'x-ui': ui('trade', { list: 95, w: 110, filter: 'in' }) },
  site: ref('site')('项目', 'Site', ui('base', { list: 85, w: 130, filter: 'ref' })),
  brand: ref('brand')('品牌', 'Brand', ui('base', { list: 80, w: 120, filter: 'ref' })),
  unit: maybe('铺位号', 'Unit', ui('trade', { list: 75, w: 100, filter: 'text' })),
  area: decimal('经营面积', 'Trading area', ui('trade', { list: 60, w: 130, filter: 'range', sort: true, sum: true }), { 'x-unit': '㎡', minimum: 1, maximum: 99999 }),
  rent: money('月租金', 'Monthly rent', ui('trade', { list: 55, w: 150, filter: 'range', sort: true, sum: true })),
  opened_on: date('开业日期', 'Opened on', ui('trade', { w: 130, filter: 'range', sort: true })),
  ends_on: date('合同到期', 'Contract ends', ui('trade', { list: 50, w: 130, filter: 'range', sort: true })),
  contacts: CONTACT,
});

const user = record('user', '账号', 'Accounts', 'user', { title: 'name', sub: 'account', sort: 'account', search: ['account'], groups: [group('base', '基本信息', 'Basics'), group('trust', '权限', 'Access')], verbs: [
  verb('lock', '锁定', 'Lock', 'row', { danger: true, confirm: { zh: '锁定后立即退出登录，且不能再登录。', en: 'Signs the person out at once; no sign-in until unlocked.' } }),
  verb('reset_password', '重置密码', 'Reset password', 'row', { confirm: { zh: '生成一次性密码，本人登录后须修改。', en: 'Makes a one-time password to be changed at sign-in.' } }),
] }, ['account', 'name', 'roles'], {
  account: text('账号', 'Account', ui('base', { list: 100, w: 140, filter: 'text', sort: true, link: true, once: true }), { minLength: 2, maxLength: 40, pattern: '^[a-z0-9][a-z0-9._-]*$', 'x-pattern-msg': { zh: '小写字母、数字、点和短横', en: 'Small letters, digits, dots and dashes' } }),
  name: text('姓名', 'Name', ui('base', { list: 95, w: 140, filter: 'text', sort: true }), { minLength: 1, maxLength: 40 }),
  roles: { type: 'array', title: '角色', 'x-en': 'Roles', items: ROLE, minItems: 1, maxItems: 6, 'x-ui': ui('trust', { list: 90, w: 220 }) },
  all_sites: bool('全公司', 'Whole company', ui('trust', { list: 80, w: 100, filter: 'bool' })),
  sites: ref('site', true)('可见项目', 'Sites', ui('trust', { list: 70, w: 240, span: 2 }), { description: '勾选“全公司”时不看此项', 'x-en-description': 'Not used for “whole company”' }),
  locked: bool('已锁定', 'Locked', ui('trust', { list: 60, w: 90, filter: 'bool' }), { readOnly: true }),
});

const api_token = record('api_token', 'API 令牌', 'API tokens', 'key', { title: 'name', sub: 'name', sort: 'name', kept_by_house: true, verbs: [
  verb('issue', '新建令牌', 'New token', 'type', { request: { type: 'object', required: ['name', 'days'], properties: { name: { ...text('用途', 'Purpose', {}), minLength: 1, maxLength: 60 }, days: { ...count('有效天数', 'Days valid', {}), minimum: 1, maximum: 366, default: 90 }, read_only: { ...bool('只读', 'Read only', {}), default: true } } } }),
] }, [], {
  name: text('用途', 'Purpose', ui('base', { list: 100, w: 220, filter: 'text', sort: true, link: true }), { readOnly: true }),
  read_only: bool('只读', 'Read only', ui('base', { list: 90, w: 90, filter: 'bool' }), { readOnly: true }),
  expires_on: date('到期日', 'Expires on', ui('base', { list: 80, w: 130, filter: 'range', sort: true }), { readOnly: true }),
}, { description: '脚本和其他系统用令牌代替密码访问数据，权限与所有者相同。', 'x-en-description': 'Scripts and other systems use a token in place of a password.' });

const job = record('job', '后台任务', 'Jobs', 'schedule', { title: 'title', sub: 'kind', sort: '-created_at', kept_by_house: true, verbs: [verb('retry', '重试', 'Retry', 'row', { state: 'state', from: ['failed'] })] }, [], {
  title: text('任务', 'Job', ui('base', { list: 100, w: 240, link: true }), { readOnly: true }), state: { title: '状态', 'x-en': 'State', ...JOB, readOnly: true, 'x-ui': ui('base', { list: 90, filter: 'in' }) },
  created_at: instant('提交时间', 'Queued at', ui('base', { list: 40, w: 170, sort: true }), { readOnly: true }), finished_at: instant('结束时间', 'Finished at', ui('base', { list: 30, w: 170 }), { readOnly: true }),
});
const view_ = record('view', '视图', 'Views', 'eye', { title: 'name', sub: 'page', sort: 'name' }, ['page', 'name', 'query'], { page: text('页面', 'Page', ui('base', { filter: 'text' })), name: text('名称', 'Name', ui('base', { list: 100 })), query: text('条件', 'Query', ui('base')), shared: bool('共享', 'Shared', ui('base')) });
const target = record('target', '销售目标', 'Sales targets', 'target', { title: 'name', sub: 'code', views: [] }, ['name'], { code: text('编号', 'Code', ui('base', { list: 100 })), name: text('名称', 'Name', ui('base', { list: 90, link: true })), amount: money('目标金额', 'Target', ui('base', { list: 80, sum: true })) }, { description: '按项目和月份下达的销售目标，看板据此计算完成进度。', 'x-en-description': 'Sales goals by site and month; the dashboard measures progress against them.' });

export const schemas = { site, brand, shop, user, api_token, job, view: view_, target };
export const departments = [
  { name: 'organisation', zh: '档案', en: 'Directory', records: ['site', 'brand', 'shop', 'target'] },
  { name: 'system', zh: '系统', en: 'System', records: ['user', 'api_token', 'job', 'view'] },
];
