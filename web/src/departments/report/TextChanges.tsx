// What an author wrote and wrote over: each text of a report before and after, its figures by their names.
import { useQuery } from '@tanstack/react-query';
import { useNames } from '../../measure/codes';
import { catalogueQ } from '../../measure/queries';
import { pieces, type Shown } from './pieces';
import type { Texts } from './wire';
import { useWords, type TextName } from './words';
import './report.css';

const NAMES: Record<string, TextName> = { lead: 'text_lead', plan: 'text_plan', support: 'text_support' };

export default function TextChanges({ before, after }: { before: unknown; after: unknown }) {
  const t = useWords();
  const [was, is] = [before, after].map((texts) => (texts ?? {}) as Texts);
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])].filter((key) => was?.[key] !== is?.[key]);
  return keys.map((key) => {
    const name = NAMES[key];
    return (
      <div key={key} className="diff">
        <span className="muted">
          {name ? t(name) : key}
          {t.lang === 'zh' ? '：' : ': '}
        </span>
        {was?.[key] ? (
          <>
            <del>
              <Said text={was[key]} />
            </del>
            <span aria-hidden="true"> → </span>
          </>
        ) : null}
        {/* A text that nobody wrote is the drafted one, or none at all. */}
        {is?.[key] ? <Said text={is[key]} /> : <span className="muted">{t(key === 'lead' ? 'draftedAgain' : 'emptyText')}</span>}
      </div>
    );
  });
}

/** A text may have been written long ago and its figures drawn anew since: they are named, not valued. */
function Said({ text }: { text: string }) {
  return (
    <span className="paper-said">
      {/* The same words may stand twice in a text; their place is what tells them apart. */}
      {pieces(text).map((piece, i) =>
        'words' in piece ? <span key={i}>{piece.words}</span> : <FigureName key={i} id={piece.figure} show={piece.show} />,
      )}
    </span>
  );
}

/** `sales.brand.B020` is the sales of brand B020. */
function FigureName({ id, show }: { id: string; show: Shown }) {
  const t = useWords();
  const { data } = useQuery(catalogueQ);
  const [measure = '', dim = '', ...code] = id.split('.');
  const figure = data?.measures.find((m) => m.name === measure);
  const names = useNames(data?.dims.find((d) => d.name === dim)?.record, code.length ? [code.join('.')] : []);
  const words = [...names, figure ? t.of(figure) : measure, ...(show === 'value' ? [] : [t(show)])];
  return <i className="muted">{t.lang === 'zh' ? `〔${words.join(' · ')}〕` : `[${words.join(' · ')}]`}</i>;
}
