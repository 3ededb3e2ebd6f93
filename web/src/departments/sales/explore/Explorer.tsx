// The explorer: any figures by any dimensions over any days, as table and chart, down to the facts; a view can be kept and exported.
import { Button, Checkbox, Empty, Grid, Result, Select, Skeleton } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { sentence } from '../../../api/problem';
import { may, useMe } from '../../../api/session';
import { readSearch, writeSearch } from '../../../frame/address';
import { Page } from '../../../frame/Page';
import { useWords as useFrameWords } from '../../../frame/words';
import { coverageText } from '../../../measure/likeText';
import { spanText } from '../../../measure/period';
import { exportPath } from '../../../measure/queries';
import { useEvidence } from '../../../measure/useEvidence';
import type { Catalogue } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { DownloadButton } from '../../../record/DownloadButton';
import { thousands } from '../../../record/format';
import { SavedViews } from '../../../record/SavedViews';
import { useCellMenu } from './CellMenu';
import { Controls } from './Controls';
import { ExplorerChart } from './ExplorerChart';
import { Filters } from './Filters';
import { PivotTable } from './PivotTable';
import { CHARTS, clearedPart, exportAsk, ROWS_MAX, savedPart } from './state';
import { useCatalogue, useExplorer, type Explorer as Model } from './useExplorer';
import { useWords } from './words';
import '../sales.css';
import './explore.css';

export default function Explorer() {
  const t = useWords();
  const { data, error, refetch } = useCatalogue();
  if (data) return <Loaded catalogue={data} />;
  return (
    <Page title={t('title')}>
      <div className="panel pad">
        {error ? (
          <Result
            status="warning"
            title={t('failed')}
            subTitle={sentence(error, t.lang)}
            extra={<Button onClick={() => void refetch()}>{t('retry')}</Button>}
          />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </div>
    </Page>
  );
}

function Loaded({ catalogue }: { catalogue: Catalogue }) {
  const t = useWords();
  const frame = useFrameWords();
  const f = useFigureWords();
  const me = useMe();
  const ex = useExplorer(catalogue);
  const { show, drawer } = useEvidence();
  const { open, menu } = useCellMenu(ex, show);
  const remarks = [spanText(ex.span), me.data_until ? frame('dataUntil', { d: me.data_until }) : '', coverageText(ex.answer?.compare.last_year, f)];
  return (
    <Page
      title={t('title')}
      remark={remarks.filter(Boolean).join(' · ')}
      actions={<Actions ex={ex} />}
    >
      <div className="panel ex-panel">
        <Controls ex={ex} />
        <Filters ex={ex} />
      </div>
      <div className="panel ex-panel">
        <Tools ex={ex} />
        <Answered ex={ex} open={open} />
      </div>
      {menu}
      {drawer}
    </Page>
  );
}

function Actions({ ex }: { ex: Model }) {
  const t = useWords();
  const me = useMe();
  return (
    <>
      <SavedViews
        page="sales/explore"
        keep={() => writeSearch(savedPart(ex.search)).slice(1)}
        use={(query) => ex.address({ ...clearedPart(ex.search), ...readSearch(query) }, true)}
      />
      <Button type="text" onClick={() => ex.address(clearedPart(ex.search), true)}>
        {t('reset')}
      </Button>
      {may(me, 'measure', 'export') ? (
        <DownloadButton
          icon={<DownloadOutlined aria-hidden />}
          path={exportPath(exportAsk(ex.view, ex.span, ex.where, ex.catalogue.dims))}
          name="sales.xlsx"
        >
          {t('export')}
        </DownloadButton>
      ) : null}
    </>
  );
}

const CHART_WORDS = { auto: 'auto', bar: 'bar', line: 'line', heat: 'heat', none: 'noChart' } as const;

function Tools({ ex: { view, change } }: { ex: Model }) {
  const t = useWords();
  return (
    <div className="ex-tools">
      <Select
        size="small"
        variant="filled"
        aria-label={t('chart')}
        popupMatchSelectWidth={false}
        value={view.chart}
        onChange={(chart) => change({ chart })}
        options={CHARTS.filter((c) => c !== 'heat' || (view.cols && view.rows.length)).map((value) => ({
          value,
          label: `${t('chart')} · ${t(CHART_WORDS[value])}`,
        }))}
      />
      <div className="grow" />
      <Checkbox checked={view.share} onChange={(e) => change({ share: e.target.checked })}>
        {t('share')}
      </Checkbox>
      <Checkbox checked={view.full} onChange={(e) => change({ full: e.target.checked })}>
        {t('full')}
      </Checkbox>
    </div>
  );
}

function Answered({ ex, open }: { ex: Model; open: Parameters<typeof PivotTable>[0]['open'] }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const { pivot, error } = ex;
  if (error) {
    const again = <Button onClick={ex.retry}>{t('retry')}</Button>;
    return <Result status="warning" title={t('failed')} subTitle={sentence(error, t.lang)} extra={again} />;
  }
  if (!pivot) return <Skeleton active title={false} paragraph={{ rows: wide ? 14 : 8 }} className="ex-wait" />;
  const known = ex.measures.some((m) => (pivot.total.values[m.name] ?? null) !== null);
  if (!known && !pivot.lines.length && !pivot.columns.length) {
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
    <>
      <ExplorerChart ex={ex} pivot={pivot} />
      <PivotTable ex={ex} pivot={pivot} open={open} />
      {ex.more ? <p className="muted small ex-note">{t('more', { n: thousands(String(ROWS_MAX)) })}</p> : null}
      {pivot.left ? <p className="muted small ex-note">{t('left', { n: thousands(String(pivot.left)) })}</p> : null}
    </>
  );
}
