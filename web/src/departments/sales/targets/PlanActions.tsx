// What may be done to a plan now: break it down, bring it in and out as a workbook, hand it on, and see how far it is.
import { useState } from 'react';
import { Button, Dropdown, Grid } from 'antd';
import { DownloadOutlined, EditOutlined, LineChartOutlined, MoreOutlined, UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { query } from '../../../api/client';
import { may, useMe } from '../../../api/session';
import type { Row, Schema, Verb } from '../../../api/wire';
import { useGo } from '../../../frame/address';
import { canChange, END, rowActs } from '../../../record/acts';
import { useDownload } from '../../../record/DownloadButton';
import { ImportDialog } from '../../../record/ImportDialog';
import { metaQ } from '../../../record/queries';
import { holding } from './holding';
import { Spread } from './Spread';
import type { Sheet } from './useSheet';
import type { Plan } from './wire';
import { useWords } from './words';

type Props = { plan: Plan; schema: Schema; sheet: Sheet; chosen: number[]; start: (verb: Verb, row: Row) => void; edit: () => void };
/** What the plan waits for most, in this order; the rest is behind three dots. */
const FIRST = ['approve', 'submit', 'revise'];

export function PlanActions({ plan, schema, sheet, chosen, start, edit }: Props) {
  const t = useWords();
  const me = useMe();
  const go = useGo();
  const wide = Grid.useBreakpoint().lg !== false;
  const saving = useDownload();
  const [open, setOpen] = useState<'import' | 'spread' | null>(null);
  // The grid lets go of its rows once the dialog has the keyboard.
  const [kept, setKept] = useState<number[]>([]);
  const { data: target } = useQuery(metaQ('target'));
  // Plans never end once they were handed in, and drafts are discarded.
  const verbs = rowActs(me, 'target_plan', schema, plan).filter((verb) => verb !== END);
  const spread = verbs.find((verb) => verb.name === 'spread');
  const main = FIRST.flatMap((name) => verbs.find((verb) => verb.name === name) ?? [])[0];
  const rest = verbs.filter((verb) => verb !== spread && verb !== main);
  const file = `/records/target/export.xlsx${query({ 'f.plan_id': plan.id })}`;
  // Nothing is handed on while something is not saved.
  const held = sheet.count > 0;
  const back = verbs.find((verb) => verb.name === 'return');
  const items = [
    ...(plan.state === 'draft' && !plan.ended_at && may(me, 'target', 'import')
      ? [{ key: 'import', icon: <UploadOutlined aria-hidden />, label: t('import'), disabled: held, onClick: () => setOpen('import') }]
      : []),
    ...(may(me, 'target', 'export')
      ? [{ key: 'export', icon: <DownloadOutlined aria-hidden />, label: t('export'), onClick: () => saving.start(file, `${plan.code}.xlsx`) }]
      : []),
    ...(plan.state === 'draft' && canChange(me, 'target_plan', plan)
      ? [{ key: 'edit', icon: <EditOutlined aria-hidden />, label: t('editPlan'), onClick: edit }]
      : []),
    ...rest
      .filter((verb) => !wide || verb !== back)
      .map((verb) => ({ key: verb.name, label: t.of(verb), danger: !!verb.danger, disabled: held, onClick: () => start(verb, plan) })),
  ];
  return (
    <>
      <Button icon={<LineChartOutlined aria-hidden />} onClick={() => go('/sales/progress', { measure: plan.measure, ...(plan.state === 'in_force' ? {} : { plan: plan.id }), at: String(plan.year) })}>
        {t(plan.state === 'in_force' ? 'seeProgress' : 'seeDraft')}
      </Button>
      {items.length ? (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
          <Button icon={<MoreOutlined aria-hidden />} aria-label={t('more')} loading={saving.busy} />
        </Dropdown>
      ) : null}
      {spread ? (
        <Button
          {...holding}
          onClick={() => {
            setKept(chosen);
            setOpen('spread');
          }}
        >
          {t.of(spread)}
        </Button>
      ) : null}
      {wide && back ? (
        <Button danger disabled={held} onClick={() => start(back, plan)}>
          {t.of(back)}
        </Button>
      ) : null}
      {main ? (
        <Button type="primary" disabled={held} onClick={() => start(main, plan)}>
          {t.of(main)}
        </Button>
      ) : null}
      {target ? <ImportDialog type="target" schema={target} open={open === 'import'} close={() => setOpen(null)} filled={{ plan_id: plan.code }} /> : null}
      {spread ? <Spread plan={plan} sheet={sheet} chosen={kept} open={open === 'spread'} close={() => setOpen(null)} /> : null}
    </>
  );
}
