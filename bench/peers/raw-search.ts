import { join } from 'node:path';
import { bareConnection, growing, openNodeSqlite } from './raw-sqlite.ts';

/** SQLite's full-text search over texts and nothing else. */
export interface RawSearch {
  /** Lets it have so many texts. */
  grow(rows: number, textOf: (at: number) => string): void;
  /** The newest that match, with their text. */
  newest(match: string, limit: number): readonly unknown[];
  /** The best of all that match, by bm25. */
  best(match: string, limit: number): readonly unknown[];
  close(): void;
}

/** Words are split, and beginnings of words found, as in a person's store. */
const TABLE = `CREATE VIRTUAL TABLE note USING fts5(
  text, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co So'", prefix = '2 3 4 5 6')`;
const INSERT = 'INSERT INTO note (rowid, text) VALUES (?, ?)';
const NEWEST = 'SELECT rowid, text FROM note WHERE note MATCH ? ORDER BY rowid DESC LIMIT ?';
const BEST = 'SELECT rowid, text FROM note WHERE note MATCH ? ORDER BY rank LIMIT ?';

/** On the engine Lytt stands on: the same cipher. */
export function betterSqliteSearch(folder: string): RawSearch {
  const sqlite = bareConnection(join(folder, 'raw-search.db'));
  sqlite.exec(TABLE);
  const [insert, newest, best] = [
    sqlite.prepare(INSERT),
    sqlite.prepare(NEWEST),
    sqlite.prepare(BEST),
  ];
  return {
    grow: growing(
      (sql) => sqlite.exec(sql),
      (text, at) => insert.run(at + 1, text),
    ),
    newest: (match, limit) => newest.all(match, limit),
    best: (match, limit) => best.all(match, limit),
    close: () => sqlite.close(),
  };
}

/** On Node's own SQLite, in the clear. */
export function nodeSqliteSearch(folder: string): RawSearch {
  const sqlite = openNodeSqlite(join(folder, 'node-search.db'));
  sqlite.exec(TABLE);
  const [insert, newest, best] = [
    sqlite.prepare(INSERT),
    sqlite.prepare(NEWEST),
    sqlite.prepare(BEST),
  ];
  return {
    grow: growing(
      (sql) => sqlite.exec(sql),
      (text, at) => insert.run(at + 1, text),
    ),
    newest: (match, limit) => newest.all(match, limit),
    best: (match, limit) => best.all(match, limit),
    close: () => sqlite.close(),
  };
}
