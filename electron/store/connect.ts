import Sqlite from 'better-sqlite3';
import { versionOf } from './migrate.ts';

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
    sqlite.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    // The key is tried only at the first read.
    versionOf(sqlite);
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
