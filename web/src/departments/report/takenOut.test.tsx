// A figure that an author takes out of a drafted text does not vanish from the eyes of whoever reads it.
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show } from '../../test-page';
import { PaperContext, type Paper } from './context';
import { TakenOut } from './TakenOut';

const figure = (id: string, zh: string, value: string) => ({ id, zh, en: id, label: null, unit: 'yuan', good: 'up', value, previous: '5000.00', last_year: null });
const figures = [figure('sales', '销售额', '6000.00'), figure('average_ticket', '客单价', '50.00')];
const paper = { figure: (id: string) => figures.find((f) => f.id === id), open: () => undefined } as unknown as Paper;
const drafted = '销售额 {{sales}}，环比{{sales~previous}}；客单价 {{average_ticket}}。';

test.each([
  ['{{sales}}，{{sales~previous}}，{{average_ticket}}', null],
  ['客单价 {{average_ticket}}，环比{{sales~previous}}，销售额 9,999 元。', '销售额 6,000.00 元'],
  ['{{sales}}，比上月好；客单价 {{average_ticket}}。', '销售额 环比 增长 20.0%'],
  ['很好。', '销售额 6,000.00 元、销售额 环比 增长 20.0%、客单价 50.00 元'],
])('%s', async (text, told) => {
  show(
    <PaperContext value={paper}>
      <h1>报告</h1>
      <TakenOut drafted={drafted} text={text} />
    </PaperContext>,
  );
  await screen.findByRole('heading');
  const note = screen.queryByRole('note');
  if (told === null) expect(note).toBeNull();
  else expect(note).toHaveTextContent(`撰写人从这段文字中移去了起草时的数字：${told}`);
});
