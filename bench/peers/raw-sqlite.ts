import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type Sqlite from 'better-sqlite3';
import { connect } from '../../electron/store/connect.ts';

/** A table of texts and nothing else, each written in a commit of its own. */
export interface RawTable {
  /** Lets it have so many rows, many to a commit. */
  grow(rows: number, textOf: (at: number) => string): void;
  /** One row, one commit, on the disk when it returns. */
  insert(text: string): void;
  close(): void;
}

const TABLE = 'CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT';
const INSERT = 'INSERT INTO note (text) VALUES (?)';

/** The database engine Lytt stands on, bare: the same cipher and the same durability, one row a commit. */
export function betterSqlite(folder: string): RawTable {
  const sqlite = bareConnection(join(folder, 'raw.db'));
  sqlite.exec(TABLE);
  const insert = sqlite.prepare(INSERT);
  return {
    grow: growing(
      (sql) => sqlite.exec(sql),
      (text) => insert.run(text),
    ),
    insert: (text) => insert.run(text),
    close: () => sqlite.close(),
  };
}

/** An encrypted file with the durability of a person's store, and else as the engine comes. */
export function bareConnection(file: string): Sqlite.Database {
  const sqlite = connect(file, randomBytes(32), false, 5_000);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  return sqlite;
}

/** Node's own SQLite: the same durability, in the clear. */
export function nodeSqlite(folder: string): RawTable {
  const sqlite = openNodeSqlite(join(folder, 'node.db'));
  sqlite.exec(TABLE);
  const insert = sqlite.prepare(INSERT);
  return {
    grow: growing(
      (sql) => sqlite.exec(sql),
      (text) => insert.run(text),
    ),
    insert: (text) => insert.run(text),
    close: () => sqlite.close(),
  };
}

export function openNodeSqlite(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return sqlite;
}

/** Fills up to a number of rows in one commit. */
export function growing(
  run: (sql: string) => unknown,
  insert: (text: string, at: number) => unknown,
): (rows: number, textOf: (at: number) => string) => void {
  let filled = 0;
  return (rows, textOf) => {
    run('BEGIN');
    for (; filled < rows; filled += 1) insert(textOf(filled), filled);
    run('COMMIT');
    run('PRAGMA wal_checkpoint(TRUNCATE)');
  };
}
