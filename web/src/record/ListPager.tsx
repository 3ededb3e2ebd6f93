// Below the rows: how many there are, how many per page, and the previous and next page.
import { Button, Grid, Select } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { SIZES } from './state';
import type { ListModel } from './useList';
import { thousands } from './format';
import { useWords } from './words';

export function ListPager({ list }: { list: ListModel }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const { data } = list.rows;
  const total = list.summary.data?.total;
  if (!data || (!data.items.length && !data.previous)) return null;
  const turn = (change: Record<string, string | undefined>) => {
    list.change(change, true);
    window.scrollTo({ top: 0 });
  };
  return (
    <nav className="pager" aria-label={t('pager')}>
      <span className="muted num" aria-live="polite">
        {total === undefined ? ' ' : t('total', { n: thousands(String(total)) })}
      </span>
      <span className="grow" />
      <Select
        value={list.state.size}
        variant="borderless"
        aria-label={t('perPage', { n: list.state.size })}
        onChange={(size) => list.ask({ size: String(size) })}
        options={SIZES.map((n) => ({ value: n, label: t('perPage', { n }) }))}
        popupMatchSelectWidth={false}
      />
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('previous')}
        disabled={!data?.previous}
        onClick={() => turn({ before: data?.previous ?? undefined, after: undefined })}>
        {wide ? t('previous') : null}
      </Button>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t('next')}
        iconPlacement="end"
        disabled={!data?.next}
        onClick={() => turn({ after: data?.next ?? undefined, before: undefined })}>
        {wide ? t('next') : null}
      </Button>
    </nav>
  );
}
