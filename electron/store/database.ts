import type Sqlite from 'better-sqlite3';
import { storeFault } from './sqlite-faults.ts';

export type SqlValue = string | number | null;

declare const readable: unique symbol;
declare const writable: unique symbol;

/** May only read. Statements are prepared once per text and kept. */
export interface ReadableDb {
  readonly [readable]: true;
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SqlValue[]): Row[];
  /** The first column alone, of many rows: half the time where that is all there is. */
  column<Value extends SqlValue>(sql: string, ...values: SqlValue[]): Value[];
}

/** Handed out inside a transaction alone, so that a function that takes one can't write outside of one. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  /** The number of rows changed. */
  run(sql: string, ...values: SqlValue[]): number;
}

/** Told of every statement before it runs: a test may throw to see that nothing half-done is left. */
export type Trace = (sql: string) => void;
/** Told of a transaction or read that took long: milliseconds. */
export type OnSlow = (kind: 'read' | 'write', milliseconds: number) => void;

const SLOW_MS = 40;

/** One open file. Every fault of SQLite comes out as one of the catalogue. */
export class Database {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<SqlValue[], unknown>>();
  /** Those that give a column; the same text may also be asked for rows. */
  readonly #columns = new Map<string, Sqlite.Statement<SqlValue[], unknown>>();
  readonly #db: WritableDb;
  readonly #onSlow: OnSlow;
  #writing = false;

  constructor(sqlite: Sqlite.Database, onSlow: OnSlow, trace: Trace | undefined) {
    this.#sqlite = sqlite;
    this.#onSlow = onSlow;
    const statement = (sql: string, kept = this.#statements) => {
      trace?.(sql);
      let prepared = kept.get(sql);
      if (prepared === undefined) {
        prepared = sqlite.prepare<SqlValue[], unknown>(sql);
        if (kept === this.#columns) prepared.pluck();
        kept.set(sql, prepared);
      }
      return prepared;
    };
    const db: Omit<WritableDb, typeof readable | typeof writable> = {
      get: <Row>(sql: string, ...values: SqlValue[]) =>
        statement(sql).get(...values) as Row | undefined,
      all: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).all(...values) as Row[],
      column: <Value extends SqlValue>(sql: string, ...values: SqlValue[]) =>
        statement(sql, this.#columns).all(...values) as Value[],
      run: (sql, ...values) => statement(sql).run(...values).changes,
    };
    this.#db = db as WritableDb;
  }

  read<T>(work: (db: ReadableDb) => T): T {
    const from = performance.now();
    try {
      return work(this.#db);
    } catch (error) {
      throw storeFault(error);
    } finally {
      const took = performance.now() - from;
      if (took > SLOW_MS) this.#onSlow('read', took);
    }
  }

  /** One transaction: all of it is on the disk when this returns, or none of it. */
  write<T>(work: (db: WritableDb) => T): T {
    if (this.#writing) throw new Error('a transaction within a transaction');
    const from = performance.now();
    this.#writing = true;
    try {
      // Immediate: another process that writes makes us wait at the start, never fail in the middle.
      this.#db.run('BEGIN IMMEDIATE');
      const result = work(this.#db);
      this.#db.run('COMMIT');
      return result;
    } catch (error) {
      // Some faults (a full disk) have rolled back by themselves.
      if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
      throw storeFault(error);
    } finally {
      this.#writing = false;
      const took = performance.now() - from;
      if (took > SLOW_MS) this.#onSlow('write', took);
    }
  }

  /** Moves the log into the file. `truncate` also empties the log; it waits for nobody. */
  checkpoint(mode: 'passive' | 'truncate'): void {
    try {
      this.#sqlite.pragma(`wal_checkpoint(${mode})`);
    } catch (error) {
      throw storeFault(error);
    }
  }

  /** Another number whenever another connection has written, this process's own or another's. A few microseconds. */
  dataVersion(): number {
    return this.read(
      (db) => db.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0,
    );
  }

  /**
   * The salt the file begins with, in hex. Asked of the engine: a process that opened and closed the file by itself would
   * lose the locks it holds on it (https://www.sqlite.org/howtocorrupt.html, section 2.2).
   */
  salt(): string {
    const row = this.read((db) =>
      db.get<{ salt: string }>("SELECT sqlite3mc_codec_data('cipher_salt') AS salt"),
    );
    return row?.salt.toLowerCase() ?? '';
  }

  close(): void {
    this.#statements.clear();
    this.#columns.clear();
    this.#sqlite.close();
  }

  /** The whole file in the clear, as it lies on its pages; for tests that look for what should be gone. */
  pages(): Uint8Array {
    return this.#sqlite.serialize();
  }
}
