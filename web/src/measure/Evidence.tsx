// The facts behind a figure: what it means, which days and places it counts, and every line it is made of.
import { useState } from 'react';
import { Button, Drawer, Grid, Result, Skeleton, Space } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { sentence } from '../api/problem';
import { may, useMe } from '../api/session';
import type { Both } from '../api/wire';
import { inFull, type Figure, type Unit } from '../charts/figures';
import { useEscape } from '../frame/useEscape';
import { DownloadButton } from '../record/DownloadButton';
import { EvidencePages, EvidenceTable, FIRST } from './EvidenceTable';
import { spanText } from './period';
import { evidenceQ, exportPath, type Behind } from './queries';
import { Scope } from './Scope';
import { between, moveInFull, SidePick, SidesHead, type Side, type Sides } from './Sides';
import { WhyLink } from './WhyLink';
import { WorkedTable, type Worked } from './Worked';
import type { Evidence as Page, Span } from './wire';
import { useWords } from './words';
import './measure.css';

/** Which figure is asked about; `value` is shown as it was where it was clicked, and is of this `kind` where it is the value of no measure. */
export type Asked = Behind & { title: Both; unit: Unit; value?: Figure; kind?: 'rate' | 'effect'; sides?: Sides; worked?: Worked };

const factless = (asked: Asked): asked is Asked & { worked: Worked } => asked.worked?.facts === false;

export function Evidence({ asked, close }: { asked: Asked | null; close: () => void }) {
  const t = useWords();
  const wide = Grid.useBreakpoint().md !== false;
  const panel = useEscape(!!asked, close);
  return (
    <Drawer
      open={!!asked}
      onClose={close}
      keyboard={false}
      panelRef={panel}
      size={wide ? 'min(1120px, 92vw)' : '100%'}
      destroyOnHidden
      title={asked ? t('evidenceOf', { m: t.of(asked.title) }) : ''}
      extra={asked && !factless(asked) ? <Extra asked={asked} close={close} /> : null}
    >
      {asked ? <Body key={JSON.stringify(asked)} asked={asked} /> : null}
    </Drawer>
  );
}

function Extra({ asked, close }: { asked: Asked; close: () => void }) {
  const t = useWords();
  const { measure, from, to, where = {}, sides } = asked;
  return (
    <Space wrap>
      <WhyLink ask={{ measure, from, to, where }} of={t.of(asked.title)} words={t('whyChanged')} className="plain-size" onClick={close} />
      <Export asked={asked} words={t('exportDays')} />
      {sides?.days.length ? <Export asked={before(asked, sides.days)} words={t('exportBefore')} /> : null}
    </Space>
  );
}

function Export({ asked: { measure, from, to, where = {}, at }, words }: { asked: Asked; words: string }) {
  if (!may(useMe(), 'measure', 'export')) return null;
  return (
    <DownloadButton
      icon={<DownloadOutlined aria-hidden />}
      path={exportPath({ measures: [measure], by: ['day'], from, to, where, ...(at ? { at } : {}) })}
      name={`${measure} ${from}.xlsx`}
    >
      {words}
    </DownloadButton>
  );
}

function Body({ asked }: { asked: Asked }) {
  return factless(asked) ? <WorkedTable worked={asked.worked} /> : <Facts asked={asked} />;
}

/** The same question of the days before. */
const before = (asked: Asked, days: Span[]): Asked => ({ ...asked, days, from: days[0]!.from, to: days.at(-1)!.to });

function Facts({ asked }: { asked: Asked }) {
  const t = useWords();
  const [side, setSide] = useState<Side>('now');
  // The first line of each page that was turned; the server says where the next one begins.
  const [marks, setMarks] = useState([FIRST]);
  const { sides, worked } = asked;
  const shown = sides && side === 'before' ? before(asked, sides.days) : asked;
  const pick = (next: Side) => {
    setSide(next);
    setMarks([FIRST]);
  };
  const { data, error, refetch, isPlaceholderData } = useQuery(evidenceQ(shown, marks.at(-1)!.after));
  if (error && !data) {
    const again = <Button onClick={() => void refetch()}>{t('retry')}</Button>;
    return <Result status="warning" title={t('failed')} subTitle={sentence(error, t.lang)} extra={again} />;
  }
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <Head asked={shown} facts={data} />
      {worked ? <WorkedTable worked={worked} /> : null}
      {sides ? <SidePick sides={sides} days={asked.days?.length ? asked.days : [asked]} side={side} pick={pick} /> : null}
      <EvidenceTable facts={data} waiting={isPlaceholderData} />
      <EvidencePages facts={data} marks={marks} turn={setMarks} />
    </>
  );
}

function Head({ asked, facts }: { asked: Asked; facts: Page }) {
  const t = useWords();
  const { sides, value, kind } = asked;
  // A change that lies between its two sides need not be told twice.
  const told = value === undefined || (sides && Number(between(sides)) === Number(value));
  return (
    <dl className="evidence-head">
      {sides ? <SidesHead sides={sides} /> : null}
      {told ? null : (
        <div>
          <dt>{t(kind ?? 'value')}</dt>
          <dd className="num evidence-value">{kind === 'effect' ? moveInFull(value, asked.unit, t) : inFull(value, asked.unit)}</dd>
        </div>
      )}
      <div>
        <dt>{t('definition')}</dt>
        <dd>{t.of(facts.about)}</dd>
      </div>
      <div>
        <dt>{t('period')}</dt>
        <dd className="num">{(asked.days?.length ? asked.days : [asked]).map(spanText).join(t.lang === 'zh' ? '、' : ', ')}</dd>
      </div>
      <div>
        <dt>{t('filters')}</dt>
        <dd>
          <Scope where={asked.where ?? {}} />
        </dd>
      </div>
      <div>
        <dt>{t('dataVersion')}</dt>
        <dd className="num">{facts.data_version}</dd>
      </div>
    </dl>
  );
}
