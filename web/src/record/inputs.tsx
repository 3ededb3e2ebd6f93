// How one value is typed or picked: the control for each kind of field.
import { Suspense, type ReactNode } from 'react';
import { DatePicker, Input, Select, Skeleton, Switch, type InputProps } from 'antd';
import dayjs from 'dayjs';
import { widgetOf, type Handed as Given } from '../frame/door';
import type { Field } from './compile';
import { FileInput } from './FileInput';
import { instantOf, moment } from './format';
import { NumberInput } from './NumberInput';
import { RefSelect } from './RefSelect';
import { useWords } from './words';

/** `editing` is false while a row is being made. */
type Props = Given & { 'aria-label'?: string; field: Field; editing: boolean };

function DateInput({ field, value, onChange, editing: _editing, ...rest }: Props) {
  const t = useWords();
  const time = field.kind === 'datetime';
  return (
    <DatePicker
      {...rest}
      className="full"
      placeholder={t('chooseDate')}
      showTime={time ? { format: 'HH:mm' } : false}
      format={time ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      value={value ? dayjs(time ? moment(value as string) : (value as string)) : null}
      onChange={(d) => onChange?.(d ? (time ? instantOf(d.format('YYYY-MM-DDTHH:mm')) : d.format('YYYY-MM-DD')) : null)}
    />
  );
}

/** Counted as the server counts, and never cut: what was pasted may lose its end only before the eyes of whoever pasted it. */
const characters = (text: string) => [...text].length;
function lengthOf(field: Field, always: boolean): Pick<InputProps, 'count'> {
  const max = field.schema.maxLength;
  if (max === undefined) return {};
  const show: CountShow = ({ count }) => (always || count > max ? `${count} / ${max}` : null);
  return { count: { max, strategy: characters, show } };
}
type CountShow = (told: { value: string; count: number; maxLength?: number }) => ReactNode;

function TextInput({ field, editing, ...rest }: Props) {
  const t = useWords();
  const given = rest as { value?: string };
  if (field.kind === 'textarea')
    return (
      <Input.TextArea
        {...given}
        rows={3}
        {...lengthOf(field, true)}
      />
    );
  return (
    <Input
      {...given}
      allowClear
      autoComplete="off"
      placeholder={editing ? undefined : field.ui.create === 'auto' ? t('auto') : field.once ? t('once') : undefined}
      {...lengthOf(field, false)}
    />
  );
}

/** A department's own control where the field names one, else the one for its kind. */
export function Control(props: Props) {
  const { field, editing, ...given } = props;
  const Own = widgetOf(field)?.input;
  if (!Own) return <Plain {...props} />;
  return (
    <Suspense fallback={<Skeleton active title={false} />}>
      <Own {...given} field={field} disabled={!!given.disabled || (editing && field.once)} />
    </Suspense>
  );
}

function Plain(props: Props) {
  const t = useWords();
  const { field, editing, ...rest } = props;
  const handed = { ...rest, disabled: !!rest.disabled || (editing && (field.once || field.ui.create === 'auto')) };
  const given = handed as object;
  const hint = t(field.once && !editing ? 'chooseOnce' : 'choose');
  switch (field.kind) {
    case 'money':
    case 'decimal':
    case 'integer':
      return <NumberInput field={field} {...given} />;
    case 'date':
    case 'datetime':
      return <DateInput field={field} editing={editing} {...given} />;
    case 'enum':
      return (
        <Select
          {...given}
          className="full"
          options={field.options ?? []}
          allowClear={!field.required}
          placeholder={hint}
          showSearch={(field.options?.length ?? 0) > 8 ? { optionFilterProp: 'label' } : false}
        />
      );
    case 'tags':
      return (
        <Select
          {...given}
          className="full"
          mode={field.options ? 'multiple' : 'tags'}
          options={field.options ?? []}
          placeholder={field.options ? t('choose') : t('typeEnter')}
          open={field.options ? undefined : false}
          suffixIcon={field.options ? undefined : null}
          tokenSeparators={[',', '，', '、']}
        />
      );
    case 'bool':
      return <Switch {...given} />;
    case 'ref':
    case 'refs':
      return <RefSelect {...given} type={field.ref ?? ''} many={field.kind === 'refs'} needed={field.required} placeholder={hint} />;
    case 'file':
    case 'files':
      return <FileInput {...given} many={field.kind === 'files'} />;
    default:
      return <TextInput field={field} editing={editing} {...given} />;
  }
}
