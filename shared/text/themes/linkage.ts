import type { NeighbourGraph } from './neighbour-graph.ts';

/** Two groups become one, at an average likeness of their pairs; later merges are never of more alike groups. */
export interface Merge {
  readonly into: number;
  readonly from: number;
  readonly likeness: number;
}

interface Bond {
  sum: number;
  pairs: number;
}
interface Offer {
  readonly a: number;
  readonly b: number;
  readonly likeness: number;
  /** The sizes it was made for: a group that has grown since makes new offers. */
  readonly sizes: readonly [number, number];
}

/**
 * Average-linkage clustering over a neighbour graph: the two most alike groups merge, again and again. Pairs without a link
 * count as ordinary ones (the mean of all). O(links x log links). Ties go to the lower places, so the same texts in the same order
 * always give the same merges.
 */
export function averageLinkage({ size, links, mean }: NeighbourGraph): Merge[] {
  const sizes = new Int32Array(size).fill(1);
  const bonds = links.map((row) => {
    const own = new Map<number, Bond>();
    for (const [to, likeness] of row) own.set(to, { sum: likeness, pairs: 1 });
    return own;
  });
  const offers: Offer[] = [];
  const likenessOf = (a: number, b: number, { sum, pairs }: Bond) => {
    const all = (sizes[a] ?? 0) * (sizes[b] ?? 0);
    return (sum + (all - pairs) * mean) / all;
  };
  const offer = (a: number, b: number, bond: Bond) => {
    push(offers, {
      a: Math.min(a, b),
      b: Math.max(a, b),
      likeness: likenessOf(a, b, bond),
      sizes: [sizes[Math.min(a, b)] ?? 0, sizes[Math.max(a, b)] ?? 0],
    });
  };
  bonds.forEach((own, a) => {
    for (const [b, bond] of own) if (a < b) offer(a, b, bond);
  });
  const merges: Merge[] = [];
  for (let best = pop(offers); best !== undefined; best = pop(offers)) {
    const { a, b, likeness } = best;
    if (sizes[a] !== best.sizes[0] || sizes[b] !== best.sizes[1]) continue;
    merges.push({ into: a, from: b, likeness });
    const ours = bonds[a];
    const theirs = bonds[b];
    if (ours === undefined || theirs === undefined) continue;
    ours.delete(b);
    for (const [to, { sum, pairs }] of theirs) {
      bonds[to]?.delete(b);
      if (to === a) continue;
      const bond = ours.get(to) ?? { sum: 0, pairs: 0 };
      const joined = { sum: bond.sum + sum, pairs: bond.pairs + pairs };
      ours.set(to, joined);
      bonds[to]?.set(a, joined);
    }
    sizes[a] = (sizes[a] ?? 0) + (sizes[b] ?? 0);
    sizes[b] = 0;
    theirs.clear();
    for (const [to, bond] of ours) offer(a, to, bond);
  }
  return merges;
}

/** Which group each text is in, named by its lowest place, when merges below `least` are not made. */
export function cut(size: number, merges: readonly Merge[], least: number): Int32Array {
  const parents = Int32Array.from({ length: size }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parents[top] !== top) top = parents[top] ?? top;
    while (parents[at] !== top) {
      const next = parents[at] ?? top;
      parents[at] = top;
      at = next;
    }
    return top;
  };
  for (const { into, from, likeness } of merges) {
    if (likeness < least) break;
    const [a, b] = [root(into), root(from)];
    parents[Math.max(a, b)] = Math.min(a, b);
  }
  return parents.map((_, at) => root(at));
}

/** Whether x goes before y. */
function before(x: Offer, y: Offer): boolean {
  if (x.likeness !== y.likeness) return x.likeness > y.likeness;
  return x.a !== y.a ? x.a < y.a : x.b < y.b;
}

/** A binary heap, the best on top. */
function push(heap: Offer[], offer: Offer): void {
  let at = heap.push(offer) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || !before(offer, parent)) break;
    heap[at] = parent;
    at = up;
  }
  heap[at] = offer;
}

function pop(heap: Offer[]): Offer | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (top === undefined || last === undefined || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const leftOne = heap[left];
    if (leftOne === undefined) break;
    const rightOne = heap[right];
    const [down, child] =
      rightOne !== undefined && before(rightOne, leftOne) ? [right, rightOne] : [left, leftOne];
    if (!before(child, last)) break;
    heap[at] = child;
    at = down;
  }
  heap[at] = last;
  return top;
}
