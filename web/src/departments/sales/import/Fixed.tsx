// Values that hold for the whole file: the store of a file that covers one store, the channel of an export.
import { useState } from 'react';
import { Button, DatePicker, Dropdown, Input, Select } from 'antd';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useMe } from '../../../api/session';
import { CodeSelect } from '../../../measure/CodeSelect';
import { catalogueQ } from '../../../measure/queries';
import { constant } from './profile';
import type { Profile, Read, Target } from './wire';
import { useWords } from './words';

type Props = { seen: Read; change: (profile: Profile) => void };
/** Numbers of a row are never the same for a whole file. */
const ROWWISE = new Set([
  'quantity',
  'price',
  'amount',
  'list_amount',
  'discount',
  'cost',
  'unit_cost',
  'tickets',
  'refund',
  'visitors',
  'paid_at',
  'ticket',
  'member',
  'returned',
  'promotion',
  'time',
]);

export function Fixed({ seen, change }: Props) {
  const t = useWords();
  const { profile, missing, targets } = seen;
  const [added, setAdded] = useState<string[]>([]);
  const fixable = targets.filter((target) => !ROWWISE.has(target.name));
  const shown = fixable.filter(
    ({ name }) => name in profile.constants || missing.includes(name) || (added.includes(name) && !(name in profile.columns)),
  );
  const rest = fixable.filter((target) => !shown.includes(target) && !(target.name in profile.columns));
  if (!shown.length && !rest.length) return null;
  return (
    <section className="load-part" aria-label={t('fixed')}>
      <h3 className="sec">{t('fixed')}</h3>
      <p className="muted small load-lead">{t('fixedHint')}</p>
      {shown.map((target) => (
        <One key={target.name} target={target} seen={seen} change={change} />
      ))}
      {rest.length ? (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest.map((x) => ({ key: x.name, label: t.of(x), onClick: () => setAdded([...added, x.name]) })) }}
        >
          <Button type="dashed" icon={<PlusOutlined aria-hidden />}>
            {t('addFixed')}
          </Button>
        </Dropdown>
      ) : null}
    </section>
  );
}

function One({ target, seen: { profile, missing }, change }: Props & { target: Target }) {
  const t = useWords();
  const needed = missing.includes(target.name);
  const name = t.of(target);
  return (
    <div className="load-fixed">
      <span className="load-fixed-name">{name}</span>
      <div className="grow">
        <ValueOf
          target={target.name}
          label={name}
          needed={needed}
          value={profile.constants[target.name] || undefined}
          give={(value) => change(constant(profile, target.name, value))}
        />
        {needed ? (
          <div className="warn small" role="alert">
            {t('missingOf', { t: name })}
          </div>
        ) : null}
      </div>
      {target.name in profile.constants ? (
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('removeFixed', { t: name })}
          onClick={() => change(constant(profile, target.name, undefined))}
        />
      ) : null}
    </div>
  );
}

type ValueProps = { target: string; label: string; needed: boolean; value: string | undefined; give: (value: string | undefined) => void };

function ValueOf({ target, label, needed, value, give }: ValueProps) {
  const t = useWords();
  const { sites } = useMe();
  const { data } = useQuery(catalogueQ);
  const record = data?.dims.find((d) => d.name === target)?.record;
  const status = needed && !value ? ('error' as const) : ('' as const);
  if (target === 'site') {
    return (
      <Select
        className="full"
        aria-label={label}
        status={status}
        placeholder={t('choose')}
        value={value ?? null}
        onChange={give}
        options={sites.map((s) => ({ value: s.code, label: s.name }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    );
  }
  if (record) return <CodeSelect record={record} label={label} status={status} value={value} onChange={give} />;
  if (target === 'day')
    return (
      <DatePicker
        className="full"
        aria-label={label}
        status={status}
        value={value ? dayjs(value) : null}
        onChange={(d) => give(d?.format('YYYY-MM-DD'))}
      />
    );
  return (
    <Input
      aria-label={label}
      status={status}
      placeholder={t('fill')}
      defaultValue={value}
      onBlur={(e) => {
        if ((e.target.value || undefined) !== value) give(e.target.value.trim() || undefined);
      }}
    />
  );
}
