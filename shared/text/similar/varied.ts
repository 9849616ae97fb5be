import type { Candidate } from './best.ts';
import type { DocTable } from './doc-table.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Takes the best candidate, then again and again the best of the others less `variety` times its likeness with what is taken:
 * five suggestions that differ help more than five copies of one (maximal marginal relevance; Carbonell and Goldstein, SIGIR 1998).
 */
export function varied(
  candidates: readonly Candidate[],
  limit: number,
  variety: number,
  vocabulary: Vocabulary,
  table: DocTable,
): Candidate[] {
  const left = candidates.map((candidate) => ({ ...candidate, worth: candidate.score }));
  const likest = new Map<number, number>();
  const taken: Candidate[] = [];
  while (taken.length < limit) {
    let best = 0;
    left.forEach(({ worth }, at) => {
      if (worth > (left[best]?.worth ?? 0)) best = at;
    });
    const [chosen] = left.splice(best, 1);
    if (chosen === undefined) break;
    taken.push({ place: chosen.place, score: chosen.score });
    if (variety === 0 || taken.length === limit) continue;
    const others = left.map(({ place }) => table.tokensAt(place));
    const likeness = vocabulary.likenessWith(table.tokensAt(chosen.place), others, table.size);
    left.forEach((one, at) => {
      const lengths = table.lengthAt(chosen.place) * table.lengthAt(one.place);
      const alike = Math.max(likest.get(one.place) ?? 0, (likeness[at] ?? 0) / lengths);
      likest.set(one.place, alike);
      one.worth = one.score - variety * alike;
    });
  }
  return taken;
}
