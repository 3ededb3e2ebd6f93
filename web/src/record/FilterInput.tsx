// One filter control; its value is one text, the very one that the address and the server take.
import { DatePicker, Input, InputNumber, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useMe } from '../api/session';
import type { Field } from './compile';
import { readChoices, readRange, resolveDay, writeChoices, writeRange } from './filters';
import { readNumber } from './number';
import { RefSelect } from './RefSelect';
import { useWords, type Words } from './words';

type Props = { field: Field; value: string; onChange: (value: string) => void };

export function FilterInput({ field, value, onChange }: Props) {
  const t = useWords();
  const id = `filter-${field.key}`;
  switch (field.ui.filter) {
    // A text that is filtered by choices but has no list of them: the choices are typed.
    case 'in':
      return (
        <Select
          id={id}
          mode={field.options ? 'multiple' : 'tags'}
          allowClear
          maxTagCount="responsive"
          className="full"
          placeholder={field.options ? t('all') : t('typeEnter')}
          options={field.options ?? []}
          tokenSeparators={[',', '，', '、']}
          value={readChoices(value)}
          onChange={(v: string[]) => onChange(writeChoices(v))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      );
    case 'ref':
      return (
        <RefSelect
          id={id}
          type={field.ref ?? ''}
          many
          placeholder={t('all')}
          value={readChoices(value)}
          onChange={(v) => onChange(writeChoices([v ?? []].flat()))}
        />
      );
    case 'bool':
      return (
        <Select
          id={id}
          allowClear
          className="full"
          placeholder={t('all')}
          value={value || null}
          onChange={(v) => onChange(v ?? '')}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
        />
      );
    case 'range':
      return field.kind === 'date' || field.kind === 'datetime' ? (
        <DayRange field={field} value={value} onChange={onChange} id={id} />
      ) : (
        <NumberRange field={field} value={value} onChange={onChange} id={id} />
      );
    default:
      return <Input id={id} allowClear value={value} onChange={(e) => onChange(e.target.value)} />;
  }
}

function NumberRange({ field, value, onChange, id }: Props & { id: string }) {
  const t = useWords();
  const range = readRange(value);
  const end = (side: 'from' | 'to') => (v: string | null) => onChange(writeRange({ ...range, [side]: v ?? '' }));
  return (
    <Space.Compact block>
      <InputNumber<string>
        id={id}
        stringMode
        parser={(typed) => readNumber(typed ?? '') ?? typed ?? ''}
        controls={false}
        className="half"
        placeholder={t('min')}
        value={range.from || null}
        onChange={end('from')}
      />
      <InputNumber<string>
        aria-label={t('to', { f: field.title })}
        stringMode
        parser={(typed) => readNumber(typed ?? '') ?? typed ?? ''}
        controls={false}
        className="half"
        placeholder={t('max')}
        value={range.to || null}
        onChange={end('to')}
      />
    </Space.Compact>
  );
}

function presets(t: Words, today: string) {
  const d = dayjs(today);
  return [
    { label: t('thisMonth'), value: [d.startOf('month'), d.endOf('month')] },
    { label: t('lastMonth'), value: [d.subtract(1, 'month').startOf('month'), d.subtract(1, 'month').endOf('month')] },
    { label: t('last30'), value: [d.subtract(29, 'day'), d] },
    { label: t('next90'), value: [d, d.add(90, 'day')] },
    { label: t('thisYear'), value: [d.startOf('year'), d.endOf('year')] },
  ] as { label: string; value: [dayjs.Dayjs, dayjs.Dayjs] }[];
}

function DayRange({ value, onChange, id, field }: Props & { id: string }) {
  const t = useWords();
  const { today } = useMe();
  const range = readRange(value);
  const day = (word: string) => (word ? dayjs(resolveDay(word, today)) : null);
  return (
    <DatePicker.RangePicker
      id={{ start: id, end: `${id}-to` }}
      aria-label={field.title}
      allowEmpty={[true, true]}
      className="full"
      value={[day(range.from), day(range.to)]}
      presets={presets(t, today)}
      onChange={(days) => onChange(writeRange({ from: days?.[0]?.format('YYYY-MM-DD') ?? '', to: days?.[1]?.format('YYYY-MM-DD') ?? '' }))}
    />
  );
}
