import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import { createIndex, type SimilarIndex } from '../shared/text/similar/similar-index.ts';
import { type Figure, percentile, type Suite } from './figure.ts';
import { type SyntheticNote, syntheticNotes } from './synthetic-notes.ts';

const ENTRIES = 50_000;
const QUERIES = 500;
/** The page asks after a pause while a note is being written: the answer must come within a frame. */
const FRAME_MS = 16;
const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export const similarSuite: Suite = {
  name: 'similar',
  about: `suggestions of what means the same, over ${ENTRIES} entries made of real notes`,
  async run(report) {
    const notes = syntheticNotes(ENTRIES, 1);
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
    return figuresOf({ ours, typed, theirs, saved, addMs, prepareMs, bytes });
  },
};

interface Measured {
  readonly ours: readonly number[];
  readonly typed: readonly number[];
  readonly theirs: readonly number[];
  readonly saved: readonly number[];
  readonly addMs: number;
  readonly prepareMs: number;
  readonly bytes: number;
}

function figuresOf(measured: Measured): Figure[] {
  const frame = { name: 'one frame', kind: 'limit', value: FRAME_MS } as const;
  const peer = (share: number) =>
    ({
      name: 'SQLite FTS5, any word, bm25',
      kind: 'peer',
      value: percentile(measured.theirs, share),
    }) as const;
  const ms = (
    name: string,
    samples: readonly number[],
    share: number,
    against: Figure['against'],
  ) => ({
    name,
    value: percentile(samples, share),
    unit: 'ms',
    against,
  });
  return [
    ms('whole note, p50', measured.ours, 0.5, peer(0.5)),
    ms('whole note, p95', measured.ours, 0.95, peer(0.95)),
    ms('whole note, p95, of a frame', measured.ours, 0.95, frame),
    ms('half written, p95, of a frame', measured.typed, 0.95, frame),
    ms('save one, then ask: p95, of a frame', measured.saved, 0.95, frame),
    { name: 'adding one entry, mean', value: measured.addMs, unit: 'ms', against: frame },
    { name: 'learning all anew', value: measured.prepareMs, unit: 'ms', against: null },
    { name: 'memory', value: measured.bytes / MEGABYTE, unit: 'MB', against: null },
    { name: 'memory an entry', value: measured.bytes / ENTRIES, unit: 'bytes', against: null },
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
