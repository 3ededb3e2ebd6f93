// The text of an editor and the nodes that show it: words are text, a figure is one solid piece that cannot be typed into.
import { pieces, readToken, writeToken, type Piece, type Shown } from './pieces';

/** How a figure is written on screen; null for one that the report does not have. */
export type Say = (figure: string, show: Shown) => string | null;

export function chip(document: Document, figure: string, show: Shown, say: Say): HTMLElement {
  const node = document.createElement('span');
  const words = say(figure, show);
  node.className = words === null ? 'token lost' : 'token';
  node.contentEditable = 'false';
  node.dataset.token = writeToken(figure, show);
  node.textContent = words ?? figure;
  return node;
}

function nodeOf(document: Document, piece: Piece, say: Say): Node {
  return 'words' in piece ? document.createTextNode(piece.words) : chip(document, piece.figure, piece.show, say);
}

export function fragment(document: Document, text: string, say: Say): DocumentFragment {
  const all = document.createDocumentFragment();
  for (const piece of pieces(text)) all.append(nodeOf(document, piece, say));
  return all;
}

export function fill(box: HTMLElement, text: string, say: Say) {
  box.replaceChildren(fragment(box.ownerDocument, text, say));
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof HTMLElement)) return [...node.childNodes].map(textOf).join('');
  const token = node.dataset.token === undefined ? null : readToken(node.dataset.token);
  // Whatever a chip's letters were turned into, it stays the figure that it is bound to.
  if (token) return `{{${writeToken(token.figure, token.show)}}}`;
  if (node.tagName === 'BR') return '\n';
  const inner = [...node.childNodes].map(textOf).join('');
  // Browsers wrap a new line in a block of its own.
  return /^(DIV|P)$/.test(node.tagName) && node.previousSibling ? `\n${inner}` : inner;
}

/** The text that the nodes stand for; the line break that browsers keep at the end is not part of it. */
export const read = (box: Node): string => [...box.childNodes].map(textOf).join('').replace(/\n$/, '');
