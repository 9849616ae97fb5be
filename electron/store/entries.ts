import type { EntryState } from '../../shared/domain/entry-state.ts';
import type { SameAs } from '../../shared/domain/observation.ts';
import type { Tags } from '../../shared/domain/tags.ts';
import type { ThemeStatus } from '../../shared/domain/theme.ts';
import type { Entry } from '../../shared/view/entry.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import { matchExpression, wordsOf } from './search.ts';

interface Row {
  id: string;
  state: EntryState;
  text: string;
  workaround: string | null;
  tags: string;
  heard_at: string;
  note: string | null;
  same_kind: SameAs['kind'] | null;
  same_id: string | null;
  merged: number;
  beside: number;
  theme_id: string | null;
  theme_name: string | null;
  theme_status: ThemeStatus | null;
  release_date: string | null;
  set_aside_code: string | null;
  set_aside_field: string | null;
}

const COLUMNS = `o.id, o.state, o.text, o.workaround, o.tags, o.heard_at, o.note, o.theme_id,
  t.view ->> 'name' AS theme_name, t.view ->> 'status' AS theme_status, t.view ->> 'releaseDate' AS release_date,
  o.set_aside_code, o.set_aside_field, o.same_kind, o.same_id, o.merged, o.beside`;

/** Many have the same tags: each is read once. */
function entriesOf(rows: readonly Row[]): Entry[] {
  const read = new Map<string, Tags>();
  return rows.map((row) => {
    const tags = read.get(row.tags) ?? tagsOf(row);
    read.set(row.tags, tags);
    return entryOf(row, tags);
  });
}

function tagsOf({ tags }: Row): Tags {
  return JSON.parse(tags) as Tags;
}

function entryOf(row: Row, tags: Tags): Entry {
  return {
    id: row.id,
    state: row.state,
    text: row.text,
    workaround: row.workaround,
    tags,
    heardAt: row.heard_at,
    sameAs:
      row.same_kind === null || row.same_id === null
        ? null
        : { kind: row.same_kind, id: row.same_id },
    merged: row.merged === 1,
    beside: row.beside,
    note: row.note,
    // A theme may be named before its own document has come.
    theme:
      row.theme_id === null || row.theme_name === null || row.theme_status === null
        ? null
        : {
            id: row.theme_id,
            name: row.theme_name,
            status: row.theme_status,
            releaseDate: row.release_date,
          },
    setAside:
      row.set_aside_code === null ? null : { code: row.set_aside_code, field: row.set_aside_field },
  };
}

export interface EntryQuery {
  /** Words that each must begin a word of text or workaround; null or without a word: all. */
  readonly query: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** Which rows is decided from indexes alone, so that a far page costs no more than a near one. */
const paged = (chosen: string) => `SELECT ${COLUMNS} FROM (${chosen} LIMIT ? OFFSET ?) p
  CROSS JOIN observation o ON o.n = p.n LEFT JOIN theme t ON t.id = o.theme_id ORDER BY p.n DESC`;
// The index holds what is listed and nothing else.
export const MATCHES = 'FROM observation_search s WHERE s.observation_search MATCH ?';

export const MINE: string = paged('SELECT n FROM observation WHERE listed = 1 ORDER BY n DESC');
export const MINE_COUNT = 'SELECT count(*) AS total FROM observation WHERE listed = 1';
export const SEARCH = `SELECT s.rowid AS n ${MATCHES} ORDER BY s.rowid DESC LIMIT ? OFFSET ?`;
export const SEARCH_COUNT = `SELECT count(*) AS total FROM (SELECT 1 ${MATCHES} LIMIT ?)`;
const AT = `SELECT ${COLUMNS} FROM json_each(?) p CROSS JOIN observation o ON o.n = p.value
  LEFT JOIN theme t ON t.id = o.theme_id ORDER BY p.key`;

/** Hits are counted so far beyond the page: a word that most entries have must not be counted in all of them. */
export const COUNTED_BEYOND = 1_000;

/**
 * One's own entries, newest heard first; the withdrawn left out. `total` counts all that match, or, where `capped`, no further
 * than is worth knowing: there are more.
 */
export function listEntries(
  db: ReadableDb,
  { query, limit, offset }: EntryQuery,
): { entries: Entry[]; total: number; capped: boolean } {
  const words = wordsOf(query);
  if (words.length === 0) {
    const rows = db.all<Row>(MINE, limit, offset);
    return { entries: entriesOf(rows), total: countOf(db, MINE_COUNT), capped: false };
  }
  // The page and what is counted beyond it in one go; one more, to know whether there are more.
  const match = matchExpression(words);
  const most = limit + COUNTED_BEYOND;
  const hits = rowsOf(db, SEARCH, match, most + 1, offset);
  const isBeyondAll = hits.length === 0 && offset > 0;
  return {
    entries: entriesAt(db, hits.slice(0, limit)),
    total: isBeyondAll
      ? countOf(db, SEARCH_COUNT, match, offset)
      : offset + Math.min(hits.length, most),
    capped: hits.length > most,
  };
}
function countOf(db: ReadableDb, sql: string, ...values: (string | number)[]): number {
  return db.get<{ total: number }>(sql, ...values)?.total ?? 0;
}

/** The rows that a statement answers with, each by its number alone. */
export function rowsOf(db: ReadableDb, sql: string, ...values: SqlValue[]): number[] {
  return db.column<number>(sql, ...values);
}

/** The entries of these rows, in their order. */
export function entriesAt(db: ReadableDb, rows: readonly number[]): Entry[] {
  return entriesOf(db.all<Row>(AT, JSON.stringify(rows)));
}

/** One's own entry, or undefined. */
export function findEntry(db: ReadableDb, id: string): Entry | undefined {
  const row = db.get<Row>(
    `SELECT ${COLUMNS} FROM observation o LEFT JOIN theme t ON t.id = o.theme_id WHERE o.id = ? AND o.mine = 1`,
    id,
  );
  return row === undefined ? undefined : entryOf(row, tagsOf(row));
}
