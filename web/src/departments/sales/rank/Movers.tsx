// Best sellers and slow movers: what sells most, and what has not been sold for long.
import { Segmented } from 'antd';
import { Page } from '../../../frame/Page';
import { likeWord } from '../../../measure/like';
import { PeriodPicker } from '../../../measure/PeriodPicker';
import type { Asked } from '../../../measure/Evidence';
import { useEvidence } from '../../../measure/useEvidence';
import { WaySelect } from '../../../measure/WaySelect';
import { DimPick } from '../DimPick';
import { Best } from './Best';
import { Slow } from './Slow';
import { useRank } from './useRank';
import { useWords } from './words';
import '../sales.css';
import './rank.css';

const DIMS = ['item', 'brand', 'shop', 'category'];
export type Show = (asked: Asked) => void;

export default function Movers() {
  const t = useWords();
  const best = useRank(DIMS, 'this_month');
  const { show, drawer } = useEvidence();
  const slow = best.search.show === 'slow';
  const tools = (
    <>
      <Segmented
        aria-label={t('movers')}
        value={slow ? 'slow' : 'best'}
        onChange={(next) => best.change({ show: next === 'slow' ? 'slow' : undefined }, true)}
        options={[
          { value: 'best', label: t('best') },
          { value: 'slow', label: t('slow') },
        ]}
      />
      <DimPick size="middle" label={t('dim')} names={DIMS} value={best.name} onChange={(dim) => best.change({ dim })} />
      {slow ? null : (
        <>
          <PeriodPicker span={best.span} last={best.last} onChange={(period) => best.change({ period }, true)} />
          <WaySelect named value={best.like} span={best.span} last={best.last} onChange={(way) => best.change({ like: likeWord(way) }, true)} />
        </>
      )}
    </>
  );
  return (
    <Page title={t('movers')} remark={t(slow ? 'slowHint' : 'bestHint')} actions={tools}>
      {slow ? <Slow rank={best} show={show} /> : <Best rank={best} show={show} />}
      {drawer}
    </Page>
  );
}
