/**
 * How well the text core finds what means the same and groups it, on labelled texts; every figure that is published:
 *   node build/run.mjs build/evaluate/text.ts [BANKING77.csv]
 */
import { createIndex } from '../../shared/text/similar/similar-index.ts';
import { weights as chosenWeights, type Weights } from '../../shared/text/similar/weights.ts';
import { groupThemes } from '../../shared/text/themes/group-themes.ts';
import { averageLinkage, cut } from '../../shared/text/themes/linkage.ts';
import { type NeighbourGraph, neighbourGraph } from '../../shared/text/themes/neighbour-graph.ts';
import { placeInThemes } from '../../shared/text/themes/place-in-themes.ts';
import { seeded } from './draws.ts';
import { baselineScores } from './text/baseline.ts';
import {
  isSetAside,
  isSingle,
  type Labelled,
  readBanking,
  readNotes,
  withoutTags,
} from './text/labelled.ts';
import { bCubed, type Ranking, similarAt } from './text/measures.ts';

const KS = [1, 3, 5];
const FOLDS = 5;
const notes = readNotes();

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
const three = (value: number) => value.toFixed(3);

function rankingBy(corpus: readonly Labelled[], weights: Weights = chosenWeights): Ranking {
  const index = createIndex(weights);
  for (const doc of corpus) index.add(doc);
  const byId = new Map(corpus.map((doc) => [doc.id, doc]));
  return (id) => {
    const query = byId.get(id);
    return query === undefined ? [] : index.similar(query).map((match) => match.id);
  };
}

function baselineRanking(corpus: readonly Labelled[]): Ranking {
  const scores = baselineScores(corpus);
  const places = new Map(corpus.map(({ id }, at) => [id, at]));
  return (id) => {
    const own = places.get(id) ?? -1;
    const row = [...(scores[own] ?? [])];
    return row
      .map((score, at) => ({ score, at }))
      .filter(({ at }) => at !== own)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 5)
      .map(({ at }) => corpus[at]?.id ?? '');
  };
}

const splits: readonly (readonly [string, (note: Labelled) => boolean])[] = [
  ['all', () => true],
  ['themes in view', (note) => !isSetAside(note)],
  ['themes set aside', isSetAside],
  ['bokmål', ({ lang }) => lang === 'nb'],
  ['nynorsk', ({ lang }) => lang === 'nn'],
];

function printSimilar(name: string, corpus: readonly Labelled[], ranking: Ranking): void {
  for (const [split, holds] of splits) {
    const { queries, shares } = similarAt(corpus.filter(holds), corpus, ranking, KS);
    print(
      `  ${name.padEnd(24)} ${split.padEnd(18)} ${shares.map(three).join('  ')}  of ${queries}`,
    );
  }
}

function reportSimilar(): void {
  print(
    `similar on ${notes.length} notes: share with one of the same theme among the first 1, 3, 5`,
  );
  printSimilar('text core', notes, rankingBy(notes));
  printSimilar('letters and tags (plain)', notes, baselineRanking(notes));
  const untagged = notes.map(withoutTags);
  printSimilar('text core, no tags', untagged, rankingBy(untagged));
  printSimilar('letters, no tags (plain)', untagged, baselineRanking(untagged));
}

/** Weights that might have been chosen; a fold is measured with those that were best on the other folds. */
const choices: readonly Partial<Weights>[] = [1.5, 2, 2.5, 3].flatMap((meaning) =>
  [0.1, 0.2, 0.3].flatMap((gram) =>
    [0.15, 0.22, 0.3].map((tema) => ({ meaning, gram, tema, step: tema * 0.9 })),
  ),
);

function reportFolds(): void {
  const themes = [...new Set(notes.filter((note) => !isSingle(note)).map(({ label }) => label))];
  const draw = seeded(3);
  const order = themes.map((theme) => ({ theme, at: draw() })).toSorted((a, b) => a.at - b.at);
  const foldOf = new Map(order.map(({ theme }, at) => [theme, at % FOLDS]));
  const rankings = choices.map((choice) => {
    const ranking = rankingBy(notes, { ...chosenWeights, ...choice });
    const known = new Map(notes.map(({ id }) => [id, ranking(id)]));
    return (id: string) => known.get(id) ?? [];
  });
  const sums = KS.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const inside = notes.filter(({ label }) => foldOf.get(label) === fold);
    const outside = notes.filter((note) => !isSingle(note) && foldOf.get(note.label) !== fold);
    const worths = rankings.map((ranking) => {
      const [first = 0, , fifth = 0] = similarAt(outside, notes, ranking, KS).shares;
      return first + fifth;
    });
    const best = rankings[worths.indexOf(Math.max(...worths))];
    if (best === undefined) continue;
    const { shares, queries } = similarAt(inside, notes, best, KS);
    shares.forEach((share, at) => {
      sums[at] = (sums[at] ?? 0) + share * queries;
    });
  }
  const total = notes.filter((note) => !isSingle(note)).length;
  print(`\nsimilar, ${FOLDS} folds of whole themes, weights chosen on the other folds: 1, 3, 5`);
  print(`  ${sums.map((sum) => three(sum / total)).join('  ')}  of ${total}`);
}

