import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageLinkage, cut, type Merge } from './linkage.ts';
import type { NeighbourGraph } from './neighbour-graph.ts';

const mean = 0.1;

function graphOf(likeness: readonly (readonly number[])[]): NeighbourGraph {
  const links = likeness.map(
    (row, a) =>
      new Map(
        row.flatMap((value, b): [number, number][] => (a !== b && value > 0 ? [[b, value]] : [])),
      ),
  );
  return { size: likeness.length, links, mean, squares: 0, tagged: 0 };
}

/** The textbook's way: over all pairs of groups, again and again. */
function slowly(likeness: readonly (readonly number[])[]): Merge[] {
  const groups = new Map(likeness.map((_, at) => [at, [at]]));
  const merges: Merge[] = [];
  const average = (a: readonly number[], b: readonly number[]) => {
    let sum = 0;
    for (const i of a) for (const j of b) sum += likeness[i]?.[j] || mean;
    return sum / (a.length * b.length);
  };
  const linked = (a: readonly number[], b: readonly number[]) =>
    a.some((i) => b.some((j) => (likeness[i]?.[j] ?? 0) > 0));
  for (;;) {
    let best: Merge | null = null;
    for (const [into, a] of groups)
      for (const [from, b] of groups) {
        if (from <= into || !linked(a, b)) continue;
        const value = average(a, b);
        if (best === null || value > best.likeness) best = { into, from, likeness: value };
      }
    if (best === null) return merges;
    merges.push(best);
    groups.set(best.into, [...(groups.get(best.into) ?? []), ...(groups.get(best.from) ?? [])]);
    groups.delete(best.from);
  }
}

const matrix = fc
  .array(fc.array(fc.integer({ min: -600, max: 1000 }), { minLength: 7, maxLength: 7 }), {
    minLength: 7,
    maxLength: 7,
  })
  .map((rows) =>
    // No two alike, so that there are no ties to tell apart.
    rows.map((row, a) =>
      row.map((_, b) => {
        const value = (a < b ? rows[a]?.[b] : rows[b]?.[a]) ?? 0;
        return a === b || value <= 0
          ? 0
          : value / 1000 + (Math.min(a, b) * 7 + Math.max(a, b)) * 1e-7;
      }),
    ),
  );

test('merges as average linkage over all pairs would', () => {
  fc.assert(
    fc.property(matrix, (likeness) => {
      const quick = averageLinkage(graphOf(likeness));
      const slow = slowly(likeness);
      expect(quick.map(({ into, from }) => [into, from])).toEqual(
        slow.map(({ into, from }) => [into, from]),
      );
      quick.forEach(({ likeness: value }, at) => {
        expect(value).toBeCloseTo(slow[at]?.likeness ?? Number.NaN, 9);
      });
    }),
  );
});

test('a cut keeps the merges above it alone, and names a group by its first text', () => {
  const merges = [
    { into: 1, from: 3, likeness: 0.9 },
    { into: 0, from: 2, likeness: 0.7 },
    { into: 0, from: 1, likeness: 0.3 },
  ];
  expect([...cut(5, merges, 0.5)]).toEqual([0, 1, 0, 1, 4]);
  expect([...cut(5, merges, 0.1)]).toEqual([0, 0, 0, 0, 4]);
  expect([...cut(5, merges, 1)]).toEqual([0, 1, 2, 3, 4]);
});
