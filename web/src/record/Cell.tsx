// How one value is shown, in a table, on a card, in a detail or in the history.
import { Suspense, type ReactNode } from 'react';
import { Badge, Skeleton, Tag } from 'antd';
import { PaperClipOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/session';
import type { Both, Labels, Row } from '../api/wire';
import { specialOf, widgetOf } from '../frame/door';
import type { Field, Option } from './compile';
import { money, moment, thousands, trimmed } from './format';
import { namesQ } from './queries';
import { Thumb } from './Thumb';
import { useWords } from './words';

type Values = Record<string, unknown> & { _labels?: Labels };
type Props = { field: Field; row: Values; type?: string };

export const empty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length);
const Dash = () => <span className="muted">—</span>;
const STATUSES = ['success', 'processing', 'default', 'error', 'warning'] as const;
const statusOf = (name: string) => STATUSES.find((s) => s === name) ?? 'default';

export function Choice({ option, value }: { option: Option | undefined; value: string }) {
  if (!option) return <>{value}</>;
  if (option.status) return <Badge status={statusOf(option.status)} text={option.label} />;
  return option.color ? (
    <Tag color={option.color} variant="filled" className="tag">
      {option.label}
    </Tag>
  ) : (
    <>{option.label}</>
  );
}

/** The name of the one row that a field refers to. */
export function labelOf(row: Values, key: string): string | undefined {
  const label = row._labels?.[key];
  return typeof label === 'string' ? label : undefined;
}

/** The id under which the house itself acts. */
const HOUSE = '00000000-0000-0000-0000-000000000000';

/** Names of rows that the server did not label, such as those in a history. */
function Names({ type, ids }: { type: string; ids: string[] }) {
  const t = useWords();
  const seen = may(useMe(), type, 'read');
  const { data } = useQuery(namesQ(type, seen ? ids.filter((id) => id !== HOUSE) : []));
  const name = (id: string) => {
    if (id === HOUSE) return t('system');
    if (!seen) return t('unseen');
    return data?.find((x) => x.id === id)?.label ?? (data ? t('gone') : '…');
  };
  return <>{ids.map(name).join(t.lang === 'zh' ? '、' : ', ')}</>;
}

function Lines({ field, lines }: { field: Field; lines: Values[] }) {
  const shown = field.children?.filter((c) => lines.some((line) => !empty(line[c.key]))) ?? [];
  return (
    <table className="mini">
      <thead>
        <tr>
          {shown.map((c) => (
            <th key={c.key} scope="col">
              {c.title}
            </th>
          ))}
        </tr>
      </thead>
      {/* Lines have no id of their own; their place is what tells them apart. */}
      <tbody>
        {lines.map((line, i) => (
          <tr key={i}>
            {shown.map((c) => (
              <td key={c.key}>
                <Cell field={c} row={line} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const PICTURE = /\.(png|jpe?g|gif|webp)$/i;

function FileLink({ id, name }: { id: string; name: string }) {
  return (
    <a href={`/api/files/${id}`} target="_blank" rel="noreferrer" className="file-link">
      {PICTURE.test(name) ? <Thumb id={id} /> : <PaperClipOutlined aria-hidden />} {name}
    </a>
  );
}

/** A department's own way to show the field where it has one, else the one for its kind. */
export function Cell({ field, row, type }: Props): ReactNode {
  const own = type ? specialOf(type).cell?.(field, row as Row) : undefined;
  if (own !== undefined) return own;
  const value = row[field.key];
  if (empty(value)) return <Dash />;
  const View = widgetOf(field)?.view;
  if (!View) return <Plain field={field} row={row} />;
  return (
    <Suspense fallback={<Skeleton active title={false} />}>
      <View field={field} value={value} />
    </Suspense>
  );
}

/** A code comes with the name of what it stands for, where there is such a thing. */
function Text({ text, unit, label }: { text: string; unit: ReactNode; label: string | undefined }) {
  if (!label)
    return (
      <>
        {text}
        {unit}
      </>
    );
  return (
    <>
      {label} <span className="muted num">{text}</span>
    </>
  );
}

function Plain({ field, row }: Props): ReactNode {
  const t = useWords();
  const value = row[field.key];
  const text = String(value);
  const unit = field.unit ? <span className="muted"> {field.unit}</span> : null;
  switch (field.kind) {
    case 'enum':
      return <Choice option={field.options?.find((o) => o.value === value)} value={text} />;
    case 'money':
      return <span className={/^-?0*(\.0*)?$/.test(text) ? 'num muted' : 'num'}>{money(text)}</span>;
    case 'decimal':
    case 'integer':
      return (
        <span className="num">
          {thousands(trimmed(text, field.decimals))}
          {unit}
        </span>
      );
    case 'date':
      return <span className="num">{text}</span>;
    case 'datetime':
      return <span className="num">{moment(text)}</span>;
    case 'bool':
      return value ? t('yes') : <span className="muted">{t('no')}</span>;
    case 'ref': {
      const label = labelOf(row, field.key);
      return label ?? <Names type={field.ref ?? ''} ids={[text]} />;
    }
    case 'refs': {
      const labels = row._labels?.[field.key];
      if (Array.isArray(labels)) return labels.map((label) => label ?? t('gone')).join(t.lang === 'zh' ? '、' : ', ');
      return <Names type={field.ref ?? ''} ids={value as string[]} />;
    }
    case 'tags':
      return (
        <span className="tags">
          {(value as string[]).map((v) => (
            <Tag key={v} variant="filled" className="tag" color={field.options?.find((o) => o.value === v)?.color}>
              {field.options?.find((o) => o.value === v)?.label ?? v}
            </Tag>
          ))}
        </span>
      );
    case 'file':
      return <FileLink id={text} name={labelOf(row, field.key) ?? t('file')} />;
    case 'files':
      return (
        <span className="tags">
          {(value as string[]).map((id, i) => (
            <FileLink key={id} id={id} name={`${t('file')} ${i + 1}`} />
          ))}
        </span>
      );
    case 'lines':
      return <Lines field={field} lines={value as Values[]} />;
    case 'bilingual':
      // The history of before the field was kept in both languages has one text.
      return typeof value === 'string' ? value : t.of(value as Both);
    case 'object':
      return <code className="json">{JSON.stringify(value)}</code>;
    case 'textarea':
      return <span className="prose">{text}</span>;
    default:
      return <Text text={text} unit={unit} label={labelOf(row, field.key)} />;
  }
}
