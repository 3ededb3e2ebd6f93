// The operations dashboard: how the day, the month or the year is going, and who makes the difference.
import { useMemo } from 'react';
import { Button, DatePicker, Empty, Segmented } from 'antd';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { may, useMe } from '../../../api/session';
import { useChange, useGo, useSearchState } from '../../../frame/address';
import { Page } from '../../../frame/Page';
import { useSite } from '../../../frame/site';
import { useWords as useFrameWords } from '../../../frame/words';
import type { Ask, Where } from '../../../measure/ask';
import { likeWord, readWay } from '../../../measure/like';
import { coverageText } from '../../../measure/likeText';
import { answerQ, catalogueQ } from '../../../measure/queries';
import { useEvidence } from '../../../measure/useEvidence';
import { WaySelect } from '../../../measure/WaySelect';
import type { Way } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { useWords } from '../words';
import { Cards, type OpenRow } from './Cards';
import { Goal, useGoals } from './Goal';
import { dayWord, FORMAT, PERIODS, shown, type Shown } from './state';
import { Tiles, TILES, tilesOf } from './Tiles';
import '../sales.css';

/** The figures of the tiles: the period's total, and the days or months of its curve. */
function useTiles(view: Shown, where: Where, like: Way) {
  const { data: catalogue } = useQuery(catalogueQ);
  const measures = useMemo(() => TILES.flatMap((name) => catalogue?.measures.filter((m) => m.name === name) ?? []), [catalogue]);
  const ask: Ask = { measures: measures.map((m) => m.name), ...view.curve, by: [view.by], where, compare: ['previous', like] };
  const known = measures.length > 0;
  // Two months as one have no like for each of their days, so their curve is drawn beside the same dates.
  const merged = like === 'last_year_merged';
  const curve = useQuery({ ...answerQ(merged ? { ...ask, compare: ['last_year'] } : ask), enabled: known });
  // A day has no curve of its own; it is shown among the days before it.
  const alone = merged || view.kind === 'day';
  const total = useQuery({ ...answerQ({ ...ask, ...view.span, by: [] }), enabled: known && alone });
  return { measures, curve, total: alone ? total : curve };
}

export default function Dashboard() {
  const t = useWords();
  const f = useFigureWords();
  const frame = useFrameWords();
  const me = useMe();
  const { site } = useSite();
  const search = useSearchState();
  const { show, drawer } = useEvidence();
  const last = me.data_until ?? me.today;
  const view = shown(search.period, search.at, last);
  const like = readWay(search.like, view.span, last);
  const where = useMemo((): Where => (site ? { site: [site.code] } : {}), [site]);
  const { measures, curve, total } = useTiles(view, where, like);
  const tiles = tilesOf(measures, total.data);
  const goals = useGoals(view, where);
  const sales = measures.find((m) => m.name === 'sales');
  const open: OpenRow = ({ dim, key, name, value }) => {
    if (!sales) return;
    const title = { zh: `${name} · ${sales.zh}`, en: `${name} · ${sales.en}` };
    show({ title, unit: sales.unit, measure: sales.name, ...view.span, where: { ...where, [dim]: [key] }, value });
  };
  const remarks = [me.data_until ? frame('dataUntil', { d: me.data_until }) : '', coverageText(total.data?.compare.last_year, f)];
  const empty = total.data && !total.isPlaceholderData && !tiles.length;
  return (
    <Page
      title={t('dashboard')}
      remark={remarks.filter(Boolean).join(' · ')}
      actions={<Periods view={view} like={like} />}
    >
      {empty ? (
        <NoSales last={me.data_until} />
      ) : (
        <>
          <Tiles
            tiles={tiles}
            total={total.data}
            curve={curve.data}
            // Last year's day tells little of a single day, so that is held against what is usual.
            why={{ ...view.span, where, ...(view.kind === 'day' ? {} : { against: like }) }}
            goal={(m) => <Goal progress={goals.get(m.name)} at={view.kind === 'day' ? view.at.slice(0, 7) : view.at} />}
            open={(m, value) => show({ title: m, unit: m.unit, measure: m.name, ...view.span, where, value })}
          />
          <Cards view={view} where={where} like={like} measures={tiles} curve={curve} open={open} waiting={!total.data} />
        </>
      )}
      {drawer}
    </Page>
  );
}

function Periods({ view: { kind, at, span }, like }: { view: Shown; like: Way }) {
  const t = useWords();
  const change = useChange();
  const { today, data_until: last } = useMe();
  const words = { day: dayWord(today, last ?? today), month: 'month', year: 'year' } as const;
  return (
    <>
      <Segmented
        aria-label={t('period')}
        value={kind}
        onChange={(next) => change({ period: next === 'month' ? undefined : next, at: undefined }, true)}
        options={PERIODS.map((value) => ({ value, label: t(words[value]) }))}
      />
      <DatePicker
        className="dash-date"
        picker={kind === 'day' ? 'date' : kind}
        allowClear={false}
        value={dayjs(at)}
        aria-label={t('choosePeriod')}
        onChange={(next) => change({ at: next?.format(FORMAT[kind]) }, true)}
      />
      <WaySelect named value={like} span={span} last={last ?? today} onChange={(way) => change({ like: likeWord(way) }, true)} />
    </>
  );
}

function NoSales({ last }: { last: string | null }) {
  const t = useWords();
  const me = useMe();
  const go = useGo();
  const change = useChange();
  return (
    <div className="panel nothing-here">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <b>{t('noSales')}</b>
            <p>{last ? t('noSalesPeriod') : t('noSalesEver')}</p>
          </>
        }
      >
        {last ? <Button onClick={() => change({ period: undefined, at: undefined }, true)}>{t('toLast')}</Button> : null}
        {may(me, 'batch', 'load') ? (
          <Button type="primary" onClick={() => go('/sales/import')}>
            {t('toImport')}
          </Button>
        ) : null}
      </Empty>
    </div>
  );
}
