import type { TextDoc } from '../similar/similar-index.ts';
import { described, type Group } from './group-themes.ts';
import { averageLinkage, cut } from './linkage.ts';
import { type NeighbourGraph, neighbourGraph } from './neighbour-graph.ts';
import { backgroundOf, leastOver } from './threshold.ts';

/** A theme as people have named it, with the texts they left in it. */
export interface StandingTheme {
  readonly id: string;
  readonly members: readonly TextDoc[];
}

export interface Placement {
  readonly id: string;
  readonly theme: string;
}

export interface Placed {
  /** New texts that belong to a standing theme. */
  readonly placed: readonly Placement[];
  /** The other new texts, grouped among themselves; to be proposed, not to be taken for themes. */
  readonly proposed: readonly Group[];
}

/** A new text is compared with so many of a theme's members, those most like it: a theme may have grown wide. */
const COMPARED = 3;

/**
 * Places new texts in standing themes, and groups those that belong to none. No member of a standing theme moves, and no two
 * themes become one: that is for people to do. An id must not come twice.
 */
export function placeInThemes(
  themes: readonly StandingTheme[],
  newDocs: readonly TextDoc[],
): Placed {
  if (newDocs.length === 0) return { placed: [], proposed: [] };
  const standing = themes.flatMap(({ members }, theme) => members.map((doc) => ({ doc, theme })));
  const docs = [...standing.map(({ doc }) => doc), ...newDocs];
  const graph = neighbourGraph(docs);
  const firstNew = standing.length;
  const known = Int32Array.from(docs, (_, at) =>
    at < firstNew ? (standing[at]?.theme ?? 0) : themes.length + at,
  );
  const least = leastOver(graph, backgroundOf(graph, known));
  const placed: Placement[] = [];
  const left: number[] = [];
  newDocs.forEach(({ id }, at) => {
    const theme = themeOf(graph, firstNew + at, known, themes, least);
    if (theme === undefined) left.push(firstNew + at);
    else placed.push({ id, theme: theme.id });
  });
  return { placed, proposed: groupAmong(docs, graph, left, least) };
}

/** The theme whose nearest members are most like a text, if they are alike enough on average. */
function themeOf(
  graph: NeighbourGraph,
  at: number,
  known: Int32Array,
  themes: readonly StandingTheme[],
  least: number,
): StandingTheme | undefined {
  const likenesses = new Map<number, number[]>();
  for (const [to, likeness] of graph.links[at] ?? []) {
    const theme = known[to] ?? themes.length;
    if (theme >= themes.length) continue;
    const list = likenesses.get(theme) ?? [];
    list.push(likeness);
    likenesses.set(theme, list);
  }
  let best: StandingTheme | undefined;
  let bestLikeness = least;
  for (const [theme, list] of [...likenesses].toSorted(([a], [b]) => a - b)) {
    const one = themes[theme];
    if (one === undefined) continue;
    const compared = Math.min(COMPARED, one.members.length);
    const nearest = list.toSorted((a, b) => b - a).slice(0, compared);
    const missing = (compared - nearest.length) * graph.mean;
    const likeness = (nearest.reduce((sum, value) => sum + value, 0) + missing) / compared;
    if (likeness > bestLikeness) [best, bestLikeness] = [one, likeness];
  }
  return best;
}

/** Groups some of the graph's texts by the links between them alone. */
function groupAmong(
  docs: readonly TextDoc[],
  graph: NeighbourGraph,
  some: readonly number[],
  least: number,
): Group[] {
  const placeOf = new Map(some.map((at, place) => [at, place]));
  const links = some.map((at) => {
    const row = new Map<number, number>();
    for (const [to, likeness] of graph.links[at] ?? []) {
      const place = placeOf.get(to);
      if (place !== undefined) row.set(place, likeness);
    }
    return row;
  });
  const among = { ...graph, size: some.length, links };
  const groups = cut(some.length, averageLinkage(among), least);
  const chosen = some.flatMap((at) => docs[at] ?? []);
  return described(chosen, among, groups);
}
