// Asks before a half-filled form is lost: by a link, the back button, closing the drawer or the browser tab.
import { useRef } from 'react';
import { App } from 'antd';
import { useBlocker } from '@tanstack/react-router';
import { useWords } from './words';

/** `touch` says that something typed is not saved yet, `settle` that it is. `stays` says whether an address still shows the form. */
export function useLeave(stays: (search: Record<string, string>, path: string) => boolean) {
  const t = useWords();
  const { modal } = App.useApp();
  const dirty = useRef(false);
  useBlocker({
    enableBeforeUnload: () => dirty.current,
    shouldBlockFn: ({ next }) => {
      if (!dirty.current || stays(next.search as Record<string, string>, next.pathname)) return false;
      return new Promise<boolean>((answer) => {
        void modal.confirm({
          title: t('unsaved'),
          content: t('unsavedText'),
          okText: t('leave'),
          okButtonProps: { danger: true },
          cancelText: t('stay'),
          onOk: () => {
            dirty.current = false;
            answer(false);
          },
          onCancel: () => answer(true),
        });
      });
    },
  });
  return {
    touch: () => {
      dirty.current = true;
    },
    settle: () => {
      dirty.current = false;
    },
  };
}
