import { createIndex, type TextDoc } from '../similar/similar-index.ts';
import { fullWorth } from '../similar/tag-evidence.ts';

/** How alike texts are, for those pairs that are alike at all. Texts are known by their place in the list they came in. */
export interface NeighbourGraph {
  readonly size: number;
  /** For each text: its neighbours and how alike; symmetric. */
  readonly links: readonly ReadonlyMap<number, number>[];
  /** Over all pairs, linked or not. */
  readonly mean: number;
  readonly squares: number;
  /** What equal tags add to a pair's likeness, for two texts with as many tags as these have on average. */
  readonly tagged: number;
}

/** So many neighbours of each text are kept: a theme's size matters less than that its texts find one another. */
const NEIGHBOURS = 60;
/** Two texts with the same close neighbours are likelier to mean the same than their words alone say. */
const CLOSE = 10;
/** Of few texts, this part. */
const CLOSE_SHARE = 0.25;
const SHARED_WEIGHT = 0.4;

export function neighbourGraph(docs: readonly TextDoc[]): NeighbourGraph {
  const index = createIndex();
  docs.forEach(({ text, tags }, at) => {
    index.add({ id: String(at), text, tags });
  });
  const found = docs.map(() => new Map<number, number>());
  let sum = 0;
  let squares = 0;
  docs.forEach(({ text, tags }, at) => {
    const near = index.nearest({ id: String(at), text, tags }, NEIGHBOURS);
    for (const { id, score } of near.matches) found[at]?.set(Number(id), score);
    sum += near.sum;
    squares += near.squares;
  });
  const links = symmetric(found);
  const gained = addSharedNeighbours(links);
  const pairs = Math.max(1, docs.length * (docs.length - 1));
  return {
    size: docs.length,
    links,
    mean: (sum + gained.sum) / pairs,
    squares: (squares + gained.squares) / pairs,
    tagged: tagsWorth(docs),
  };
}

function tagsWorth(docs: readonly TextDoc[]): number {
  let sum = 0;
  for (const { tags } of docs) sum += fullWorth(tags);
  return docs.length === 0 ? 0 : sum / docs.length;
}

/** A pair that both found is as alike as the two say on average; one that only one found, as that one says. */
function symmetric(found: readonly ReadonlyMap<number, number>[]): Map<number, number>[] {
  const links = found.map(() => new Map<number, number>());
  found.forEach((row, a) => {
    for (const [b, score] of row) {
      const back = found[b]?.get(a);
      const alike = back === undefined ? score : (score + back) / 2;
      links[a]?.set(b, alike);
      links[b]?.set(a, alike);
    }
  });
  return links;
}

/** Adds to each link the cosine of the two texts' close neighbourhoods. Returns what that adds to the sums over all pairs. */
function addSharedNeighbours(links: Map<number, number>[]): { sum: number; squares: number } {
  const count = Math.min(CLOSE, Math.floor(links.length * CLOSE_SHARE));
  const close = links.map((row, at) => unit(closest(row, at, count)));
  let sum = 0;
  let squares = 0;
  links.forEach((row, a) => {
    const ours = close[a];
    if (ours === undefined) return;
    for (const [b, score] of row) {
      let shared = 0;
      for (const [neighbour, weight] of close[b] ?? [])
        shared += weight * (ours.get(neighbour) ?? 0);
      if (shared === 0) continue;
      const more = score + SHARED_WEIGHT * shared;
      row.set(b, more);
      sum += more - score;
      squares += more * more - score * score;
    }
  });
  return { sum, squares };
}

/** A text's nearest, itself among them. */
function closest(row: ReadonlyMap<number, number>, at: number, count: number): Map<number, number> {
  const ranked = [...row].toSorted(([a, x], [b, y]) => y - x || a - b).slice(0, count);
  return new Map([[at, 1], ...ranked]);
}

function unit(row: Map<number, number>): Map<number, number> {
  let sum = 0;
  for (const value of row.values()) sum += value * value;
  const length = Math.sqrt(sum);
  for (const [at, value] of row) row.set(at, value / length);
  return row;
}
