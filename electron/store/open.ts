import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { connect } from './connect.ts';
import { Database, type OnSlow, type Trace } from './database.ts';
import { copyBeforeMigration } from './health/copies.ts';
import { type Migration, migrate, refuseNewer, versionOf } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';
import { fileFault, storeFault } from './sqlite-faults.ts';

const KEY_BYTES = 32;
const BUSY_MS = 5000;
/** A backstop: idle checkpoints keep the log far below this, so that a save seldom has to do it. */
const WAL_PAGES = 8000;
/**
 * Pages kept in the clear in memory, as far as there are any; each that is not must be decrypted anew. Room for a store of a
 * hundred thousand entries: the lines a search shows lie on as many pages.
 */
const CACHE_KB = 65_536;

export interface OpenOptions {
  readonly file: string;
  /** 32 bytes, used raw. */
  readonly key: Uint8Array;
  /** Where an encrypted copy goes before an older file is migrated, and the present instant. Without: none is made. */
  readonly copies?: { readonly folder: string; readonly now: () => string };
  /** How long another process that writes is waited for. */
  readonly busyMs?: number;
  readonly onSlow?: OnSlow;
  readonly trace?: Trace;
}

/** A person's own store: entries, outbox, replica. */
export type Store = Database;

/**
 * Opens a person's store, and makes it if it isn't there. Errors: `store.damaged` (wrong key, no database, broken) and
 * `store.newer`, both leaving the file as it was; `store.readOnly`, `store.full`, `store.locked`.
 */
export function openStore(options: OpenOptions): Store {
  return openDatabase(options, personMigrations);
}

export function openDatabase(options: OpenOptions, migrations: readonly Migration[]): Database {
  const { file, key, copies, busyMs = BUSY_MS, onSlow = () => {}, trace } = options;
  if (key.length !== KEY_BYTES) throw new Error('a key is 32 bytes');
  let sqlite: Sqlite.Database | undefined;
  try {
    if (existsSync(file)) inspect(file, key, migrations, busyMs);
    else mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    sqlite = connect(file, key, false, busyMs);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // Deleted words are overwritten, and sorting never spills them to a temporary file.
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('temp_store = MEMORY');
    sqlite.pragma(`cache_size = -${CACHE_KB}`);
    sqlite.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    const open = sqlite;
    migrate(open, migrations, (from) => {
      if (copies !== undefined) copyBeforeMigration(file, key, copies.folder, copies.now(), from);
    });
    return new Database(open, onSlow, trace);
  } catch (error) {
    sqlite?.close();
    throw fileFault(storeFault(error));
  }
}

/** Looks at key and version on a connection that can't write, so that a refused file stays as it was. */
function inspect(
  file: string,
  key: Uint8Array,
  migrations: readonly Migration[],
  busyMs: number,
): void {
  const sqlite = connect(file, key, true, busyMs);
  try {
    refuseNewer(versionOf(sqlite), migrations);
  } finally {
    sqlite.close();
  }
}
