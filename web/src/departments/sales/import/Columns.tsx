// What each column of the file means: recognised by the server, corrected here.
import { useState } from 'react';
import { Button, Input, Select, Tag } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { scalable, unitsOf, unitText } from './formats';
import { assign, scaled, targetsOf } from './profile';
import type { Column, Profile, Read } from './wire';
import { useWords } from './words';

/** Changes of the headings themselves, where no file says what they are. */
export type Titles = { add: (title: string) => void; rename: (from: string, to: string) => void; remove: (title: string) => void };
type Props = { seen: Read; change: (profile: Profile) => void; titles?: Titles };

export function Columns({ seen, change, titles }: Props) {
  const t = useWords();
  const sampled = seen.columns.some((column) => column.samples.some(Boolean));
  return (
    <section className="load-part" aria-label={t('columns')}>
      <h3 className="sec">{t('columns')}</h3>
      <p className="muted small load-lead">{t('columnsHint')}</p>
      <table className={sampled ? 'mini load-columns' : 'mini load-columns bare'}>
        <thead>
          <tr>
            <th scope="col">{t('column')}</th>
            {sampled ? <th scope="col">{t('samples')}</th> : null}
            <th scope="col">{t('meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {seen.columns.map((column) => (
            <Line key={column.header} column={column} sampled={sampled} seen={seen} change={change} titles={titles} />
          ))}
        </tbody>
      </table>
      {titles ? <NewColumn add={titles.add} known={seen.columns.map((c) => c.header)} /> : null}
    </section>
  );
}

type LineProps = Omit<Props, 'titles'> & { column: Column; sampled: boolean; titles: Titles | undefined };

function Line({ column: { header, samples }, sampled, seen, change, titles }: LineProps) {
  const t = useWords();
  const chosen = targetsOf(seen.profile, header);
  return (
    <tr className={chosen.length ? '' : 'unused'}>
      <th scope="row">{titles ? <Title header={header} titles={titles} known={seen.columns.map((c) => c.header)} /> : header}</th>
      {sampled ? <td className="load-samples num">{samples.filter(Boolean).slice(0, 3).join(' · ')}</td> : null}
      <td>
        <div className="load-meaning">
          <Select
            mode="multiple"
            aria-label={`${header} ${t('meaning')}`}
            placeholder={t('notUsed')}
            value={chosen}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(targets: string[]) => change(assign(seen.profile, header, targets))}
            options={seen.targets.map((target) => ({
              value: target.name,
              label: t.of(target),
              about: t.of(target.about),
              required: target.required,
            }))}
            optionRender={(o) => <Meaning {...(o.data as { label: string; about: string; required: boolean })} />}
          />
          {chosen.filter(scalable).map((target) => (
            <Unit key={target} target={target} profile={seen.profile} change={change} />
          ))}
          {titles ? (
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('columnRemove', { c: header })}
              onClick={() => titles.remove(header)}
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
}

/** A heading as the file writes it; two of the same could not be told apart. */
function Title({ header, titles, known }: { header: string; titles: Titles; known: string[] }) {
  const t = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const next = (typed ?? header).trim();
  const twin = next !== header && known.includes(next);
  return (
    <Input
      aria-label={`${t('columnTitle')} ${header}`}
      value={typed ?? header}
      status={twin ? 'error' : ''}
      onChange={(e) => setTyped(e.target.value)}
      onBlur={() => {
        setTyped(null);
        if (next && next !== header && !twin) titles.rename(header, next);
      }}
    />
  );
}

function NewColumn({ add, known }: { add: Titles['add']; known: string[] }) {
  const t = useWords();
  const [typed, setTyped] = useState('');
  const title = typed.trim();
  const put = () => {
    if (!title || known.includes(title)) return;
    add(title);
    setTyped('');
  };
  return (
    <div className="load-new">
      <Input
        aria-label={t('columnNew')}
        placeholder={t('columnNew')}
        value={typed}
        status={known.includes(title) ? 'error' : ''}
        onChange={(e) => setTyped(e.target.value)}
        onPressEnter={(e) => {
          e.preventDefault();
          put();
        }}
      />
      <Button type="dashed" icon={<PlusOutlined aria-hidden />} disabled={!title || known.includes(title)} onClick={put}>
        {t('columnAdd')}
      </Button>
    </div>
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
  const now = profile.factors?.[target] ?? '1';
  const units = unitsOf(target, t);
  const own = units.some(([factor]) => factor === now) ? [] : [now];
  return (
    <Select
      aria-label={`${target} ${t('unit')}`}
      className="load-unit"
      variant="filled"
      popupMatchSelectWidth={false}
      value={now}
      onChange={(factor) => change(scaled(profile, target, factor))}
      options={[...units, ...own.map((factor) => [factor, unitText(target, factor, t)] as const)].map(([value, label]) => ({ value, label }))}
    />
  );
}
