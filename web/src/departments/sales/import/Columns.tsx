// What each column of the file means: recognised by the server, corrected here.
import { Select, Tag } from 'antd';
import { assign, scaled, targetsOf } from './profile';
import type { Column, Inspection, Profile } from './wire';
import { useWords } from './words';

const MONEY = new Set(['amount', 'list_amount', 'discount', 'cost', 'price', 'unit_cost', 'refund']);
type Props = { seen: Inspection; change: (profile: Profile) => void };

export function Columns({ seen, change }: Props) {
  const t = useWords();
  return (
    <section className="load-part" aria-label={t('columns')}>
      <h3 className="sec">{t('columns')}</h3>
      <p className="muted small load-lead">{t('columnsHint')}</p>
      <table className="mini load-columns">
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            <th scope="col">{t('samples')}</th>
            <th scope="col">{t('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {seen.columns.map((column) => (
            <Line key={column.header} column={column} seen={seen} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ column, seen, change }: Props & { column: Column }) {
  const t = useWords();
  const chosen = targetsOf(seen.profile, column.header);
  return (
    <tr className={chosen.length ? '' : 'unused'}>
      <th scope="row">{column.header}</th>
      <td className="load-samples num">{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</td>
      <td className="load-meaning">
        <Select
          mode="multiple"
          aria-label={`${column.header} ${t('meaning')}`}
          placeholder={t('notUsed')}
          value={chosen}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(targets: string[]) => change(assign(seen.profile, column.header, targets))}
          options={seen.targets.map((target) => ({
            value: target.name,
            label: t.of(target),
            about: t.of(target.about),
            required: target.required,
          }))}
          optionRender={(o) => <Meaning {...(o.data as { label: string; about: string; required: boolean })} />}
        />
        {chosen
          .filter((target) => MONEY.has(target) || target === 'quantity')
          .map((target) => (
            <Unit key={target} target={target} profile={seen.profile} change={change} />
          ))}
      </td>
    </tr>
  );
}

function Meaning({ label, about, required }: { label: string; about: string; required: boolean }) {
  const t = useWords();
  return (
    <span className="load-option">
      <span>
        {label}{' '}
        {required ? (
          <Tag variant="filled" className="tag">
            {t('required')}
          </Tag>
        ) : null}
      </span>
      <span className="muted small">{about}</span>
    </span>
  );
}

/** Amounts in 万元 and weights in 斤 are turned into yuan and kilograms. */
function Unit({ target, profile, change }: { target: string; profile: Profile; change: (profile: Profile) => void }) {
  const t = useWords();
  const options = MONEY.has(target)
    ? [
        ['1', t('unitYuan')],
        ['1000', t('unitThousand')],
        ['10000', t('unitWan')],
      ]
    : [
        ['1', t('unitPiece')],
        ['0.5', t('unitJin')],
        ['0.001', t('unitGram')],
      ];
  return (
    <Select
      aria-label={`${target} ${t('unit')}`}
      className="load-unit"
      variant="filled"
      popupMatchSelectWidth={false}
      value={profile.factors?.[target] ?? '1'}
      onChange={(factor) => change(scaled(profile, target, factor))}
      options={options.map(([value, label]) => ({ value, label }))}
    />
  );
}
