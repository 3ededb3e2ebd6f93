// The till's export that the import journey brings: Chinese headings in GB18030, as old tills still write them.

/** Every character of two bytes, found by reading all of them once. */
function gbk(): Map<string, [number, number]> {
  const reader = new TextDecoder('gb18030');
  const found = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) if (low !== 0x7f) found.set(reader.decode(new Uint8Array([high, low])), [high, low]);
  return found;
}

function encoded(text: string): Buffer {
  const table = gbk();
  return Buffer.from([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (table.get(c) ?? [0x3f]))));
}

const HEADINGS = '门店,销售日期,小票号,商品编码,品类,数量(千克),单价(元/千克),实收金额,是否退货';
export const LINES = 24;

/** A day's sales of 文三店: known goods, one name that stands for a known item, one new item, one that is void, one store nobody knows. */
export function till(run: string, day: string, wrongDay?: string): Buffer {
  const lines = Array.from({ length: LINES }, (_, i) => {
    const item = { 3: `旧码${run}`, 5: `NEW${run}`, 9: `作废${run}` }[i] ?? '69070002';
    const site = i === 7 ? `不明店${run}` : '云汇超市文三店';
    const quantity = (1 + i / 8).toFixed(3);
    const amount = (Number(quantity) * 12.5).toFixed(2);
    return [site, i === 2 && wrongDay ? wrongDay : day, `${run}-${i}`, item, '粮油调味', quantity, '12.50', amount, '否'].join(',');
  });
  return encoded([HEADINGS, ...lines, ''].join('\r\n'));
}
