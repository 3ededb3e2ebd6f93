// What a site, shop, brand, category or item sold of late, on its own page: opened to its facts, and asked why.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { query, read } from '../../api/client';
import { sentence } from '../../api/problem';
import { may, useMe } from '../../api/session';
import type { Both, List, Row } from '../../api/wire';
import { inFull } from '../../charts/figures';
import { To } from '../../frame/address';
import { whereParams } from '../../measure/ask';
import { held } from '../../measure/like';
import { Move } from '../../measure/Move';
import { readPeriod, spanText } from '../../measure/period';
import { answerQ } from '../../measure/queries';
import { useEvidence } from '../../measure/useEvidence';
import { WhyLink } from '../../measure/WhyLink';
import type { Compare } from '../../measure/wire';
import { useWords as useFigureWords } from '../../measure/words';
import { DIMS } from './progress/wire';
import { amount } from './why/say';
import { useWords } from './words';
import './sales.css';

const SALES: Both = { zh: '销售额', en: 'Sales' };
const PERIODS: { name: 'last_week' | 'this_month' | 'this_year'; against: Compare }[] = [
  { name: 'last_week', against: 'previous' },
  { name: 'this_month', against: 'last_year_by_role' },
  { name: 'this_year', against: 'last_year_by_role' },
];
const insideQ = (dim: string, row: Row) =>
  queryOptions({ queryKey: ['records', dim, 'inside', row.id], queryFn: () => read<List>(`/records/${dim}${query({ 'f.parent_id': row.id, size: 1 })}`) });

type Props = { dim: string; row: Row };

export default function Selling({ dim, row }: Props) {
  const t = useWords();
  const me = useMe();
  const { show, drawer } = useEvidence();
  const code = String(row.code ?? '');
  const seen = !!code && !!me.data_until && may(me, 'measure', 'read');
  // Goods lie in the categories below, and facts name those.
  const below = useQuery({ ...insideQ(dim, row), enabled: seen && dim === 'category' });
  if (!seen || (dim === 'category' && below.data?.items.length !== 0)) return null;
  const where = { [dim]: [code] };
  return (
    <section className="row-group" aria-label={t('sales')}>
      <h3 className="sec">{t('sales')}</h3>
      <table className="selling">
        <tbody>
          {PERIODS.map((period) => (
            <Line key={period.name} {...period} dim={dim} row={row} last={me.data_until!} open={show} />
          ))}
        </tbody>
      </table>
      <p className="selling-to">
        <To path="/sales/explore" search={whereParams(where)}>
          {t('toExplorer')}
        </To>
        {DIMS.includes(dim) ? (
          <To path="/sales/progress" search={whereParams(where)}>
            {t('toProgress')}
          </To>
        ) : null}
      </p>
      {drawer}
    </section>
  );
}

type LineProps = Props & (typeof PERIODS)[number] & { last: string; open: ReturnType<typeof useEvidence>['show'] };

function Line({ name, against, dim, row, last, open }: LineProps) {
  const t = useWords();
  const f = useFigureWords();
  const where = { [dim]: [String(row.code)] };
  const whole = readPeriod(name, last);
  const span = { from: whole.from, to: whole.to < last ? whole.to : last };
  const { data, error } = useQuery(answerQ({ measures: ['sales'], ...span, where, compare: [against] }));
  const value = data?.total.values.sales ?? null;
  const sides = held(data?.total, 'sales', against);
  const compared = data?.compare[against === 'previous' ? 'previous' : 'last_year'];
  const called = String(row.name ?? row.code);
  return (
    <tr>
      <th scope="row">
        {f(name)} <small className="muted">{spanText(span)}</small>
      </th>
      <td className="right num">
        {error ? (
          <span className="warn">{sentence(error, t.lang)}</span>
        ) : value === null ? (
          <span className="muted">{data ? t('soldNothing') : '…'}</span>
        ) : (
          <button
            type="button"
            className="figure num"
            title={inFull(value, 'yuan')}
            onClick={() => open({ title: { zh: `${called} · ${SALES.zh}`, en: `${called} · ${SALES.en}` }, unit: 'yuan', measure: 'sales', ...span, where, value, ...(data ? { at: data.data_version } : {}) })}
          >
            {amount({ value, unit: 'yuan', fine: true }, t.lang)}
          </button>
        )}
      </td>
      <td className="right">{data ? <Move {...sides} unit="yuan" good="up" label={f(against === 'previous' ? 'previous' : 'lastYear')} against={compared} /> : null}</td>
      <td className="right">{value === null ? null : <WhyLink ask={{ measure: 'sales', ...span, where, against }} of={`${called} ${f(name)}`} words={t('why')} />}</td>
    </tr>
  );
}
