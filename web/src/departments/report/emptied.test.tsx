// A text that its author empties becomes the drafted one again, but not under the author's hands.
import { useState } from 'react';
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show } from '../../test-page';
import { PaperContext, type Paper } from './context';
import { TextBlock } from './TextBlock';
import type { WritingModel } from './useWriting';

const paper = { document: { figures: [] }, figure: () => undefined, open: () => undefined } as unknown as Paper;
const block = { type: 'text', key: 'lead', editable: true, zh: '起草的文字', en: 'Drafted' } as const;

/** Saves at once, as the server does: an empty text is none of the author's. */
function Page() {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const writing = {
    state: { status: 'saved', wrong: null, conflict: {}, texts },
    textOf: (key: string, drafted: string) => texts[key] ?? drafted,
    change: (key: string, text: string) => setTexts(text ? { [key]: text } : {}),
    flush: () => Promise.resolve(true),
    keepTheirs: () => undefined,
  } as unknown as WritingModel;
  return (
    <PaperContext value={paper}>
      <TextBlock block={block} label="经营结果" writing={writing} editing />
      <button type="button">别处</button>
    </PaperContext>
  );
}

const typed = (box: HTMLElement, text: string) => {
  box.textContent = text;
  fireEvent.input(box);
};

test('the draft comes back when the author has left, not before', async () => {
  show(<Page />);
  const box = await screen.findByRole('textbox', { name: /经营结果/ });
  expect(box).toHaveTextContent('起草的文字');
  act(() => box.focus());
  typed(box, '');
  expect(box).toHaveTextContent(/^$/);
  expect(box.dataset.placeholder).toMatch(/已清空/);
  expect(box).toHaveClass('empty');
  // To the tools below the box is not away.
  act(() => screen.getByRole('combobox').focus());
  expect(box).toHaveTextContent(/^$/);
  act(() => screen.getByRole('button', { name: '别处' }).focus());
  expect(box).toHaveTextContent('起草的文字');
});

test('what is typed next stands alone', async () => {
  show(<Page />);
  const box = await screen.findByRole('textbox', { name: /经营结果/ });
  act(() => box.focus());
  typed(box, '');
  typed(box, '新');
  act(() => screen.getByRole('button', { name: '别处' }).focus());
  expect(box.textContent).toBe('新');
});
