// A list without a row says how a first one comes about, to those who can make it and to those who cannot.
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Schema } from '../api/wire';
import { person, show } from '../test-page';
import { ListBody } from './ListBody';
import type { ListModel } from './useList';

const verb = (name: string, zh: string, request: object | null) => ({ name, zh, en: name, on: 'type', request });
const house = (type: string, title: string, verbs: object[]): Schema =>
  ({ title, description: '一段说明。', properties: {}, 'x-record': { type, en: title, icon: '', title: 'title', kept_by_house: true, verbs } }) as never;

test.each([
  ['notice', '通知', [verb('mark_all_read', '全部标为已读', null)], '还没有通知别人做了与您有关的事', null],
  ['report', '营业报告', [verb('draft', '起草报告', {})], '还没有营业报告一段说明。点“起草报告”开始。', '起草报告'],
  ['report', '营业报告', [], '还没有营业报告报告由经营负责人、门店经理或数据分析起草', null],
  ['file', '文件', [], '还没有文件一段说明。有新内容时会显示在这里。', null],
])('%s', async (type, title, verbs, told, button) => {
  const schema = house(type, title, verbs);
  const me = person({ may: { [type]: ['read', ...verbs.map((v) => v.name)] } });
  const list = { type, schema, me, fields: [], columns: [], search: {}, state: { q: '', filters: {}, view: '' }, rows: { data: { items: [] } } };
  show(<ListBody list={list as unknown as ListModel} wide picked={[]} pick={() => undefined} start={() => undefined} creates={false} />, { me });
  expect((await screen.findByText(/^还没有/)).parentElement).toHaveTextContent(told);
  if (button) expect(screen.getByRole('button')).toHaveTextContent(button);
  else expect(screen.queryByRole('button')).toBeNull();
});
