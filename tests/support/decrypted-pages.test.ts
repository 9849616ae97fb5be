import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decryptedPages, isKeyOf } from './decrypted-pages.ts';
import { Operations } from './operations.ts';
import { personStore, queue, temporaryFolder, testKey } from './person-store.ts';

const holds = (file: string, text: string) =>
  decryptedPages(file, testKey).filter((page) => page.includes(text)).length;

test('finds what is in the file, what was overwritten in the log, and tells the key', () => {
  const file = join(temporaryFolder(), 'p.db');
  const store = personStore({ file });
  const log = new Operations().log({ text: 'Ord som skal finnes' });
  store.write((db) => queue(db, log));
  store.write((db) => db.run('DELETE FROM outbox'));
  store.write((db) => db.run('DELETE FROM observation'));
  // All of it lies in the log: the file's first page says nothing yet, and is signed.
  expect(isKeyOf(file, testKey)).toBe(true);
  // Gone from the database; a frame of the log still has it.
  expect(holds(file, 'Ord som skal finnes')).toBeGreaterThan(0);
  store.checkpoint('truncate');
  expect(holds(file, 'Ord som skal finnes')).toBe(0);
  expect(holds(file, 'CREATE TABLE outbox')).toBeGreaterThan(0);
  expect(isKeyOf(file, testKey)).toBe(true);
  expect(isKeyOf(file, new Uint8Array(32).fill(8))).toBe(false);
});
