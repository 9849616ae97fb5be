import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/postgres.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeEach(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 6 });
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
});

const now = new Date('2026-01-01T00:00:00Z');
const latest = migrations.at(-1)?.version ?? 0;

async function versions(): Promise<number[]> {
  const { rows } = await pool.query<{ version: number }>(
    'SELECT version FROM schema_version ORDER BY version',
  );
  return rows.map(({ version }) => version);
}

async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  );
  return rows.map(({ tablename }) => tablename);
}

test('an empty database is brought to this version; a second time changes nothing', async () => {
  await migrate(pool, now);
  expect(await versions()).toEqual(migrations.map(({ version }) => version));
  await migrate(pool, now);
  expect(await versions()).toEqual(migrations.map(({ version }) => version));
});

test('replicas that start together migrate once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrate(pool, now)));
  expect(await versions()).toHaveLength(migrations.length);
});

test('a migration that fails half-way leaves nothing of itself, and what came before stands', async () => {
  const broken = [
    ...migrations,
    { version: latest + 1, name: 'good', sql: 'CREATE TABLE good (id int)' },
    { version: latest + 2, name: 'bad', sql: 'CREATE TABLE half (id int); SELECT 1 / 0' },
  ];
  await expect(migrate(pool, now, broken)).rejects.toThrow();
  expect(await versions()).toEqual([...migrations.map(({ version }) => version), latest + 1]);
  expect(await tables()).toContain('good');
  expect(await tables()).not.toContain('half');
  // Nobody is left holding the lock.
  await migrate(pool, now, broken.slice(0, -1));
});

test('a database of a later version is refused and left as it is', async () => {
  const later = [...migrations, { version: latest + 1, name: 'later', sql: 'SELECT 1' }];
  await migrate(pool, now, later);
  await expect(migrate(pool, now)).rejects.toMatchObject({ code: 'store.newer' });
  expect(await versions()).toContain(latest + 1);
});

test('from version 1, what is in the feed stays, and nothing of it counts as removed', async () => {
  await migrate(pool, now, migrations.slice(0, 1));
  const id = '0190a000-0000-7000-8000-000000000001';
  await pool.query("INSERT INTO scope_head (scope, last) VALUES ('themes', 7)");
  await pool.query("INSERT INTO feed VALUES ('themes', 7, 'theme', $1, true)", [id]);
  await migrate(pool, now, migrations.slice(0, 2));
  const heads = await pool.query('SELECT * FROM scope_head');
  expect(heads.rows).toEqual([{ scope: 'themes', last: '7', low: '0' }]);
  const feed = await pool.query('SELECT seq, deleted, deleted_at FROM feed');
  expect(feed.rows).toEqual([{ seq: '7', deleted: true, deleted_at: null }]);
});

test('versions are numbered from one without a gap', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, n) => n + 1));
});

test('no statement of the service asks the database what time it is', async () => {
  await migrate(pool, now);
  const { rows } = await pool.query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_default ~* 'now|current|timestamp'`,
  );
  expect(rows).toEqual([]);
});
