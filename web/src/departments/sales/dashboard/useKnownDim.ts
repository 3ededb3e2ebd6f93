// What the cards stand on at first: sales of greens know no brand, so they are taken apart by what they do know.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Where } from '../../../measure/ask';
import { answerQ } from '../../../measure/queries';
import type { Answer, Span, Way } from '../../../measure/wire';
import { rankingAsk } from './Ranking';

const named = (answer: Answer, dim: string) => answer.rows.some((row) => row.keys[dim] != null);

/** The first of the dimensions that the sales have names of, or the first of all where they have none; undefined until it is known. */
export async function firstKnown(order: string[], ask: (dim: string) => Promise<Answer>): Promise<string | undefined> {
  for (const dim of order) if (named(await ask(dim), dim)) return dim;
  return order[0];
}

/** The questions are those of the ranking and of who moved, so that a card which stands on the answer need not ask again. */
export function useKnownDim(order: string[], span: Span, where: Where, like: Way): string | undefined {
  const { data, error } = useQuery({
    queryKey: ['figures', 'known', order, span, where, like],
    placeholderData: keepPreviousData,
    queryFn: ({ client }) => firstKnown(order, (dim) => client.fetchQuery(answerQ(rankingAsk(span, where, dim, like)))),
  });
  return error ? order[0] : data;
}
