import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import { first } from './migrations/0001-first.ts';
import { personMigrations } from './migrations/person.ts';
import { areKnown, forgetHashes, rememberHashes } from './not-a-person.ts';
import { openDatabase } from './open.ts';
import { operationById } from './operations.ts';

const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();

it('keeps so many, and lets the oldest go', () => {
  const store = personStore();
  store.write((db) => {
    rememberHashes(db, ['oldest'], at(0));
    const many = Array.from({ length: 4999 }, (_, n) => `h${n}`);
    rememberHashes(db, many, at(1));
    expect(areKnown(db, ['oldest', 'h0'])).toEqual([true, true]);
    rememberHashes(db, ['newest'], at(2));
    expect(areKnown(db, ['oldest', 'h4998', 'newest'])).toEqual([false, true, true]);
    expect(forgetHashes(db)).toBe(5000);
  });
});

it('what is said again counts as said now', () => {
  const store = personStore();
  store.write((db) => {
    rememberHashes(db, ['again'], at(0));
    rememberHashes(
      db,
      Array.from({ length: 4999 }, (_, n) => `h${n}`),
      at(1),
    );
    rememberHashes(db, ['again'], at(2));
    rememberHashes(db, ['newest'], at(3));
    expect(areKnown(db, ['again', 'newest'])).toEqual([true, true]);
  });
});

it('a file of before opens with its operations, and nothing found in them', () => {
  const file = join(temporaryFolder(), 'old.db');
  const log = new Operations().log({ text: 'Fra før' });
  const old = openDatabase({ file, key: testKey }, [first]);
  old.write((db) =>
    db.run(
      "INSERT INTO outbox(id, kind, entity_id, body, state, made_at) VALUES (?, ?, ?, ?, 'waiting', ?)",
      log.id,
      log.kind,
      log.observationId,
      JSON.stringify(log),
      log.madeAt,
    ),
  );
  old.close();
  const store = openDatabase({ file, key: testKey }, personMigrations);
  expect(store.read((db) => operationById(db, log.id))).toMatchObject({
    operation: { text: 'Fra før' },
    findings: [],
  });
  store.close();
});
