// What is asked: which scope, which measure, which period, and by which plan.
import type { ReactNode } from 'react';
import { Button, DatePicker, Segmented, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { Conditions } from '../why/Conditions';
import { KINDS, keyOf, turned } from './when';
import type { Asked } from './useAsked';
import type { Progress } from './wire';
import { useWords } from './words';

/** `plan` is the one that was answered by, once it is known. */
export function Head({ asked, plan, children }: { asked: Asked; plan: Progress['plan'] | undefined; children?: ReactNode }) {
  const t = useWords();
  const { period, last, known, turn } = asked;
  const set = Object.keys(asked.where);
  return (
    <div className="panel why-head">
      <Conditions why={asked} />
      <div className="why-asked">
        <Select
          className="why-measure"
          aria-label={t('measure')}
          popupMatchSelectWidth={false}
          value={known.name}
          onChange={(measure) => turn({ measure, plan: undefined })}
          options={asked.measures.map((m) => ({
            value: m.name,
            label: t.of(m),
            disabled: !set.every((dim) => m.dims.includes(dim)),
            title: set.every((dim) => m.dims.includes(dim)) ? t.of(m) : t('scopeConflict'),
          }))}
        />
        <Segmented
          aria-label={t('kind')}
          value={period.kind}
          onChange={(kind) => turn({ at: turned(period, kind, last) })}
          options={KINDS.map((value) => ({ value, label: t(value) }))}
        />
        <DatePicker
          className="dash-date"
          picker={period.kind}
          allowClear={false}
          value={dayjs(period.span.from)}
          aria-label={t('choosePeriod')}
          onChange={(day) => day && turn({ at: keyOf(period.kind, day) })}
        />
        {children}
        {asked.plan && plan && plan.state !== 'in_force' ? (
          <span className="pg-tried">
            <Tag variant="filled" color="warning" className="tag">
              {t('tried', { p: plan.name })}
            </Tag>
            <Button size="small" type="link" onClick={() => turn({ plan: undefined })}>
              {t('endTry')}
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  );
}
