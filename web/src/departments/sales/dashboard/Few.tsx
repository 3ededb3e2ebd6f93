// The few that make the most: how many brands bring four fifths of the sales.
import { Grid } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { Pareto } from '../../../charts/charts';
import type { Where } from '../../../measure/ask';
import { catalogueQ, paretoQ } from '../../../measure/queries';
import type { Span } from '../../../measure/wire';
import { To } from '../../../frame/address';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { drawnRows, useFew } from '../rank/few';
import { useWords } from '../words';
import type { OpenRow } from './Cards';

type Props = {
  span: Span;
  where: Where;
  dims: string[];
  dim: string;
  choose: (dim: string) => void;
  open: OpenRow;
  period: string;
};

export function Few({ span, where, dims, dim, choose, open, period }: Props) {
  const t = useWords();
  const say = useFew();
  const asked = useQuery(paretoQ('sales', dim, span, where));
  const { data: catalogue } = useQuery(catalogueQ);
  const wide = Grid.useBreakpoint().md !== false;
  const rows = asked.data ? drawnRows(asked.data, wide) : [];
  const title = catalogue?.dims.find((d) => d.name === dim);
  return (
    <Card
      className="w12"
      title={t('few')}
      sub={asked.data?.of && title ? say(asked.data, t.of(title)) : null}
      asked={asked}
      height={300}
      extra={
        <>
          <DimPick label={t('fewBy')} names={dims} value={dim} onChange={choose} />
          <To path="/sales/pareto" search={{ dim, period }} className="small">
            {t('all')}
          </To>
        </>
      }
    >
      {rows.length ? (
        <Pareto
          label={asked.data && title ? say(asked.data, t.of(title)) : t('few')}
          unit="yuan"
          height={300}
          rows={rows.map((row) => ({ label: row.label ?? row.key, value: row.value, cumulative: row.cumulative }))}
          few={asked.data?.few ?? 0}
          value={t('sales')}
          cumulative={t('cumulative')}
          onPick={(i) => {
            const row = rows[i];
            if (row?.key) open({ dim, key: row.key, name: row.label ?? row.key, value: row.value });
          }}
        />
      ) : (
        <Nothing text={t('noRows')} height={300} />
      )}
    </Card>
  );
}
