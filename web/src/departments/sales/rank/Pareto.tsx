// 80/20: the few brands, shops or items that make the most, for any figure that adds up.
import { Empty, Grid, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Page } from '../../../frame/Page';
import { Pareto as Chart } from '../../../charts/charts';
import { narrowed } from '../../../measure/ask';
import { additive } from '../../../measure/additive';
import { PeriodPicker } from '../../../measure/PeriodPicker';
import { paretoQ } from '../../../measure/queries';
import { useEvidence } from '../../../measure/useEvidence';
import type { Measure, Pareto as Answer, ParetoRow } from '../../../measure/wire';
import { Card } from '../Card';
import { DimPick } from '../DimPick';
import { drawnRows, useFew } from './few';
import { ParetoTable } from './ParetoTable';
import { useRank } from './useRank';
import { useWords } from './words';
import '../sales.css';
import './rank.css';

const DIMS = ['brand', 'shop', 'item', 'category', 'site', 'channel'];

export default function Pareto() {
  const t = useWords();
  const rank = useRank(DIMS, 'this_month');
  const { show, drawer } = useEvidence();
  const say = useFew();
  const measures = rank.catalogue?.measures.filter((m) => additive(m) && m.dims.includes(rank.name)) ?? [];
  const measure = measures.find((m) => m.name === rank.search.measure) ?? measures[0];
  const asked = useQuery({ ...paretoQ(measure?.name ?? 'sales', rank.name, rank.span, rank.where), enabled: !!measure });
  const open = (row: ParetoRow) => {
    if (!measure || row.key === null) return;
    const name = row.label ?? row.key;
    const title = { zh: `${name} · ${measure.zh}`, en: `${name} · ${measure.en}` };
    show({
      title,
      unit: measure.unit,
      measure: measure.name,
      from: rank.span.from,
      to: rank.span.to,
      where: { ...rank.where, [rank.name]: [row.key] },
      value: row.value,
    });
  };
  const tools = (
    <>
      <DimPick size="middle" label={t('dim')} names={DIMS} value={rank.name} onChange={(dim) => rank.change({ dim })} />
      <Select
        variant="filled"
        aria-label={t('measure')}
        popupMatchSelectWidth={false}
        value={measure?.name ?? null}
        onChange={(next) => rank.change({ measure: next })}
        options={measures.map((m) => ({ value: m.name, label: t.of(m) }))}
      />
      <PeriodPicker span={rank.span} last={rank.last} onChange={(period) => rank.change({ period }, true)} />
    </>
  );
  const said = asked.data?.of && rank.dim ? say(asked.data, t.of(rank.dim)) : '';
  return (
    <Page title={t('pareto')} remark={t('paretoHint')} actions={tools}>
      <div className="fig-grid">
        <Card className="w12" title={said || t('pareto')} asked={asked} height={320}>
          {asked.data && measure ? <Found answer={asked.data} measure={measure} open={open} label={said} /> : null}
        </Card>
        {asked.data?.rows.length && measure ? (
          <section className="panel rank-table" aria-label={t('table')}>
            <ParetoTable
              answer={asked.data}
              measure={measure}
              open={open}
              why={(key) => ({ measure: measure.name, from: rank.span.from, to: rank.span.to, where: narrowed(rank.where, rank.name, key) })}
            />
          </section>
        ) : null}
      </div>
      {drawer}
    </Page>
  );
}

function Found({ answer, measure, open, label }: { answer: Answer; measure: Measure; open: (row: ParetoRow) => void; label: string }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const rows = drawnRows(answer, wide);
  if (!rows.length) {
    const words = (
      <>
        <b>{t('empty')}</b>
        <p>{t('emptyHint')}</p>
      </>
    );
    return (
      <div className="nothing-here">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words} />
      </div>
    );
  }
  return (
    <Chart
      label={label}
      unit={measure.unit}
      height={320}
      few={answer.few}
      value={t.of(measure)}
      cumulative={t('cumulative')}
      rows={rows.map((row) => ({ label: row.label ?? row.key, value: row.value, cumulative: row.cumulative }))}
      onPick={(i) => {
        const row = rows[i];
        if (row) open(row);
      }}
    />
  );
}
