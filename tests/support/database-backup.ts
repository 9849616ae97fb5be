import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withClient } from '../../build/postgres/cluster.ts';

/** A copy of a whole database, made by PostgreSQL itself. */
export interface Backup {
  /** Puts the copy in place of the database, under its name; whoever is connected to that is thrown out. */
  restore(): Promise<void>;
  drop(): Promise<void>;
}

/** Backs up the database of an address. Nobody may be connected to it meanwhile: they are thrown out. */
export async function backupOf(url: string): Promise<Backup> {
  const cluster = inject('clusterUrl');
  const name = new URL(url).pathname.slice(1);
  const copy = `b_${randomBytes(6).toString('hex')}`;
  const run = (...statements: readonly string[]) =>
    withClient(cluster, async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  const throwOut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
  await run(throwOut, `CREATE DATABASE ${copy} TEMPLATE ${name}`);
  return {
    restore: () =>
      run(`DROP DATABASE ${name} WITH (FORCE)`, `CREATE DATABASE ${name} TEMPLATE ${copy}`),
    drop: () => run(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`),
  };
}
