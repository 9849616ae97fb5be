import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import { createIndex, type SimilarIndex } from '../shared/text/similar/similar-index.ts';
import { type Figure, percentile, type Suite } from './figure.ts';
import { type SyntheticNote, syntheticNotes } from './synthetic-notes.ts';

const SUITE = 'similar';
const ENTRIES = 50_000;
const QUERIES = 500;
/** The page asks after a pause while a note is being written: the answer must come within a frame. */
const FRAME_MS = 16;
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export const similarSuite: Suite = {
  name: SUITE,
  about: 'suggestions of what means the same, over entries made of real notes',
  async run({ rows, report }) {
    const figures: Figure[] = [];
    for (const n of rows ?? [ENTRIES]) {
      const notes = syntheticNotes(n, 1);
      const queries = syntheticNotes(QUERIES, 2);
      const { index, addMs, prepareMs, bytes } = filled(notes);
      report(`index of ${index.size} entries filled`);
      for (const query of queries.slice(0, 50)) index.similar(query);
      const ours = queries.map((query) => timed(() => index.similar(query)));
      const typed = queries.map(({ text, ...rest }, at) => {
        const start = text.slice(0, 5 + (at % 40));
        return timed(() => index.similar({ ...rest, text: start }));
      });
      const saved = updates(index, syntheticNotes(QUERIES, 3));
      const peer = fullTextSearch(notes);
      const theirs = queries.map(({ text }) => timed(() => peer(text)));
      figures.push(...figuresOf({ n, ours, typed, theirs, saved, addMs, prepareMs, bytes }));
    }
    return figures;
  },
};

interface Measured {
  readonly n: number;
  readonly ours: readonly number[];
  readonly typed: readonly number[];
  readonly theirs: readonly number[];
  readonly saved: readonly number[];
  readonly addMs: number;
  readonly prepareMs: number;
  readonly bytes: number;
}

/** `fts5`: the same question to SQLite's full-text search, any word, ranked. `frame`: what the page may take. */
function figuresOf({ n, ours, typed, theirs, saved, ...whole }: Measured): Figure[] {
  const figure = (name: string, value: number, unit: string, ratio: Figure['ratio'] = {}) => ({
    suite: SUITE,
    name,
    n,
    value,
    unit,
    ratio,
  });
  const ms = (name: string, samples: readonly number[], share: number) => {
    const value = percentile(samples, share);
    return figure(name, value, 'ms', { frame: value / FRAME_MS });
  };
  const against = (name: string, share: number) => {
    const value = percentile(ours, share);
    const ratio = { fts5: value / percentile(theirs, share), frame: value / FRAME_MS };
    return figure(name, value, 'ms', ratio);
  };
  return [
    against('p50', 0.5),
    against('p95', 0.95),
    against('p99', 0.99),
    ms('halfWrittenP95', typed, 0.95),
    ms('savedThenAskedP95', saved, 0.95),
    figure('add', whole.addMs, 'ms', { frame: whole.addMs / FRAME_MS }),
    figure('learnAnew', whole.prepareMs, 'ms'),
    figure('peakMemory', whole.bytes / MEGABYTE, 'MB'),
    figure('memoryPerEntry', whole.bytes / n, 'bytes'),
  ];
}

function filled(notes: readonly SyntheticNote[]) {
  const before = memory();
  const index = createIndex();
  const addMs = timed(() => {
    for (const note of notes) index.add(note);
  });
  const prepareMs = timed(() => index.prepare());
  return { index, addMs: addMs / notes.length, prepareMs, bytes: memory() - before };
}

/** What an entry costs that is saved while the index is in use, with the question that follows it. */
function updates(index: SimilarIndex, notes: readonly SyntheticNote[]): number[] {
  return notes.map((note, at) =>
    timed(() => {
      index.add({ ...note, id: at % 2 === 0 ? `new${at}` : `s${at}` });
      index.similar(note);
    }),
  );
}

/** The usual way: the same texts in SQLite's full-text search, asked for any of the note's words, ranked by bm25. */
function fullTextSearch(notes: readonly SyntheticNote[]): (text: string) => unknown {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE note USING fts5(id UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 0')`,
  );
  const insert = database.prepare('INSERT INTO note (id, text) VALUES (?, ?)');
  database.transaction(() => {
    for (const { id, text } of notes) insert.run(id, text);
  })();
  const search = database.prepare(
    'SELECT id FROM note WHERE note MATCH ? ORDER BY bm25(note) LIMIT 5',
  );
  return (text) => {
    const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
    return search.all([...words].map((word) => `"${word}"`).join(' OR '));
  };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Heap and array buffers in use, in bytes, after a collection. */
function memory(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
