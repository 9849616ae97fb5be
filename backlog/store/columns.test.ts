import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/postgres.ts';
import { column, textColumn, timeColumn } from './columns.ts';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Beside a column of as many places as there are rows, as every statement has one. */
async function readBack(type: string, written: string, rows: number): Promise<unknown[]> {
  const places = Array.from({ length: rows }, (_, at) => at);
  const read = await client.query<{ value: unknown }>(
    `SELECT value FROM unnest($1::int[], $2::${type}[]) AS given (place, value) ORDER BY place`,
    [column(places, same), written],
  );
  return read.rows.map(({ value }) => value);
}

const same = <T>(value: T) => value;

test('words arrive as they were, whatever signs are in them', async () => {
  const awkward = fc.constantFrom(
    '"',
    '\\',
    ',',
    '{',
    '}',
    ' ',
    '\n',
    '\t',
    'NULL',
    "'",
    'å',
    '\u{1F600}',
  );
  // PostgreSQL has no place for the sign nought, nor for half a sign; the service refuses them.
  const anything = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  const text = fc.oneof(
    anything,
    fc.array(awkward).map((signs) => signs.join('')),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text)), async (texts) => {
      expect(await readBack('text', textColumn(texts, same), texts.length)).toEqual(texts);
    }),
    { numRuns: 300 },
  );
});

test('ids, numbers, yes and no, and times arrive as they were, and so does what there is none of', async () => {
  const id = '01a20c92-d49b-7000-8003-f8efb57f081f';
  const time = new Date('2026-11-24T12:00:00.123Z');
  const no = [null, null];
  expect(await readBack('uuid', column([id, null], same), 2)).toEqual([id, null]);
  expect(await readBack('int', column([0, null, -2], same), 3)).toEqual([0, null, -2]);
  expect(await readBack('boolean', column([true, false, null], same), 3)).toEqual([
    true,
    false,
    null,
  ]);
  expect(await readBack('timestamptz', timeColumn([time, null], same), 2)).toEqual([time, null]);
  expect(await readBack('uuid', column(no, same), 2)).toEqual(no);
  expect(await readBack('text', textColumn(no, same), 2)).toEqual(no);
  expect(await readBack('text', textColumn([], same), 0)).toEqual([]);
});
