import { afterAll, expect, test } from 'vitest';
import { withClient } from '../../build/postgres/cluster.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';

const made: TestDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

async function another(): Promise<string> {
  const database = await testDatabase();
  made.push(database);
  return database.url;
}

test('each test database is empty and its own', async () => {
  const [one, two] = [await another(), await another()];
  await withClient(one, (client) => client.query('CREATE TABLE here (id int)'));
  const tables = await withClient(two, (client) =>
    client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`),
  );
  expect(tables.rowCount).toBe(0);
});

test('it is UTF-8, durable, and its owner is no superuser', async () => {
  const settings = await withClient(await another(), (client) =>
    client.query(
      `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
              current_setting('is_superuser') AS superuser`,
    ),
  );
  expect(settings.rows).toEqual([{ encoding: 'UTF8', fsync: 'on', superuser: 'off' }]);
});

test('a dropped database is gone although someone was connected', async () => {
  const database = await testDatabase();
  await withClient(database.url, async () => {
    await database.drop();
  });
  await expect(withClient(database.url, async () => undefined)).rejects.toThrow('does not exist');
});
