import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withClient } from '../../build/postgres/cluster.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A new, empty database in the run's real PostgreSQL. `drop` ends whatever is still connected to it. */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('clusterUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  await withClient(cluster, (client) => client.query(`CREATE DATABASE ${name}`));
  return {
    url: url.href,
    drop: () =>
      withClient(cluster, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
