// The progress board: the company and everything in it at a glance, the worst gaps first.
import { useQuery } from '@tanstack/react-query';
import { AimOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { useMe } from '../../../api/session';
import { To } from '../../../frame/address';
import { Page } from '../../../frame/Page';
import { useWords as useFrameWords } from '../../../frame/words';
import { Unofficial } from '../../../measure/Unofficial';
import { useEvidence } from '../../../measure/useEvidence';
import type { Catalogue } from '../../../measure/wire';
import { Answer, WithCatalogue } from './Asking';
import { BoardCard } from './BoardCard';
import { Head } from './Head';
import { boardQ } from './queries';
import { useAsked, type Asked } from './useAsked';
import { Without } from './Without';
import type { BoardRow } from './wire';
import { useWords } from './words';
import { Worst } from './Worst';

export default function BoardPage() {
  const t = useWords();
  return <WithCatalogue title={t('board')}>{(catalogue) => <Loaded catalogue={catalogue} />}</WithCatalogue>;
}

/** Opens the facts behind what a row has done. */
export type OpenRow = (row: BoardRow, name: string) => void;

/** The levels of the tree: as chosen, or what the scope can best be taken apart by. */
function useLevels(asked: Asked): { by: string[]; choose: (by: string[]) => void } {
  const names = asked.dims.map((dim) => dim.name);
  const said = (asked.search.by ?? '').split(',').filter((name) => names.includes(name));
  const single = asked.where.site?.length === 1;
  const usual = (single ? ['shop', 'category', 'channel'] : ['site', 'shop']).filter((name) => names.includes(name));
  const by = said.length ? said.slice(0, 2) : single ? usual.slice(0, 1) : usual;
  return { by, choose: (next) => asked.turn({ by: next.join(',') || undefined }) };
}

function Loaded({ catalogue }: { catalogue: Catalogue }) {
  const t = useWords();
  const frame = useFrameWords();
  const me = useMe();
  const asked = useAsked(catalogue);
  const levels = useLevels(asked);
  const reply = useQuery(boardQ({ ...asked.ask, ...(levels.by.length ? { by: levels.by } : {}) }));
  const { show, drawer } = useEvidence();
  const plan = reply.data?.plan;
  const remarks = [
    plan && plan.state === 'in_force' ? t('planOf', { p: plan.name, n: plan.edition }) : t('boardLead'),
    me.data_until ? frame('dataUntil', { d: me.data_until }) : '',
  ];
  return (
    <Page
      title={t('board')}
      remark={remarks.filter(Boolean).join(' · ')}
      actions={
        <To path="/sales/progress" search={asked.searchOf(asked.where)} className="pg-to">
          <AimOutlined aria-hidden /> {t('toProgress')}
        </To>
      }
    >
      <Head asked={asked} plan={plan}>
        <Levels asked={asked} {...levels} />
        {reply.data?.provisional ? <Unofficial year={reply.data.from.slice(0, 4)} /> : null}
      </Head>
      <Answer reply={reply}>
        {(board) => {
          const open: OpenRow = ({ query, standing }, name) =>
            show({
              title: { zh: `${name} · ${board.measure.zh}`, en: `${name} · ${board.measure.en}` },
              unit: board.measure.unit,
              ...query,
              value: standing.done,
              at: board.data_version,
            });
          return (
            <div className="fig-grid">
              <Worst board={board} asked={asked} open={open} />
              <BoardCard board={board} asked={asked} open={open} />
              <Without board={board} asked={asked} />
            </div>
          );
        }}
      </Answer>
      {drawer}
    </Page>
  );
}

function Levels({ asked, by, choose }: { asked: Asked; by: string[]; choose: (by: string[]) => void }) {
  const t = useWords();
  const options = asked.dims.map((dim) => ({ value: dim.name, label: t.of(dim) }));
  const [first = '', second = ''] = by;
  if (!options.length) return null;
  return (
    <span className="pg-levels" role="group" aria-label={t('byLevel')}>
      <Select
        aria-label={t('first')}
        popupMatchSelectWidth={false}
        value={first}
        options={options}
        onChange={(next) => choose([next, second].filter((name, i) => name && (i === 0 || name !== next)))}
      />
      <span className="muted" aria-hidden>
        →
      </span>
      <Select
        aria-label={t('second')}
        popupMatchSelectWidth={false}
        value={second}
        options={[{ value: '', label: t('noSecond') }, ...options.filter((option) => option.value !== first)]}
        onChange={(next) => choose([first, next].filter(Boolean))}
      />
    </span>
  );
}
