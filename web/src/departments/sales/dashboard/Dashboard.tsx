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
import { answerQ, catalogueQ } from '../../../measure/queries';
import { useEvidence } from '../../../measure/useEvidence';
import { useWords } from '../words';
import { Cards, type OpenRow } from './Cards';
import { dayWord, FORMAT, PERIODS, shown, type PeriodKind, type Shown } from './state';
import { Tiles, TILES, tilesOf } from './Tiles';
import '../sales.css';

/** The figures of the tiles: the period's total, and the days or months of its curve. */
function useTiles(view: Shown, where: Where) {
  const { data: catalogue } = useQuery(catalogueQ);
  const measures = useMemo(() => TILES.flatMap((name) => catalogue?.measures.filter((m) => m.name === name) ?? []), [catalogue]);
  const ask: Ask = { measures: measures.map((m) => m.name), ...view.curve, by: [view.by], where, compare: ['previous', 'last_year'] };
  const known = measures.length > 0;
  const curve = useQuery({ ...answerQ(ask), enabled: known });
  // A day has no curve of its own; it is shown among the days before it.
  const day = useQuery({ ...answerQ({ ...ask, ...view.span, by: [] }), enabled: known && view.kind === 'day' });
  return { measures, curve, total: view.kind === 'day' ? day : curve };
}

export default function Dashboard() {
  const t = useWords();
  const frame = useFrameWords();
  const me = useMe();
  const { site } = useSite();
  const search = useSearchState();
  const { show, drawer } = useEvidence();
  const view = shown(search.period, search.at, me.data_until ?? me.today);
  const where = useMemo((): Where => (site ? { site: [site.code] } : {}), [site]);
  const { measures, curve, total } = useTiles(view, where);
  const tiles = tilesOf(measures, total.data);
  const sales = measures.find((m) => m.name === 'sales');
  const open: OpenRow = ({ dim, key, name, value }) => {
    if (!sales) return;
    const title = { zh: `${name} · ${sales.zh}`, en: `${name} · ${sales.en}` };
    show({ title, unit: sales.unit, measure: sales.name, ...view.span, where: { ...where, [dim]: [key] }, value });
  };
  const empty = total.data && !total.isPlaceholderData && !tiles.length;
  return (
    <Page
      title={t('dashboard')}
      remark={me.data_until ? frame('dataUntil', { d: me.data_until }) : null}
      actions={<Periods kind={view.kind} at={view.at} />}
    >
      {empty ? (
        <NoSales last={me.data_until} />
      ) : (
        <>
          <Tiles
            tiles={tiles}
            total={total.data}
            curve={curve.data}
            open={(m, value) => show({ title: m, unit: m.unit, measure: m.name, ...view.span, where, value })}
          />
          <Cards view={view} where={where} measures={tiles} curve={curve} open={open} waiting={!total.data} />
        </>
      )}
      {drawer}
    </Page>
  );
}

function Periods({ kind, at }: { kind: PeriodKind; at: string }) {
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
