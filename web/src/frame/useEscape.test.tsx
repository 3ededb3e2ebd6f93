// Esc closes the drawer under a tooltip, but not a drawer under a dialog or behind an open choice.
import { useState } from 'react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Drawer, Modal, Select, Tooltip } from 'antd';
import { expect, test, vi } from 'vitest';
import { show } from '../test-page';
import { useEscape } from './useEscape';

function Facts({ close }: { close: () => void }) {
  const [above, setAbove] = useState(false);
  const panel = useEscape(true, close);
  return (
    <>
      <Tooltip title="口径" open>
        <span>销售额</span>
      </Tooltip>
      <Drawer open keyboard={false} panelRef={panel} onClose={close} title="明细">
        <button type="button" onClick={() => setAbove(true)}>
          搜索
        </button>
        <Select aria-label="排序" options={[{ value: '1', label: '按日期' }]} />
      </Drawer>
      <Modal open={above} title="搜索页面" />
    </>
  );
}

test('a tooltip does not keep Esc to itself', async () => {
  const close = vi.fn();
  show(<Facts close={close} />);
  await screen.findByText('明细');
  await userEvent.keyboard('{Escape}');
  expect(close).toHaveBeenCalledOnce();
});

test('a dialog that was opened later goes first', async () => {
  const close = vi.fn();
  show(<Facts close={close} />);
  await userEvent.click(await screen.findByRole('button', { name: '搜索' }));
  await screen.findByText('搜索页面');
  await userEvent.keyboard('{Escape}');
  expect(close).not.toHaveBeenCalled();
});

test('an open choice goes first', async () => {
  const close = vi.fn();
  show(<Facts close={close} />);
  await userEvent.click(await screen.findByRole('combobox', { name: '排序' }));
  await screen.findAllByText('按日期');
  await userEvent.keyboard('{Escape}');
  expect(close).not.toHaveBeenCalled();
});
