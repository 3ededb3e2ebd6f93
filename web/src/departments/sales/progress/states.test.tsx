// What the page of progress says where there is a target, none, and where its parts do not make the whole.
import { expect, test } from 'vitest';
import { screen } from '@testing-library/react';
import { person, show } from '../../../test-page';
import { Light } from './Light';
import { Notes } from './Notes';
import { NoTarget } from './NoTarget';
import { plansQ } from './queries';
import { Tiles } from './Tiles';
import type { Progress } from './wire';

const STANDING: Progress['standing'] = {
  target: '30000', done: '19200', share: '0.64', time: '0.666667', due: '20000', gap: '-800', pace: '0.96',
  left: '10800', days_left: 10, needed_per_day: '1080', needed_pace: '1.08', light: 'amber',
};
const PROGRESS: Progress = {
  measure: { name: 'sales', zh: '销售额', en: 'Sales', unit: 'yuan', good: 'up', adds_up: true },
  plan: null, provisional: false, from: '2026-11-01', to: '2026-11-30', until: '2026-11-20', data_version: '1', where: {}, labels: {},
  standing: STANDING, untargeted: null, missing_months: [], parts: null,
  outlook: { expected: '28800', low: '28000', high: '29600', share: '0.96', reach: 'unlikely', ground: 'own', note: null },
  no_outlook: null, days: [], query: { measure: 'sales', from: '2026-11-01', to: '2026-11-20', where: {} },
};
const none = { ...STANDING, target: null, share: null, time: null, due: null, gap: null, pace: null, left: null, needed_per_day: null, needed_pace: null, light: null };

test('with a target there is what each day needs, and where it will end', async () => {
  show(<Tiles data={PROGRESS} open={() => undefined} />);
  expect(await screen.findByText('剩余每日需')).toBeInTheDocument();
  expect(screen.getByText('还有 10 天，是原定的 108.0%')).toBeInTheDocument();
  expect(screen.getByText('很可能完不成')).toBeInTheDocument();
  expect(screen.getByText('2.800万元 ~ 2.960万元')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /^完成/ })).toBeInTheDocument();
});

test('without a target, what is done and expected is still told', async () => {
  show(<Tiles data={{ ...PROGRESS, standing: none, outlook: { ...PROGRESS.outlook!, share: null, reach: null } }} open={() => undefined} />);
  expect(await screen.findByText('完成')).toBeInTheDocument();
  expect(screen.getByText('预计期末')).toBeInTheDocument();
  for (const absent of ['目标', '缺口', '剩余每日需', '能否完成']) expect(screen.queryByText(absent)).toBeNull();
});

const asked = { turn: () => undefined } as never;
test.each([
  ['who may make a plan is led to it', ['read', 'create'], [], '编制目标方案'],
  ['a draft that waits can be tried on', ['read'], [{ id: '9', name: '2026 年草案' }], '试看草稿“2026 年草案”'],
  ['who may not is only told', ['read'], [], null],
])('without a plan %s', async (_, acts, drafts, button) => {
  const known: [readonly unknown[], unknown][] = [[plansQ(2026, ['draft', 'submitted'], 'sales').queryKey, drafts]];
  show(<NoTarget data={{ ...PROGRESS, standing: none }} asked={asked} />, { me: person({ may: { target_plan: acts } }), known });
  expect(await screen.findByText('这个期间没有生效的销售额目标')).toBeInTheDocument();
  if (button) expect(screen.getByRole('button', { name: button })).toBeInTheDocument();
  else expect(screen.queryByRole('button')).toBeNull();
});

test('missing months and parts that do not make the whole are told', async () => {
  show(<Notes data={{ ...PROGRESS, missing_months: [2, 3], parts: { own: '30000', parts: '28500', gap: '1500', rows: 2 } }} />);
  expect(await screen.findByText('2月、3月没有目标，整段期间的目标合不起来')).toBeInTheDocument();
  expect(screen.getByText('自己的目标 3.000万元，里面 2 个对象的目标合计 2.850万元，相差 +1,500元')).toBeInTheDocument();
});

test('what has no target is told beside the target of the others', async () => {
  show(<Notes data={{ ...PROGRESS, untargeted: '5200' }} />);
  expect(await screen.findByText('这里的目标由各部分的目标合成；没有目标的部分完成了 5,200元，不计入完成、灯号和预计')).toBeInTheDocument();
});

test.each([
  ['green', '不落后'],
  ['amber', '略落后'],
  ['red', '落后'],
  [null, '没有目标'],
] as const)('the light %s is a word too', async (light, word) => {
  show(<Light light={light} />);
  expect(await screen.findByText(word)).toBeInTheDocument();
});
