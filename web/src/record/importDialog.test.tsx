// Before a workbook is written its reader is told which columns will be left out.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { show } from '../test-page';
import { ImportDialog } from './ImportDialog';

const schema = {
  title: '品牌',
  properties: { name: { title: '名称', type: 'string' } },
  required: ['name'],
  'x-record': { type: 'brand', en: 'Brands', icon: '', title: 'name' },
};
const report = { rows: 1, created: 1, changed: 0, refused: 0, errors: [], preview: [{ name: '甲' }], ignored: ['备注', '电话2'] };

const answers = (body: object) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } }));
const choose = async () => {
  await screen.findByText('点击选择文件，或把文件拖到这里');
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['x'], '品牌.csv', { type: 'text/csv' }));
};

test('the button says what would be written, and there is none to press where that is nothing', async () => {
  answers({ ...report, rows: 251, created: 0, changed: 0, ignored: [] });
  show(<ImportDialog type="brand" schema={schema} open close={vi.fn()} />);
  await choose();
  expect(await screen.findByText('共 251 行，都与已有的相同，没有要写入的。')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: /确认导入/ })).toBeDisabled();
});

test('columns that no field knows are named before the confirmation', async () => {
  answers(report);
  show(<ImportDialog type="brand" schema={schema} open close={vi.fn()} />);
  await choose();
  expect(await screen.findByText(/这些列没有用到：备注、电话2/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '确认导入：新建 1，更新 0' })).toBeEnabled();
});
