import { cut, type Merge } from './linkage.ts';
import type { NeighbourGraph } from './neighbour-graph.ts';

/**
 * A group must be more alike than texts about different things are, by so many standard deviations of the latter. What is usual
 * is taken from the texts at hand, so nothing need be known of how alike they are or how large their themes.
 */
const DEVIATIONS = 4;
/** Where to begin before it is known which pairs are about different things: low, or many of the same make the unusual seem usual. */
const FIRST_DEVIATIONS = 1;
/** Among few texts most pairs may be about the same, and nothing seems unusual. More than this, on top of equal tags, is never asked. */
const ENOUGH = 0.45;
const ROUNDS = 8;

/** The least likeness of a group, over a background. */
export function leastOver({ tagged }: NeighbourGraph, { mean, deviation }: Background): number {
  return Math.min(mean + DEVIATIONS * deviation, ENOUGH + tagged);
}

/** The likeness of texts about different things. */
export interface Background {
  readonly mean: number;
  readonly deviation: number;
}

export interface Grouping {
  /** For each text, its group's lowest place. */
  readonly groups: Int32Array;
  /** The least average likeness of a group. */
  readonly least: number;
}

/** Cuts where groups are clearly more alike than pairs across groups: looked up, cut, and looked up again until it settles. */
export function cutByBackground(graph: NeighbourGraph, merges: readonly Merge[]): Grouping {
  const first = backgroundOf(graph, null);
  let least = Math.min(first.mean + FIRST_DEVIATIONS * first.deviation, leastOver(graph, first));
  let groups = cut(graph.size, merges, least);
  for (let round = 0; round < ROUNDS; round += 1) {
    least = leastOver(graph, backgroundOf(graph, groups));
    const next = cut(graph.size, merges, least);
    const settled = next.every((group, at) => group === groups[at]);
    groups = next;
    if (settled) break;
  }
  return { groups, least };
}

/** Mean and deviation of the likeness of pairs across groups; of all pairs where there are no groups yet. */
export function backgroundOf(graph: NeighbourGraph, groups: Int32Array | null): Background {
  let pairs = graph.size * (graph.size - 1);
  let sum = graph.mean * pairs;
  let squares = graph.squares * pairs;
  if (groups !== null) {
    const sizes = new Map<number, number>();
    for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    let within = 0;
    for (const size of sizes.values()) within += size * (size - 1);
    let linked = 0;
    graph.links.forEach((row, a) => {
      for (const [b, likeness] of row)
        if (groups[a] === groups[b]) {
          linked += 1;
          sum -= likeness;
          squares -= likeness * likeness;
        }
    });
    sum -= (within - linked) * graph.mean;
    squares -= (within - linked) * graph.mean * graph.mean;
    pairs -= within;
  }
  if (pairs <= 0) return { mean: graph.mean, deviation: 0 };
  const mean = sum / pairs;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / pairs - mean * mean)) };
}
