import type Sqlite from 'better-sqlite3';
import { LyttError } from '../../shared/domain/errors.ts';

/** One step of a schema. `version` is what `user_version` becomes; versions run 1, 2, 3, … without a gap. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export function versionOf(sqlite: Sqlite.Database): number {
  return sqlite.pragma('user_version', { simple: true }) as number;
}

/** Refuses a file from a newer program: this one would misread it. */
export function refuseNewer(version: number, migrations: readonly Migration[]): void {
  if (version > migrations.length) throw new LyttError('store.newer', { params: { version } });
}

/**
 * Brings the file to the newest version, each step in a transaction of its own together with its `user_version`, so that a
 * crash between two leaves a version that is whole. `backup` is called once before the first step on a file that holds data.
 */
export function migrate(
  sqlite: Sqlite.Database,
  migrations: readonly Migration[],
  backup: (from: number) => void,
): void {
  const from = versionOf(sqlite);
  refuseNewer(from, migrations);
  const missing = migrations.slice(from);
  if (missing.length > 0 && from > 0) backup(from);
  for (const { version, sql } of missing) {
    sqlite
      .transaction(() => {
        // Another process may have got here first while this one waited for the lock.
        if (versionOf(sqlite) >= version) return;
        sqlite.exec(sql);
        sqlite.pragma(`user_version = ${version}`);
      })
      .immediate();
  }
}
