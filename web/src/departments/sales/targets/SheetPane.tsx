// The grid with its tools above and what is not saved below.
import { lazy, Suspense, useState, type Dispatch, type ReactNode, type SetStateAction } from 'react';
import { Alert, Button, Checkbox, Grid, Popconfirm, Skeleton, Space, Tooltip } from 'antd';
import { DeleteOutlined, PlusOutlined, QuestionCircleOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { monthName } from '../../../measure/keys';
import { catalogueQ } from '../../../measure/queries';
import { Unofficial } from '../../../measure/Unofficial';
import { AddMixes } from './AddMixes';
import { holding } from './holding';
import { Met } from './Met';
import { freshLine, MONTHS, wrongCells, type CellKey } from './sheet';
import type { Sheet as Model } from './useSheet';
import type { Dim } from './wire';
import { useWords } from './words';

const Sheet = lazy(() => import('./Sheet'));

type Props = { sheet: Model; chosen: number[]; choose: Dispatch<SetStateAction<number[]>> };

export function SheetPane({ sheet, chosen, choose }: Props) {
  const t = useWords();
  const [lastYear, setLastYear] = useState(true);
  const [allDims, setAllDims] = useState(false);
  const [point, setPoint] = useState(0);
  const { data: catalogue } = useQuery(catalogueQ);
  const dimTitle = (dim: Dim) => {
    const found = catalogue?.dims.find((one) => one.name === dim);
    return found ? t.of(found) : dim;
  };
  const { state, ended_at: ended } = sheet.plan;
  return (
    <>
      {sheet.editable ? (
        <Tools sheet={sheet} chosen={chosen}>
          <Shown words={t('allDims')} shown={allDims} set={setAllDims} />
          <Shown words={t('lookLastYear')} shown={lastYear} set={setLastYear} />
        </Tools>
      ) : (
        <div className="tg-tools">
          <span className="muted">{t(ended ? 'readOnly_ended' : state === 'draft' ? 'readOnly' : `readOnly_${state}`)}</span>
          <span className="grow" />
          <Shown words={t('lookLastYear')} shown={lastYear} set={setLastYear} />
        </div>
      )}
      {sheet.grid.provisional ? (
        <p className="tg-unofficial">
          <Unofficial year={sheet.plan.year} />
        </p>
      ) : null}
      {sheet.above.map((text) => (
        <Alert key={text} type="error" showIcon title={text} className="gap" role="alert" />
      ))}
      {sheet.lines.length ? (
        <Suspense fallback={<Skeleton active className="pad" paragraph={{ rows: 12 }} />}>
          <Sheet sheet={sheet} point={point} lastYear={lastYear} allDims={allDims} dimTitle={dimTitle} choose={choose} />
        </Suspense>
      ) : (
        <p className="pad muted">{t('emptyPlan')}</p>
      )}
      {sheet.editable ? <Foot sheet={sheet} point={point} dimTitle={dimTitle} next={() => setPoint(point + 1)} /> : null}
      {sheet.met ? <Met sheet={sheet} met={sheet.met} dimTitle={dimTitle} /> : null}
    </>
  );
}

const Shown = ({ words, shown, set }: { words: string; shown: boolean; set: (shown: boolean) => void }) => (
  <Checkbox checked={shown} onChange={(e) => set(e.target.checked)}>
    {words}
  </Checkbox>
);

function Tools({ sheet, chosen, children }: { sheet: Model; chosen: number[]; children: ReactNode }) {
  const t = useWords();
  const [adding, setAdding] = useState(false);
  const wide = Grid.useBreakpoint().md !== false;
  const remove = () => sheet.change(sheet.lines.filter((_, i) => !chosen.includes(i)));
  return (
    <div className="tg-tools" role="toolbar" aria-label={t('sheet')}>
      <Button icon={<PlusOutlined aria-hidden />} disabled={sheet.busy} onClick={() => setAdding(true)}>
        {t('addMixes')}
      </Button>
      {wide ? (
        <Button disabled={sheet.busy} onClick={() => sheet.change([...sheet.lines, freshLine()])}>
          {t('addRow')}
        </Button>
      ) : null}
      <Button icon={<DeleteOutlined aria-hidden />} disabled={sheet.busy || !chosen.length} onClick={remove} {...holding} aria-label={t('removeRows')} title={t('removeRows')} />
      <Space.Compact>
        <Button icon={<UndoOutlined aria-hidden />} disabled={sheet.busy || !sheet.undoes} onClick={sheet.undo} aria-label={t('undo')} title={t('undo')} />
        <Button icon={<RedoOutlined aria-hidden />} disabled={sheet.busy || !sheet.redoes} onClick={sheet.redo} aria-label={t('redo')} title={t('redo')} />
      </Space.Compact>
      {wide ? <span className="muted small clip">{t('pasteHint')}</span> : null}
      <Tooltip title={wide ? t('keysHint') : t('pasteHint')}>
        <Button type="text" icon={<QuestionCircleOutlined aria-hidden />} aria-label={t('keysHint')} />
      </Tooltip>
      <span className="grow" />
      {wide ? children : null}
      <AddMixes sheet={sheet} open={adding} close={() => setAdding(false)} />
    </div>
  );
}

const isMonth = (key: CellKey): key is (typeof MONTHS)[number] => (MONTHS as readonly string[]).includes(key);
type FootProps = { sheet: Model; point: number; dimTitle: (dim: Dim) => string; next: () => void };

function Foot({ sheet, point, dimTitle, next }: FootProps) {
  const t = useWords();
  const all = wrongCells(sheet.wrong, sheet.lines);
  const wrong = all.length;
  const told = all[point % wrong];
  const place = (key: CellKey | 'row') => (key === 'row' ? t('row') : key === 'year' ? t('year') : isMonth(key) ? monthName(MONTHS.indexOf(key) + 1, t.lang) : dimTitle(key));
  return (
    <div className="tg-foot" role="status">
      {told ? (
        <span className="warn">
          {t('wrongCells', { n: wrong })}
          <br />
          <span className="small">
            {t('wrongAt', { n: told.row + 1, c: place(told.key) })} {t.of(told.said)}
          </span>
        </span>
      ) : null}
      {wrong > 1 ? <Button onClick={next}>{t('nextWrong')}</Button> : null}
      <span className="grow" />
      {sheet.count ? <span className="soon">{t('open', { n: sheet.count })}</span> : null}
      {sheet.count ? (
        <Popconfirm title={t('forgetSure')} okText={t('forget')} cancelText={t('cancel')} onConfirm={sheet.forget}>
          <Button disabled={sheet.busy}>{t('forget')}</Button>
        </Popconfirm>
      ) : null}
      <Button type="primary" disabled={!sheet.count} loading={sheet.busy} onClick={() => void sheet.save()}>
        {t('save')} <kbd>Ctrl S</kbd>
      </Button>
    </div>
  );
}
