// What the sales are made of: the share of each channel or category.
import { useQuery } from '@tanstack/react-query';
import { useChartColors } from '../../../charts/EChart';
import { inFull, inShort } from '../../../charts/figures';
import type { Where } from '../../../measure/ask';
import { shareOf } from '../../../measure/change';
import { held } from '../../../measure/like';
import { Move } from '../../../measure/Move';
import { answerQ } from '../../../measure/queries';
import type { WhyAsk } from '../../../measure/why';
import type { Answer, AnswerRow, Span, Way } from '../../../measure/wire';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { useWords } from '../words';
import type { OpenRow } from './Cards';
import { RowName } from './RowName';

const SHOWN = 6;
const DIMS = ['channel', 'category', 'site'];
type Props = { span: Span; where: Where; like: Way; dim: string; choose: (dim: string) => void; open: OpenRow };

export function Mix({ span, where, like, dim, choose, open }: Props) {
  const t = useWords();
  const asked = useQuery(answerQ({ measures: ['sales'], ...span, by: [dim], where, compare: [like], order: '-sales', limit: 50 }));
  const rows = (asked.data?.rows ?? []).filter((row) => Number(row.values.sales) > 0).slice(0, SHOWN);
  return (
    <Card className="w5" title={t('mix')} asked={asked} extra={<DimPick label={t('mixBy')} names={DIMS} value={dim} onChange={choose} />}>
      {rows.length && asked.data ? (
        <Parts answer={asked.data} rows={rows} dim={dim} open={open} why={{ measure: 'sales', ...span, where, against: like }} />
      ) : (
        <Nothing text={t('noRows')} height={272} />
      )}
    </Card>
  );
}

type PartsProps = { answer: Answer; rows: AnswerRow[]; dim: string; open: OpenRow; why: WhyAsk };

function Parts({ answer, rows, dim, open, why }: PartsProps) {
  const { lang } = useWords();
  const { series } = useChartColors();
  const share = (row: AnswerRow) => shareOf(row.values.sales, answer.total.values.sales);
  const key = (row: AnswerRow) => row.keys[dim] ?? '';
  return (
    <>
      <div className="mix-bar" aria-hidden="true">
        {rows.map((row, i) => (
          <i key={key(row)} style={{ width: share(row) ?? 0, background: series[i] }} />
        ))}
      </div>
      <ul className="mix">
        {rows.map((row, i) => (
          <li key={key(row)}>
            <i className="dot" style={{ background: series[i] }} aria-hidden="true" />
            <RowName row={row} dim={dim} open={open} why={why} />
            <span className="grow" />
            <span className="num muted" title={inFull(row.values.sales, 'yuan')}>
              {inShort(row.values.sales, 'yuan', lang)}
            </span>
            <b className="num mix-share">{share(row) ?? '—'}</b>
            <span className="mix-move">
              <Move {...held(row, 'sales', 'last_year')} unit="yuan" good="up" against={answer.compare.last_year} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
