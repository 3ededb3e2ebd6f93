// Drafting a report: of which place or channel, and for which month.
import { useState } from 'react';
import { Alert, DatePicker, Form, Modal, Segmented, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import dayjs, { type Dayjs } from 'dayjs';
import { write } from '../../api/client';
import { placeErrors, Problem, sentence } from '../../api/problem';
import { useMe } from '../../api/session';
import type { Row } from '../../api/wire';
import { useGo } from '../../frame/address';
import { useSite } from '../../frame/site';
import { onCtrlEnter } from '../../record/keys';
import { afterWrite } from '../../record/queries';
import { RefSelect } from '../../record/RefSelect';
import { Drafted } from './Drafted';
import type { Draft } from './wire';
import { useWords } from './words';

type About = 'company' | 'site' | 'channel';
type Values = { about: About; site_id?: string; channel_id?: string; month: Dayjs };

/** What would be drafted; null while something is not chosen. */
function draftOf({ about, site_id, channel_id, month: chosen }: Partial<Values>): Draft | null {
  const month = chosen?.format('YYYY-MM');
  if (!month) return null;
  if (about === 'site') return site_id ? { month, site_id } : null;
  if (about === 'channel') return channel_id ? { month, channel_id } : null;
  return { month };
}

/** The last whole month that has data: a report looks back. */
function lastMonth(until: string): Dayjs {
  const day = dayjs(until);
  return day.isSame(day.endOf('month'), 'day') ? day.startOf('month') : day.startOf('month').subtract(1, 'month');
}

export default function DraftDialog({ close }: { close: () => void }) {
  const t = useWords();
  const me = useMe();
  const go = useGo();
  const client = useQueryClient();
  const { site } = useSite();
  const [form] = Form.useForm<Values>();
  const [open, setOpen] = useState(true);
  const [busy, setBusy] = useState(false);
  const [above, setAbove] = useState<string[]>([]);
  const about = Form.useWatch('about', form) ?? (site || !me.all_sites ? 'site' : 'company');
  const chosen = draftOf(Form.useWatch([], form) ?? {});
  const submit = async () => {
    const values = await form.validateFields().catch(() => null);
    const body = values && draftOf(values);
    if (!body) return;
    setBusy(true);
    setAbove([]);
    try {
      const row = await write<Row>('POST', '/records/report/do/draft', { body });
      afterWrite(client, 'report', row);
      go(`/r/report/${row.id}`);
    } catch (error) {
      const placed = placeErrors(error instanceof Problem ? error.body.errors : [], ['month', 'site_id', 'channel_id'], t.lang);
      form.setFields(placed.under as never);
      setAbove(placed.under.length ? placed.above : [sentence(error, t.lang)]);
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={t('draftTitle')}
      okText={busy ? t('drafting') : t('start')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => void submit()}
      onCancel={() => setOpen(false)}
      afterClose={close}
      width={480}
    >
      <p className="muted">{t('draftHint')}</p>
      {above.map((text) => (
        <Alert key={text} type="error" showIcon title={text} className="gap" role="alert" />
      ))}
      <Form
        form={form}
        layout="vertical"
        disabled={busy}
        onKeyDown={onCtrlEnter(() => void submit())}
        initialValues={{ about, site_id: site?.id ?? (me.all_sites ? undefined : me.sites[0]?.id), month: lastMonth(me.data_until ?? me.today) }}
      >
        <Fields about={about} />
        {chosen ? <Drafted draft={chosen} /> : null}
      </Form>
    </Modal>
  );
}

function Fields({ about }: { about: About }) {
  const t = useWords();
  const { sites } = useSite();
  // Only who is trusted with the whole company reports on it, or on a channel that runs through all of it.
  const whole = useMe().all_sites;
  return (
    <>
      <Form.Item name="about" label={t('about')} hidden={!whole}>
        <Segmented block options={(['company', 'site', 'channel'] as const).map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
      {about === 'site' ? (
        <Form.Item name="site_id" label={t('site')} rules={[{ required: true, message: t('siteNeeded') }]}>
          <Select
            placeholder={t('chooseSite')}
            showSearch={{ optionFilterProp: 'label' }}
            options={sites.map((s) => ({ value: s.id, label: s.name }))}
          />
        </Form.Item>
      ) : null}
      {about === 'channel' ? (
        <Form.Item name="channel_id" label={t('channel')} rules={[{ required: true, message: t('channelNeeded') }]}>
          <RefSelect type="channel" needed placeholder={t('chooseChannel')} />
        </Form.Item>
      ) : null}
      <Form.Item name="month" label={t('month')} rules={[{ required: true, message: t('monthNeeded') }]}>
        <DatePicker picker="month" className="full" allowClear={false} />
      </Form.Item>
    </>
  );
}
