// No target: said plainly, with the way to make one, or to try on a draft that waits.
import { Button } from 'antd';
import { FlagOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../../api/session';
import { useGo } from '../../../frame/address';
import { plansQ } from './queries';
import type { Asked } from './useAsked';
import type { Progress } from './wire';
import { useWords } from './words';

export function NoTarget({ data, asked }: { data: Progress; asked: Asked }) {
  const t = useWords();
  const me = useMe();
  const go = useGo();
  const { plan, measure, from } = data;
  const year = Number(from.slice(0, 4));
  const sees = may(me, 'target_plan', 'read');
  const drafts = useQuery({ ...plansQ(year, ['draft', 'submitted'], measure.name), enabled: sees && !plan });
  // Months that are missing are told by themselves.
  if (plan && data.missing_months.length) return null;
  const draft = drafts.data?.[0];
  return (
    <section className="panel pg-none" aria-label={t('noLight')}>
      <FlagOutlined aria-hidden className="muted" />
      <div className="pg-none-words">
        <b>{plan ? t('noScopeTarget') : t('noTarget', { m: t.of(measure) })}</b>
        <p>{t(plan ? 'noScopeTargetHint' : 'noTargetHint')}</p>
      </div>
      {plan && sees ? <Button onClick={() => go(`/r/target_plan/${plan.id}`)}>{t('openPlan')}</Button> : null}
      {draft ? <Button onClick={() => asked.turn({ plan: draft.id })}>{t('tryDraft', { p: draft.name })}</Button> : null}
      {!plan && !draft && may(me, 'target_plan', 'create') ? (
        <Button type="primary" onClick={() => go('/r/target_plan', { form: 'new' })}>
          {t('makePlan')}
        </Button>
      ) : null}
    </section>
  );
}
