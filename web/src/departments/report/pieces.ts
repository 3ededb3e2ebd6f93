// A text taken apart into words and bound figures: `{{sales}}` is a figure's value, `{{sales~last_year}}` its change.

export type Shown = 'value' | 'previous' | 'last_year';
export type Piece = { words: string } | { figure: string; show: Shown };

const TOKEN = /\{\{([^{}]*)\}\}/g;
const SHOWS: Record<string, Shown> = { '': 'value', previous: 'previous', last_year: 'last_year' };

/** Reads what stands between the braces; null if it is nothing we know. */
export function readToken(token: string): { figure: string; show: Shown } | null {
  const [id = '', show = ''] = token.split('~').map((part) => part.trim());
  const known = SHOWS[show];
  return id && known ? { figure: id, show: known } : null;
}
export const writeToken = (figure: string, show: Shown): string => (show === 'value' ? figure : `${figure}~${show}`);

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let words = '';
  let last = 0;
  const flush = () => {
    if (words) found.push({ words });
    words = '';
  };
  for (const match of text.matchAll(TOKEN)) {
    words += text.slice(last, match.index);
    last = match.index + match[0].length;
    const token = readToken(match[1] ?? '');
    if (token) {
      flush();
      found.push(token);
    } else words += match[0];
  }
  words += text.slice(last);
  flush();
  return found;
}

export const joined = (all: Piece[]): string =>
  all.map((piece) => ('words' in piece ? piece.words : `{{${writeToken(piece.figure, piece.show)}}}`)).join('');

/** The figures that stood in one text and no longer stand in the other, each as often as it was taken out. */
export function lost(before: string, after: string): { figure: string; show: Shown }[] {
  const left = pieces(after).flatMap((piece) => ('figure' in piece ? [writeToken(piece.figure, piece.show)] : []));
  return pieces(before).flatMap((piece) => {
    if (!('figure' in piece)) return [];
    const at = left.indexOf(writeToken(piece.figure, piece.show));
    if (at < 0) return [piece];
    left.splice(at, 1);
    return [];
  });
}
