// The name of a row of figures; a click opens the facts behind its sales. What has no name cannot be asked about.
import { usePrefs } from '../../../frame/prefs';
import { narrowed } from '../../../measure/ask';
import { nameOf } from '../../../measure/keys';
import type { WhyAsk } from '../../../measure/why';
import { WhyLink } from '../../../measure/WhyLink';
import type { AnswerRow } from '../../../measure/wire';
import type { OpenRow } from './Cards';

/** `why` is the question of the whole card, which the row narrows to itself. */
type Props = { row: AnswerRow; dim: string; open: OpenRow; why?: WhyAsk };

export function RowName({ row, dim, open, why }: Props) {
  const { lang } = usePrefs().prefs;
  const name = nameOf(row, dim, lang);
  const key = row.keys[dim] ?? null;
  if (key === null) return <span className="clip muted">{name}</span>;
  return (
    <span className="row-name">
      <button type="button" className="figure clip" onClick={() => open({ dim, key, name, value: row.values.sales })}>
        {name}
      </button>
      {why ? <WhyLink ask={{ ...why, where: narrowed(why.where ?? {}, dim, key) }} of={name} className="quiet" /> : null}
    </span>
  );
}
