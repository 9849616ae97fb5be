import type pg from 'pg';
import { LyttError } from '../../shared/domain/errors.ts';
import { type Migration, migrations } from './migrations.ts';

/** Any number that nothing else in the database locks. */
const LOCK = 4_100_2026;

/**
 * Brings the database to this version. Replicas that start together wait for one another.
 * @throws LyttError `store.newer` when a later version has already been at it.
 */
export async function migrate(
  pool: pg.Pool,
  now: Date,
  all: readonly Migration[] = migrations,
): Promise<void> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    // Another replica may take longer than a request may wait.
    await client.query("SET lock_timeout = 0; SET statement_timeout = '10min'");
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS schema_version (
         version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL)`,
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM schema_version',
    );
    const at = rows[0]?.version ?? 0;
    if (at > (all.at(-1)?.version ?? 0)) throw new LyttError('store.newer');
    for (const migration of all) {
      if (migration.version <= at) continue;
      await client.query('BEGIN');
      await client.query(migration.sql);
      await client.query(
        'INSERT INTO schema_version (version, name, applied_at) VALUES ($1, $2, $3)',
        [migration.version, migration.name, now],
      );
      await client.query('COMMIT');
    }
  } catch (error) {
    failed = error instanceof Error ? error : new Error('migration failed');
    throw error;
  } finally {
    // Closing the connection gives back the lock and the settings, and rolls back whatever was begun.
    client.release(failed ?? true);
  }
}
