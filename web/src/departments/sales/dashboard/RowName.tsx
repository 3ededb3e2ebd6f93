// The name of a row of figures; a click opens the facts behind its sales. What has no name cannot be asked about.
import { usePrefs } from '../../../frame/prefs';
import { nameOf } from '../../../measure/keys';
import type { AnswerRow } from '../../../measure/wire';
import type { OpenRow } from './Cards';

export function RowName({ row, dim, open }: { row: AnswerRow; dim: string; open: OpenRow }) {
  const { lang } = usePrefs().prefs;
  const name = nameOf(row, dim, lang);
  const key = row.keys[dim] ?? null;
  if (key === null) return <span className="clip muted">{name}</span>;
  return (
    <button type="button" className="figure clip" onClick={() => open({ dim, key, name, value: row.values.sales })}>
      {name}
    </button>
  );
}
