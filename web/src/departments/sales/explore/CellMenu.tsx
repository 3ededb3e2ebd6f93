// What a click on a figure offers: the next dimension, or the facts behind it.
import { useRef, useState, type ReactNode } from 'react';
import { Dropdown, type MenuProps } from 'antd';
import { BulbOutlined, NodeIndexOutlined, ProfileOutlined } from '@ant-design/icons';
import { useGo } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Asked } from '../../../measure/Evidence';
import { wayOf } from '../../../measure/like';
import { explained, whySearch } from '../../../measure/why';
import type { AnswerRow, Measure } from '../../../measure/wire';
import { deeper, factsOf, nextDims } from './drill';
import { fits } from './state';
import type { Explorer } from './useExplorer';
import { useWords } from './words';

type Clicked = { row: AnswerRow; measure: Measure; at: DOMRect };
export type OpenCell = (row: AnswerRow, measure: Measure, target: HTMLElement) => void;

function useItems(ex: Explorer, show: (asked: Asked) => void) {
  const t = useWords();
  const go = useGo();
  const { site } = useSite();
  return ({ row, measure }: Clicked): NonNullable<MenuProps['items']> => {
    const { catalogue, view, span, where } = ex;
    const facts = factsOf(row, catalogue.dims, span, where);
    if (!facts) return [{ key: 'none', label: t('nothingMore'), disabled: true }];
    const against = wayOf(view.compare) ?? view.compare[0];
    const question = { measure: measure.name, ...facts.span, where: facts.where, ...(against ? { against } : {}) };
    const value = row.values[measure.name];
    const next = nextDims(view, row, catalogue.dims, (name) => fits(catalogue, view.measures, name));
    return [
      {
        key: 'facts',
        icon: <ProfileOutlined aria-hidden />,
        label: t('facts'),
        onClick: () => show({ title: measure, unit: measure.unit, measure: measure.name, ...facts.span, where: facts.where, value }),
      },
      ...(explained(measure.name)
        ? [
            {
              key: 'why',
              icon: <BulbOutlined aria-hidden />,
              label: t('why'),
              onClick: () => go('/sales/why', whySearch(question, site?.code)),
            },
          ]
        : []),
      { type: 'divider' },
      ...next.map((dim) => ({
        key: dim.name,
        icon: <NodeIndexOutlined aria-hidden />,
        label: t('by', { d: t.of(dim) }),
        onClick: () => ex.change(deeper(view, row, catalogue.dims, span, dim.name) ?? {}, true),
      })),
    ];
  };
}

/** One menu for the whole table, put beside the figure that was clicked. */
export function useCellMenu(ex: Explorer, show: (asked: Asked) => void): { open: OpenCell; menu: ReactNode } {
  const [clicked, setClicked] = useState<Clicked | null>(null);
  const origin = useRef<HTMLElement>(null);
  const items = useItems(ex, show);
  const open: OpenCell = (row, measure, target) => {
    origin.current = target;
    setClicked({ row, measure, at: target.getBoundingClientRect() });
  };
  const close = () => {
    setClicked(null);
    origin.current?.focus();
  };
  const menu = clicked ? (
    <Dropdown
      open
      trigger={['click']}
      autoFocus
      onOpenChange={(now) => {
        if (!now) close();
      }}
      menu={{ items: items(clicked), onClick: () => setClicked(null), className: 'ex-menu' }}
    >
      <span
        className="ex-anchor"
        style={{ left: clicked.at.left, top: clicked.at.top, width: clicked.at.width, height: clicked.at.height }}
      />
    </Dropdown>
  ) : null;
  return { open, menu };
}