function labelsOf(docs: readonly Labelled[]): string[] {
  const groupOf = new Map<string, number>();
  groupThemes(docs).forEach(({ members }, at) => {
    for (const member of members) groupOf.set(member, at);
  });
  return docs.map(({ id }) => String(groupOf.get(id)));
}

/** The best F any one cut of the same merges gives: what knowing the labels would add. */
function oracle(docs: readonly Labelled[], graph: NeighbourGraph): number {
  const merges = averageLinkage(graph);
  const gold = docs.map(({ label }) => label);
  let best = 0;
  for (let least = 0; least < 1.6; least += 0.02)
    best = Math.max(best, bCubed(gold, [...cut(graph.size, merges, least)]).f);
  return best;
}

/** The plain way: the same average linkage over plain likeness, cut where the labels say it is best. */
function plainOracle(docs: readonly Labelled[]): number {
  const scores = baselineScores(docs);
  const links = scores.map(
    (row, a) =>
      new Map([...row].flatMap((score, b): [number, number][] => (a === b ? [] : [[b, score]]))),
  );
  return oracle(docs, { size: docs.length, links, mean: 0, squares: 0, tagged: 0 });
}

function reportThemes(name: string, docs: readonly Labelled[]): void {
  const gold = docs.map(({ label }) => label);
  const found = labelsOf(docs);
  const { precision, recall, f } = bCubed(gold, found);
  const groups = `${new Set(found).size} groups for ${new Set(gold).size}`;
  const best = oracle(docs, neighbourGraph(docs));
  print(
    `  ${name.padEnd(34)} F ${three(f)}  P ${three(precision)}  R ${three(recall)}  ${groups}; best cut ${three(best)}; plain, best cut ${three(plainOracle(docs))}`,
  );
}

/** Every other note of each theme stands named; the rest comes anew. */
function reportPlacing(): void {
  const seen = new Map<string, number>();
  const standing = new Map<string, Labelled[]>();
  const fresh: Labelled[] = [];
  for (const note of notes) {
    const count = seen.get(note.label) ?? 0;
    seen.set(note.label, count + 1);
    if (isSingle(note) || count % 2 === 1) fresh.push(note);
    else standing.set(note.label, [...(standing.get(note.label) ?? []), note]);
  }
  const themes = [...standing].map(([id, members]) => ({ id, members }));
  const { placed } = placeInThemes(themes, fresh);
  const labels = new Map(fresh.map(({ id, label }) => [id, label]));
  const right = placed.filter(({ id, theme }) => labels.get(id) === theme).length;
  const could = fresh.filter((note) => !isSingle(note)).length;
  print(
    `\nplacing ${fresh.length} new notes in ${themes.length} standing themes (${fresh.length - could} belong to none)`,
  );
  print(
    `  placed ${placed.length}, right ${three(right / placed.length)} of these, ${three(right / could)} of those that have a theme`,
  );
}

function reportBanking(file: string | undefined): void {
  const banking = readBanking(file);
  if (banking === null) {
    print('\nBanking77: no file given, left out');
    return;
  }
  // Weights were chosen on every fourth question; none of those asks here.
  const queries = banking.filter((_, at) => at % 4 === 1);
  const { shares } = similarAt(queries, banking, rankingBy(banking), KS);
  print(
    `\nBanking77, a quarter that no weight was chosen on, of ${banking.length} questions, against all others: 1, 3, 5`,
  );
  print(`  text core                ${shares.map(three).join('  ')}`);
  const some = banking.filter((_, at) => at % 4 === 0);
  const plain = similarAt(some, some, baselineRanking(some), KS).shares;
  const same = similarAt(some, some, rankingBy(some), KS).shares;
  print(`  the chosen-on quarter    ${same.map(three).join('  ')}`);
  print(`  the same, letters       ${plain.map(three).join('  ')}`);
  const perLabel = new Map<string, number>();
  const few = banking.filter(({ label }) => {
    const count = perLabel.get(label) ?? 0;
    perLabel.set(label, count + 1);
    return count < 6;
  });
  print('themes of Banking77');
  reportThemes('six questions of each', few);
}

reportSimilar();
reportFolds();
print('\nthemes: B-cubed over all notes, no label and no threshold given');
reportThemes('all', notes);
reportThemes(
  'in view, and single ones',
  notes.filter((note) => !isSetAside(note)),
);
reportThemes(
  'set aside, and single ones',
  notes.filter((note) => isSetAside(note) || isSingle(note)),
);
reportThemes('set aside alone', notes.filter(isSetAside));
reportThemes(
  'every other note',
  notes.filter((_, at) => at % 2 === 0),
);
reportThemes(
  'every eighth note',
  notes.filter((_, at) => at % 8 === 0),
);
reportThemes(
  'bokmål',
  notes.filter(({ lang }) => lang === 'nb'),
);
reportThemes(
  'nynorsk',
  notes.filter(({ lang }) => lang === 'nn'),
);
reportThemes('all, no tags', notes.map(withoutTags));
reportPlacing();
reportBanking(process.argv[2]);
