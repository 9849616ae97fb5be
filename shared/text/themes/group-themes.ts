import type { TextDoc } from '../similar/similar-index.ts';
import { countWords, keyTerms, typicalTexts } from './describe.ts';
import { averageLinkage } from './linkage.ts';
import { type NeighbourGraph, neighbourGraph } from './neighbour-graph.ts';
import { cutByBackground } from './threshold.ts';

/** Texts that seem to be about the same. Of one text alone, too: most new things are heard once first. */
export interface Group {
  /** Ids of its texts, in the order they came in. */
  readonly members: readonly string[];
  /** Words that set it apart, most telling first, at most five. */
  readonly keyTerms: readonly string[];
  /** Ids of the texts most typical of it, best first, at most three. */
  readonly quotes: readonly string[];
}

/**
 * Groups texts by what they are about: average linkage over a neighbour graph, cut where groups are clearly more alike than
 * unlike texts are. Nothing but the texts and their tags goes in; the same texts in the same order give the same groups.
 * Largest group first; of equal ones the one whose first text came first.
 */
export function groupThemes(docs: readonly TextDoc[]): Group[] {
  const graph = neighbourGraph(docs);
  const { groups } = cutByBackground(graph, averageLinkage(graph));
  return described(docs, graph, groups);
}

export function described(
  docs: readonly TextDoc[],
  graph: NeighbourGraph,
  groups: Int32Array,
): Group[] {
  const counts = countWords(docs);
  const byGroup = new Map<number, number[]>();
  groups.forEach((group, at) => {
    const places = byGroup.get(group) ?? [];
    places.push(at);
    byGroup.set(group, places);
  });
  const idOf = (at: number) => docs[at]?.id ?? '';
  return [...byGroup.values()]
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .map((places) => ({
      members: places.map(idOf),
      keyTerms: keyTerms(counts, places),
      quotes: typicalTexts(graph, places).map(idOf),
    }));
}
