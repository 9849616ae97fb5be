import { listEntries } from '../electron/store/entries.ts';
import { openStore, type Store } from '../electron/store/open.ts';
import { rankEntries } from '../electron/store/ranked.ts';
import { matchExpression, wordsOf } from '../electron/store/search.ts';
import type { Figure, Suite, Wanted } from './figure.ts';
import { FilledStore, type Note, noteMaker } from './filled-store.ts';
import { inFolder } from './ground.ts';
import { betterSqliteSearch, nodeSqliteSearch, type RawSearch } from './peers/raw-search.ts';
import { alternately, figuresOf, OURS, type Side, timedEach } from './rounds.ts';

const SUITE = 'search';
const ROWS = [1_000, 10_000, 100_000, 1_000_000];
/** Questions in a round. */
const QUESTIONS = 200;
/** What the page asks for first. */
const LIMIT = 200;
const NEWEST_LIMIT_MS = 5;
const BEST_LIMIT_MS = 15;
/** So many rows each limit is for. */
const NEWEST_LIMIT_ROWS = 100_000;
const BEST_LIMIT_ROWS = 1_000_000;

export const searchSuite: Suite = {
  name: SUITE,
  about: 'what matches, newest first and best first, against SQLite’s full-text search',
  run: (wanted) => inFolder((folder) => measured(folder, wanted)),
};

async function measured(folder: string, { rows, rounds, report }: Wanted): Promise<Figure[]> {
  const sizes = (rows ?? ROWS).toSorted((a, b) => a - b);
  const most = sizes.at(-1) ?? 0;
  const note = noteMaker(most, 1);
  const filled = new FilledStore(folder, most);
  const peers = {
    'better-sqlite3': betterSqliteSearch(folder),
    'node:sqlite': nodeSqliteSearch(folder),
  };
  const figures: Figure[] = [];
  try {
    for (const n of sizes) {
      await filled.grow(n, report);
      for (const peer of Object.values(peers)) peer.grow(n, (at) => note(at).text);
      const store = openStore({ file: filled.file, key: await filled.key() });
      const questions = questionsOf(note, n);
      const newest = await alternately(newestSides(store, peers, questions), rounds);
      const best = await alternately(bestSides(store, peers, questions), rounds);
      store.close();
      const heading = { suite: SUITE, n, unit: 'questions' };
      figures.push(
        ...withLimit(figuresOf(heading, newest, report), 'p95', NEWEST_LIMIT_MS, NEWEST_LIMIT_ROWS),
        ...withLimit(
          figuresOf({ ...heading, prefix: 'ranked' }, best, report),
          'rankedP95',
          BEST_LIMIT_MS,
          BEST_LIMIT_ROWS,
        ),
      );
    }
  } finally {
    for (const peer of Object.values(peers)) peer.close();
  }
  return figures;
}

/** A word, or two of the same note, the last one not always written to its end; as a person types. */
function questionsOf(note: (at: number) => Note, rows: number): readonly string[] {
  return Array.from({ length: QUESTIONS }, (_, at) => {
    const words = wordsOf(note(Math.floor((at * rows) / QUESTIONS)).text).filter(
      (word) => word.length > 3,
    );
    const first = words[at % Math.max(1, words.length)] ?? 'venter';
    const second = words[(at + 1) % Math.max(1, words.length)] ?? 'svar';
    const last = at % 2 === 0 ? first : second;
    const typed = last.slice(0, at % 3 === 0 ? Math.max(3, last.length - 3) : last.length);
    return at % 2 === 0 ? typed : `${first} ${typed}`;
  });
}

type Peers = Readonly<Record<string, RawSearch>>;

function newestSides(store: Store, peers: Peers, questions: readonly string[]): Side[] {
  return sides(peers, questions, {
    ours: (query) => store.read((db) => listEntries(db, { query, limit: LIMIT, offset: 0 })),
    theirs: (peer, match) => peer.newest(match, LIMIT),
  });
}

function bestSides(store: Store, peers: Peers, questions: readonly string[]): Side[] {
  return sides(peers, questions, {
    ours: (query) => store.read((db) => rankEntries(db, { query, limit: LIMIT, offset: 0 })),
    theirs: (peer, match) => peer.best(match, LIMIT),
  });
}

function sides(
  peers: Peers,
  questions: readonly string[],
  ask: {
    readonly ours: (query: string) => unknown;
    readonly theirs: (peer: RawSearch, match: string) => unknown;
  },
): Side[] {
  const asked = (work: (question: string) => unknown) => () =>
    timedEach(questions.length, (at) => work(questions[at] ?? ''));
  return [
    { name: OURS, round: asked(ask.ours) },
    ...Object.entries(peers).map(([name, peer]) => ({
      name,
      round: asked((question) => ask.theirs(peer, matchExpression(wordsOf(question)))),
    })),
  ];
}

/** The figure a limit was promised for, as a part of it too. */
function withLimit(
  figures: readonly Figure[],
  name: string,
  limitMs: number,
  rows: number,
): Figure[] {
  return figures.map((figure) =>
    figure.name === name && figure.n === rows
      ? { ...figure, ratio: { ...figure.ratio, limit: figure.value / limitMs } }
      : figure,
  );
}
