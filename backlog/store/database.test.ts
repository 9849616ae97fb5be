import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/postgres.ts';
import { createPool, inOneStatement, inTransaction, onChanged, statement } from './database.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  pool = createPool({ databaseUrl: database.url, size: 1 });
  await pool.query('CREATE TABLE noted (what text PRIMARY KEY)');
});
afterEach(async () => {
  await pool.query('DROP TABLE noted');
  await pool.end();
});

const insert = statement('noted.insert', 'INSERT INTO noted (what) VALUES ($1)');

const note = (what: string, within = pool): Promise<string> =>
  inTransaction(within, async (tx) => {
    await tx.write(insert, [what]);
    tx.changed.add('themes');
    return what;
  });

test('a committed transaction is not called failed, nor rolled back, because one who hears of it falls over', async () => {
  const notices: unknown[] = [];
  const faults: unknown[] = [];
  const heard: string[] = [];
  pool.on('acquire', (client) => client.on('notice', ({ message }) => notices.push(message)));
  const broken = new Error('falls over');
  onChanged(
    pool,
    () => {
      throw broken;
    },
    (error) => faults.push(error),
  );
  onChanged(
    pool,
    (scopes) => heard.push(...scopes),
    (error) => faults.push(error),
  );
  expect(await note('one')).toBe('one');
  expect((await pool.query('SELECT what FROM noted')).rows).toEqual([{ what: 'one' }]);
  expect(faults).toEqual([broken]);
  expect(heard).toEqual(['themes']);
  // «there is no transaction in progress»
  expect(notices).toEqual([]);
});

test('after its commit a transaction is not rolled back, whatever happens', async () => {
  const statements: unknown[] = [];
  // Something in the pool's place that tells nobody anything.
  const silent = {
    connect: async () => {
      const client = await pool.connect();
      return {
        query: (query: string | pg.QueryConfig) => {
          statements.push(query);
          return client.query(query);
        },
        release: () => client.release(),
      };
    },
  } as unknown as pg.Pool;
  await note('one', silent).catch(() => undefined);
  expect(statements.at(-1)).toBe('COMMIT');
});

test('what is rolled back is told to nobody', async () => {
  const heard: string[] = [];
  onChanged(
    pool,
    (scopes) => heard.push(...scopes),
    (error) => expect.unreachable(String(error)),
  );
  await note('one');
  await expect(note('one')).rejects.toThrow(pg.DatabaseError);
  expect(heard).toEqual(['themes']);
});

test('what is one statement needs no transaction, and two are never taken for one', async () => {
  const all = statement<{ what: string }>('noted.all', 'SELECT what FROM noted');
  await note('one');
  expect(await inOneStatement(pool, (tx) => tx.read(all, []))).toEqual([{ what: 'one' }]);
  const twice = inOneStatement(pool, async (tx) => {
    await tx.read(all, []);
    await tx.read(all, []);
  });
  await expect(twice).rejects.toThrow('another moment');
  const wrong = statement('noted.wrong', 'SELECT nothing FROM noted');
  await expect(inOneStatement(pool, (tx) => tx.read(wrong, []))).rejects.toThrow(pg.DatabaseError);
  // The only connection has come back each time.
  expect(await inOneStatement(pool, (tx) => tx.read(all, []))).toHaveLength(1);
});
