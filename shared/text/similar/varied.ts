import type { Candidate } from './best.ts';
import type { DocTable } from './doc-table.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Weights } from './weights.ts';

/** Among so many of the best, the one that the others are most like comes first. */
const AGREEING = 5;

interface Standing extends Candidate {
  /** Its likeness with what is taken already. */
  likest: number;
}

/**
 * Orders candidates as they are shown. First comes the best, where agreement with the other best counts, too: one that only happens
 * to share words stands alone. Then, again and again, the best of the others less what it is like those taken: five suggestions
 * that differ help more than five copies of one (maximal marginal relevance; Carbonell and Goldstein, SIGIR 1998).
 */
export function varied(
  candidates: readonly Candidate[],
  limit: number,
  weights: Weights,
  vocabulary: Vocabulary,
  table: DocTable,
): Candidate[] {
  const alike = (one: Candidate, others: readonly Candidate[]) => {
    const tokens = others.map(({ place }) => table.tokensAt(place));
    const likeness = vocabulary.likenessWith(table.tokensAt(one.place), tokens, table.size);
    const own = table.lengthAt(one.place);
    return likeness.map((value, at) => value / (own * table.lengthAt(others[at]?.place ?? 0)));
  };
  const left: Standing[] = candidates.map((candidate) => ({ ...candidate, likest: 0 }));
  const taken: Candidate[] = [];
  let next = agreed(candidates.slice(0, AGREEING), weights.agreement, alike);
  while (taken.length < limit) {
    const [chosen] = left.splice(next, 1);
    if (chosen === undefined) break;
    taken.push({ place: chosen.place, score: chosen.score });
    const likeness = weights.variety === 0 ? [] : alike(chosen, left);
    let best = Number.NEGATIVE_INFINITY;
    left.forEach((one, at) => {
      one.likest = Math.max(one.likest, likeness[at] ?? 0);
      const worth = one.score - weights.variety * one.likest;
      if (worth > best) [best, next] = [worth, at];
    });
  }
  return taken;
}

/** The place in the list of the one whose score and likeness with the others, these weighed by their scores, is highest. */
function agreed(
  first: readonly Candidate[],
  agreement: number,
  alike: (one: Candidate, others: readonly Candidate[]) => readonly number[],
): number {
  let best = Number.NEGATIVE_INFINITY;
  let place = 0;
  first.forEach((one, at) => {
    const others = first.filter((other) => other !== one);
    const likeness = agreement === 0 ? [] : alike(one, others);
    let sum = 0;
    let weight = 0;
    others.forEach(({ score }, to) => {
      sum += score * (likeness[to] ?? 0);
      weight += score;
    });
    const worth = one.score + (agreement * sum) / (weight || 1);
    if (worth > best) [best, place] = [worth, at];
  });
  return place;
}
