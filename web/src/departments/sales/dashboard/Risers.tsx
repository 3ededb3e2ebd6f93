// Who lifted the sales most against last year, and who held them back.
import { useQuery } from '@tanstack/react-query';
import { inShort } from '../../../charts/figures';
import type { Where } from '../../../measure/ask';
import { Move } from '../../../measure/Move';
import { answerQ } from '../../../measure/queries';
import type { WhyAsk } from '../../../measure/why';
import type { Compared, Span, Way } from '../../../measure/wire';
import { Card, Nothing } from '../Card';
import { DimPick } from '../DimPick';
import { useWords } from '../words';
import type { OpenRow } from './Cards';
import { movers, type Mover } from './movers';
import { rankingAsk } from './Ranking';
import { RowName } from './RowName';

const SHOWN = 4;
const HEIGHT = 330;
type Props = { span: Span; where: Where; like: Way; dims: string[]; dim: string; choose: (dim: string) => void; open: OpenRow };

export function Risers({ span, where, like, dims, dim, choose, open }: Props) {
  const t = useWords();
  const asked = useQuery(answerQ(rankingAsk(span, where, dim, like)));
  const { up, down, compared } = movers(asked.data?.rows ?? [], 'sales', dim, SHOWN);
  const why: WhyAsk = { measure: 'sales', ...span, where, against: like };
  const side = { dim, open, against: asked.data?.compare.last_year, why };
  return (
    <Card
      className="w5"
      title={t('risers')}
      sub={t('againstLastYear')}
      asked={asked}
      height={HEIGHT}
      extra={<DimPick label={t('risersBy')} names={dims} value={dim} onChange={choose} />}
    >
      {up.length || down.length ? (
        <div className="risers">
          <Side {...side} title={t('risen')} none={t('noneRisen')} movers={up} />
          <Side {...side} title={t('fallen')} none={t('noneFallen')} movers={down} />
        </div>
      ) : (
        <Nothing text={t(compared ? 'allLevel' : 'noLastYear')} height={HEIGHT} />
      )}
    </Card>
  );
}

type SideProps = { title: string; none: string; movers: Mover[]; dim: string; open: OpenRow; against: Compared | undefined; why: WhyAsk };

function Side({ title, none, movers: moved, dim, open, against, why }: SideProps) {
  const { lang } = useWords();
  return (
    <>
      <h3>{title}</h3>
      {moved.length ? null : <p className="muted">{none}</p>}
      <ul>
        {moved.map((m) => (
          <li key={m.row.keys[dim]}>
            <RowName row={m.row} dim={dim} open={open} why={why} />
            <span className="grow" />
            <span className="num muted">
              {m.difference > 0 ? '+' : '−'}
              {inShort(Math.abs(m.difference).toFixed(2), 'yuan', lang)}
            </span>
            <span className="riser-move">
              <Move now={m.now} before={m.before} unit="yuan" good="up" against={against} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
