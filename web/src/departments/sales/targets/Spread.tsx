// Breaking targets down: years to their months, and on to the parts of a dimension.
import { useState } from 'react';
import { Alert, App, Checkbox, Form, Modal, Radio, Select } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { write } from '../../../api/client';
import { sentence } from '../../../api/problem';
import { catalogueQ } from '../../../measure/queries';
import { afterWrite } from '../../../record/queries';
import { sentOf } from './sheet';
import type { Sheet } from './useSheet';
import { DIMS, type DownTo, type Plan } from './wire';
import { useWords } from './words';

type Props = { plan: Plan; sheet: Sheet; chosen: number[]; open: boolean; close: () => void };

export function Spread({ plan, sheet, chosen, open, close }: Props) {
  const t = useWords();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [downTo, setDownTo] = useState<DownTo | undefined>();
  const [only, setOnly] = useState(false);
  const [replace, setReplace] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const rows = chosen.flatMap((at) => (sheet.lines[at] && !sheet.lines[at].fresh ? [sheet.lines[at]] : []));
  const some = only && rows.length > 0;
  const submit = async () => {
    setBusy(true);
    setWrong('');
    try {
      const body = {
        ...(downTo ? { down_to: downTo, replace } : {}),
        ...(some ? { rows: rows.map((line) => sentOf(line, (one, dim) => one[dim], true)) } : {}),
      };
      afterWrite(client, 'target_plan', await write<Plan>('POST', `/records/target_plan/${plan.id}/do/spread`, { body, version: plan.version }));
      void client.invalidateQueries({ queryKey: ['figures'] });
      void message.success(t('brokenDown'));
      close();
    } catch (error) {
      setWrong(sentence(error, t.lang));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      onCancel={close}
      title={t('breakDown')}
      okText={t('breakDown')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: sheet.count > 0 }}
      onOk={() => void submit()}
    >
      <p>{t('breakDownText')}</p>
      {sheet.count ? <Alert type="warning" showIcon title={t('breakDownUnsaved')} className="gap" /> : null}
      {wrong ? <Alert type="error" showIcon title={wrong} className="gap" role="alert" /> : null}
      <Form layout="vertical">
        <Form.Item label={t('breakDownOf')}>
          <Radio.Group
            value={some}
            onChange={(e) => setOnly(e.target.value === true)}
            options={[
              { value: false, label: t('allRows') },
              { value: true, label: t('chosenRows', { n: rows.length }), disabled: !rows.length },
            ]}
          />
        </Form.Item>
        {sheet.grid.measure.adds_up ? <Parts dims={sheet.dims} downTo={downTo} setDownTo={setDownTo} replace={replace} setReplace={setReplace} /> : null}
      </Form>
    </Modal>
  );
}

type PartsProps = {
  dims: readonly string[];
  downTo?: DownTo;
  setDownTo: (dim?: DownTo) => void;
  replace: boolean;
  setReplace: (replace: boolean) => void;
};

/** Into which parts a target goes, and whether those that are filled in are given anew. */
function Parts({ dims, downTo, setDownTo, replace, setReplace }: PartsProps) {
  const t = useWords();
  const { data: catalogue } = useQuery(catalogueQ);
  const title = (dim: string) => t.of(catalogue?.dims.find((one) => one.name === dim) ?? { zh: dim, en: dim });
  const options = DIMS.filter((dim) => dims.includes(dim)).map((dim) => ({ value: dim, label: title(dim) }));
  return (
    <Form.Item label={t('downTo')} extra={t('downToHint')}>
      <Select
        aria-label={t('downTo')}
        value={downTo ?? ''}
        onChange={(dim) => setDownTo((dim || undefined) as DownTo | undefined)}
        options={[{ value: '', label: t('downToNone') }, ...options]}
      />
      {downTo ? (
        <Checkbox checked={replace} onChange={(e) => setReplace(e.target.checked)}>
          {t('downToReplace')}
        </Checkbox>
      ) : null}
    </Form.Item>
  );
}
