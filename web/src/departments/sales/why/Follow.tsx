// One part followed over time, or two beside each other: their curves, their figures, and where their change came from.
import { Alert, Segmented } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { sentence } from '../../../api/problem';
import { Lines } from '../../../charts/charts';
import { useNames } from '../../../measure/codes';
import { DimSelect } from '../../../measure/DimSelect';
import { answerQ } from '../../../measure/queries';
import type { AnswerRow, Dim } from '../../../measure/wire';
import { axisNames } from '../../../measure/keys';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { Beside, useExplained } from './Beside';
import type { Why } from './useWhy';
import { useWords } from './words';

const DAYS = 90;
const MOST = 2;
const HEIGHT = 260;
const CELLS_MAX = 2000;
const READY = { data: true, error: null, refetch: () => undefined };

/** What is followed: the dimension and one or two codes of it, in the address. */
export function Follow({ why }: { why: Why }) {
  const t = useWords();
  const { parts } = why;
  const name = parts.find((one) => one === why.search.follow) ?? parts[0];
  const dim = name ? why.dim(name) : undefined;
  const codes = (why.search.who ?? '').split(',').filter(Boolean).slice(0, MOST);
  if (!dim) return null;
  const spoken = t.lang === 'en' ? t.of(dim).toLowerCase() : t.of(dim);
  const grain = (
    <Segmented
      size="small"
      aria-label={t('grain')}
      value={grainOf(why)}
      onChange={(next) => why.look({ grain: next === 'week' ? 'week' : undefined })}
      options={[
        { value: 'day', label: t('byDay') },
        { value: 'week', label: t('byWeek') },
      ]}
    />
  );
  return (
    <div id="why-follow" className="w12">
      <Card title={t('followed')} sub={t('followHint')} asked={READY} height={0} extra={codes.length ? grain : null}>
        <div className="why-who">
          <DimPick
            size="middle"
            label={t('followBy')}
            names={parts}
            value={dim.name}
            onChange={(follow) => why.look({ follow, who: undefined })}
          />
          {/* The latest two that were chosen. */}
          <DimSelect key={dim.name} dim={dim} value={codes} onChange={(next) => why.look({ who: next.slice(-MOST).join(',') || undefined })} />
        </div>
        {codes.length ? (
          <Chosen why={why} dim={dim} codes={codes} />
        ) : (
          <Nothing text={t('followNone', { d: spoken })} height={96} />
        )}
      </Card>
    </div>
  );
}

type Props = { why: Why; dim: Dim; codes: string[] };

/** What the scope does not hold is said in words; where it holds none of them there is nothing to draw. */
function Chosen({ why, dim, codes }: Props) {
  const t = useWords();
  const names = useNames(dim.record, codes);
  const { data } = useQuery(curveQ(why, dim, codes));
  const answers = useExplained(why, dim, codes);
  const refused = answers.flatMap(({ error }, i) => (error ? [`${names[i]}${t.lang === 'zh' ? '：' : ': '}${sentence(error, t.lang)}`] : []));
  const nothing = data?.rows.length === 0 && refused.length === codes.length;
  return (
    <>
      {refused.length ? (
        <Alert
          type="info"
          showIcon
          className="gap"
          title={refused.map((said) => (
            <div key={said}>{said}</div>
          ))}
          description={nothing ? t('followOutside') : null}
        />
      ) : null}
      {nothing ? null : (
        <>
          <Curves why={why} dim={dim} codes={codes} />
          <Beside why={why} dim={dim} codes={codes} />
        </>
      )}
    </>
  );
}

/** The last days of the parts, by day or by week. */
function curveQ(why: Why, dim: Dim, codes: string[]) {
  const to = why.span.to < why.last ? why.span.to : why.last;
  const from = dayjs(to)
    .subtract(DAYS - 1, 'day')
    .format('YYYY-MM-DD');
  const where = { ...why.where, [dim.name]: codes };
  return answerQ({ measures: [why.measure], from, to, where, by: [dim.name, grainOf(why)], limit: CELLS_MAX });
}
const grainOf = (why: Why) => (why.search.grain === 'week' ? 'week' : 'day');

function Curves({ why, dim, codes }: Props) {
  const t = useWords();
  const by = grainOf(why);
  const { data } = useQuery(curveQ(why, dim, codes));
  const names = useNames(dim.record, codes);
  const rows = data?.rows ?? [];
  const times = [...new Map(rows.map((row) => [row.keys[by] ?? '', row])).entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const valueOf = (code: string, time: string) =>
    rows.find((row: AnswerRow) => row.keys[dim.name] === code && row.keys[by] === time)?.values[why.measure] ?? null;
  if (!data) return <div style={{ height: HEIGHT }} aria-busy="true" />;
  if (!times.length) return <Nothing text={t('noRows')} height={HEIGHT} />;
  return (
    <Lines
      label={`${t.of(why.known)} ${names.join(', ')}`}
      unit={why.known.unit}
      height={HEIGHT}
      x={axisNames(
        times.map(([, row]) => row),
        by,
        t.lang,
      )}
      series={codes.map((code, i) => ({ name: names[i] ?? code, values: times.map(([time]) => valueOf(code, time)) }))}
    />
  );
}
