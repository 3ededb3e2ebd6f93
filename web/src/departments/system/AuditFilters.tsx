// What the change log is narrowed to: days, a person, a kind of record, one of its rows, an event.
import { DatePicker, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { may, typesQ, useMe } from '../../api/session';
import { useChange, useSearchState } from '../../frame/address';
import { readRange, writeRange } from '../../record/filters';
import { RefSelect } from '../../record/RefSelect';
import { choices, eventsQ } from './log';
import { useWords } from './words';

const DAY = 'YYYY-MM-DD';
const one = (value: unknown) => (value as string | null) ?? undefined;
const day = (word: string) => (word ? dayjs(word) : null);

export function AuditFilters() {
  const t = useWords();
  const me = useMe();
  const change = useChange();
  const { who = '', kind = '', id = '', event = '' } = useSearchState();
  const { data: types = [] } = useQuery(typesQ);
  const { data: events = [] } = useQuery(eventsQ);
  return (
    <div className="log-filters">
      <Days />
      {may(me, 'user', 'read') ? (
        <RefSelect type="user" aria-label={t('person')} placeholder={t('person')} value={who || null} onChange={(v) => change({ who: one(v) }, true)} />
      ) : null}
      <Select
        aria-label={t('kind')}
        placeholder={t('kind')}
        allowClear
        value={kind || null}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(v) => change({ kind: v ?? undefined, id: undefined, event: undefined }, true)}
        options={types.filter((x) => x.type !== 'job').map((x) => ({ value: x.type, label: t.of(x) }))}
      />
      {kind ? (
        <RefSelect
          key={kind}
          type={kind}
          aria-label={t('row')}
          placeholder={t('row')}
          value={id || null}
          onChange={(v) => change({ id: one(v) }, true)}
        />
      ) : null}
      <Select
        aria-label={t('event')}
        placeholder={t('event')}
        allowClear
        value={event || null}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(v) => change({ event: v ?? undefined }, true)}
        options={choices(events, kind).map((e) => ({ value: e.event, label: t.of(e) }))}
      />
    </div>
  );
}

function Days() {
  const t = useWords();
  const { today } = useMe();
  const change = useChange();
  const range = readRange(useSearchState().days ?? '');
  const d = dayjs(today);
  return (
    <DatePicker.RangePicker
      aria-label={t('days')}
      allowEmpty={[true, true]}
      value={[day(range.from), day(range.to)]}
      presets={[
        { label: t('today'), value: [d, d] },
        { label: t('yesterday'), value: [d.subtract(1, 'day'), d.subtract(1, 'day')] },
        { label: t('last7'), value: [d.subtract(6, 'day'), d] },
        { label: t('last30'), value: [d.subtract(29, 'day'), d] },
      ]}
      onChange={(days) => change({ days: writeRange({ from: days?.[0]?.format(DAY) ?? '', to: days?.[1]?.format(DAY) ?? '' }) || undefined }, true)}
    />
  );
}
