// A form made from a schema alone: every field has a labelled control, and what is wrong stands under it.
import { createRef } from 'react';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App, ConfigProvider, Form, type FormInstance } from 'antd';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { schemas } from '../../mock/schemas.mjs';
import { placeErrors } from '../api/problem';
import { PrefsProvider } from '../frame/prefs';
import { compile } from './compile';
import { FormField } from './FormField';

const fields = compile(schemas.brand, 'zh');

function show(editing = false) {
  const form = createRef<FormInstance>();
  render(
    <PrefsProvider>
      <QueryClientProvider client={new QueryClient()}>
        <ConfigProvider theme={{ token: { motion: false } }}>
          <App>
            <Form ref={form} initialValues={{ contacts: [{}] }}>
              {fields.map((f) => (
                <FormField key={f.key} field={f} editing={editing} />
              ))}
              <button type="submit">提交</button>
            </Form>
          </App>
        </ConfigProvider>
      </QueryClientProvider>
    </PrefsProvider>,
  );
  return form;
}

test('every field has a control with its title', () => {
  show();
  for (const title of ['品牌名称', '业态', '标签', '客单价', '入库日期', '旗舰合作', '备注', '姓名 1', '手机 1'])
    expect(screen.getByLabelText(title)).toBeInTheDocument();
  expect(screen.getByLabelText('品牌编号')).toHaveAttribute('placeholder', '留空自动编号');
});

test('what the server numbers cannot be changed later', () => {
  show(true);
  expect(screen.getByLabelText('品牌编号')).toBeDisabled();
});

test('rules of the schema and refusals of the server stand under their field', async () => {
  const form = show();
  await userEvent.type(screen.getByLabelText('手机 1'), '123');
  await userEvent.click(screen.getByText('提交'));
  await waitFor(() => expect(screen.getByText('请填写品牌名称')).toBeInTheDocument());
  expect(screen.getByText('请选择业态')).toBeInTheDocument();
  expect(screen.getByText('请输入 11 位手机号')).toBeInTheDocument();
  const { under } = placeErrors(
    [{ pointer: '/contacts/0/name', code: 'x', zh: '这位联系人已离职', en: '' }],
    fields.map((f) => f.key),
    'zh',
  );
  form.current?.setFields(under as never);
  await waitFor(() => expect(screen.getByText('这位联系人已离职')).toBeInTheDocument());
});

test.each([
  ['１，２００', '1,200.00', '1200.00', null],
  ['12元', '12.00', '12.00', null],
  ['约一百', '约一百', '约一百', '应为数字'],
  ['－5', '-5.00', '-5.00', '不能小于 0'],
])('a number typed as %s is not lost', async (typed, shown, held, wrong) => {
  const form = show();
  const input = screen.getByLabelText('客单价');
  await userEvent.type(input, typed);
  await userEvent.tab();
  await waitFor(() => expect(input).toHaveValue(shown));
  expect(form.current?.getFieldValue('ticket')).toBe(held);
  if (wrong) await waitFor(() => expect(screen.getByText(wrong)).toBeInTheDocument());
  else expect(form.current?.getFieldError('ticket')).toEqual([]);
});

test('a text that is too long is kept, counted and told, never cut', async () => {
  show();
  const box = screen.getByLabelText('品牌名称');
  const max = Number(fields.find((f) => f.title === '品牌名称')?.schema.maxLength);
  await userEvent.click(box);
  await userEvent.paste('长'.repeat(max));
  expect(screen.queryByText(`${max} / ${max}`)).toBeNull();
  await userEvent.paste('文');
  expect(box).toHaveValue(`${'长'.repeat(max)}文`);
  expect(screen.getByText(`${max + 1} / ${max}`)).toBeInTheDocument();
  await userEvent.tab();
  expect(await screen.findByText(`最多 ${max} 个字`)).toBeInTheDocument();
});
