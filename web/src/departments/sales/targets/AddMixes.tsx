// Adding rows by choosing what they are of: a row for each choice, or for each combination of two kinds.
import { useState } from 'react';
import { Form, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { DimSelect } from '../../../measure/DimSelect';
import { catalogueQ } from '../../../measure/queries';
import { blank, freshLine, mixOf, type Line } from './sheet';
import type { Sheet } from './useSheet';
import { DIMS, type Dim } from './wire';
import { useWords } from './words';

const ROWS_MAX = 500;
type Picked = Partial<Record<Dim, string[]>>;

/** Every combination of what was picked, one of each kind. */
export function combined(picked: Picked): Partial<Record<Dim, string>>[] {
  return DIMS.reduce<Partial<Record<Dim, string>>[]>(
    (rows, dim) => (picked[dim]?.length ? rows.flatMap((row) => picked[dim]!.map((code) => ({ ...row, [dim]: code }))) : rows),
    [{}],
  );
}

export function AddMixes({ sheet, open, close }: { sheet: Sheet; open: boolean; close: () => void }) {
  const t = useWords();
  const [picked, setPicked] = useState<Picked>({});
  const { data: catalogue } = useQuery(catalogueQ);
  const rows = combined(picked).map((mix) => freshLine(mix));
  // A shop's row has its site, which need not be picked.
  const there = new Set(sheet.lines.flatMap((line) => (blank(line) ? [] : [mixOf(line), mixOf({ ...line, site: line.shop ? '' : line.site })])));
  const fresh = rows.filter((row) => !there.has(mixOf(row)));
  const add = () => {
    const kept = sheet.lines.filter((line: Line) => !line.fresh || !blank(line));
    sheet.change([...kept, ...fresh]);
    setPicked({});
    close();
  };
  const wanted = fresh.length > 0 && rows.length <= ROWS_MAX;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('addMixes')}
      okText={t('add', { n: fresh.length })}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !wanted }}
      onOk={add}
      destroyOnHidden
    >
      <p>{t('addMixesText')}</p>
      <Form layout="vertical">
        {sheet.dims.flatMap((name) => {
          const dim = catalogue?.dims.find((one) => one.name === name);
          return dim ? (
            <Form.Item key={name} label={t.of(dim)}>
              <DimSelect dim={dim} value={picked[name] ?? []} onChange={(codes) => setPicked({ ...picked, [name]: codes })} />
            </Form.Item>
          ) : (
            []
          );
        })}
      </Form>
      {rows.length > ROWS_MAX ? (
        <p className="warn">{t('tooMany', { n: ROWS_MAX })}</p>
      ) : fresh.length < rows.length ? (
        <p className="muted">{t('known', { n: rows.length - fresh.length })}</p>
      ) : null}
    </Modal>
  );
}
