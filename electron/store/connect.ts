import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { versionOf } from './migrate.ts';

/**
 * A page of a new file. A save touches some twenty pages, each of which is encrypted and signed whole: half as large is half the
 * work, and still holds a few entries. A file keeps the size it was made with.
 */
export const PAGE_BYTES = 2048;

/** A bare connection to an encrypted file, which must be there unless `readonly` is false. Throws SQLite's own faults. */
export function connect(
  file: string,
  key: Uint8Array,
  readonly: boolean,
  timeout: number,
): Sqlite.Database {
  const sqlite = new Sqlite(file, { readonly, timeout });
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0)
      sqlite.pragma(`page_size = ${PAGE_BYTES}`);
    sqlite.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    // The key is tried only at the first read.
    versionOf(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
