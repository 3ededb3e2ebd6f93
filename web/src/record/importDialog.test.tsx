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

test('columns that no field knows are named before the confirmation', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(report), { status: 200, headers: { 'content-type': 'application/json' } }));
  show(<ImportDialog type="brand" schema={schema} open close={vi.fn()} />);
  await screen.findByText('点击选择文件，或把文件拖到这里');
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, new File(['x'], '品牌.csv', { type: 'text/csv' }));
  expect(await screen.findByText(/这些列没有用到：备注、电话2/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '确认导入 1 行' })).toBeEnabled();
});
