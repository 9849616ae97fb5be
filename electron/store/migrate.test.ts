import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Operations } from '../../tests/support/operations.ts';
import { queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import { listEntries } from './entries.ts';
import { listCopies } from './health/copies.ts';
import type { Migration } from './migrate.ts';
import { deviceMigrations } from './migrations/device.ts';
import { personMigrations } from './migrations/person.ts';
import { openDatabase, openStore } from './open.ts';

const all = { query: null, limit: 9, offset: 0 };
const next = personMigrations.length + 1;
const addColumn: Migration = {
  version: next,
  sql: "ALTER TABLE observation ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'",
};

function withEntry(): string {
  const file = join(temporaryFolder(), 'person.db');
  const store = openStore({ file, key: testKey });
  store.write((db) => queue(db, new Operations().log({ text: 'Før oppgraderingen' })));
  store.close();
  return file;
}

function versionOf(file: string, migrations: readonly Migration[]): number | undefined {
  const store = openDatabase({ file, key: testKey }, migrations);
  try {
    return store.read((db) => db.get<{ user_version: number }>('PRAGMA user_version'))
      ?.user_version;
  } finally {
    store.close();
  }
}

describe('the schemas', () => {
  it.each([
    ['person', personMigrations],
    ['device', deviceMigrations],
  ])('of the %s store run 1, 2, 3 without a gap, and a new file has them all', (_, migrations) => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
    const file = join(temporaryFolder(), 'new.db');
    expect(versionOf(file, migrations)).toBe(migrations.length);
  });
});

describe('a migration', () => {
  it('to version 3 keeps the outbox as it was, and nothing of it goes out again', () => {
    const file = join(temporaryFolder(), 'person.db');
    const before = openDatabase({ file, key: testKey }, personMigrations.slice(0, 2));
    const insert = `INSERT INTO outbox(id, kind, entity_id, body, state, made_at)
      VALUES (?, 'reply.read', 'reply', '{}', ?, '2026-01-01T00:00:00.000Z')`;
    before.write((db) => {
      for (const state of ['waiting', 'acknowledged', 'set_aside']) db.run(insert, state, state);
    });
    before.close();
    const after = openDatabase({ file, key: testKey }, personMigrations.slice(0, 3));
    expect(after.read((db) => db.all('SELECT id, state, again FROM outbox ORDER BY n'))).toEqual([
      { id: 'waiting', state: 'waiting', again: 0 },
      { id: 'acknowledged', state: 'acknowledged', again: 0 },
      { id: 'set_aside', state: 'set_aside', again: 0 },
    ]);
    after.close();
  });

  it('keeps what is in the file, and leaves an encrypted copy of how it was', () => {
    const file = withEntry();
    const copies = { folder: `${file}-copies`, now: () => '2026-11-24T12:00:00.000Z' };
    const store = openDatabase({ file, key: testKey, copies }, [...personMigrations, addColumn]);
    expect(store.read((db) => listEntries(db, all).entries)).toMatchObject([
      { text: 'Før oppgraderingen' },
    ]);
    expect(store.read((db) => db.get('SELECT colour FROM observation'))).toEqual({ colour: 'red' });
    store.close();
    const [made] = listCopies(copies.folder);
    expect(made?.madeAt).toBe(copies.now());
    expect(readFileSync(made?.file ?? '').includes('oppgraderingen')).toBe(false);
    const copy = openStore({ file: made?.file ?? '', key: testKey });
    expect(copy.read((db) => listEntries(db, all).total)).toBe(1);
    copy.close();
  });

  it('makes no copy of a new file, nor of one that is as it should be', () => {
    const file = join(temporaryFolder(), 'person.db');
    const copies = { folder: `${file}-copies`, now: () => '2026-11-24T12:00:00.000Z' };
    openStore({ file, key: testKey, copies }).close();
    openStore({ file, key: testKey, copies }).close();
    expect(listCopies(copies.folder)).toEqual([]);
  });

  it('is not begun where no copy can be made first', () => {
    const file = withEntry();
    const folder = `${file}-copies`;
    writeFileSync(folder, 'stands in its place');
    const copies = { folder, now: () => '2026-11-24T12:00:00.000Z' };
    const upTo = [...personMigrations, addColumn];
    expect(() => openDatabase({ file, key: testKey, copies }, upTo)).toThrow('store.readOnly');
    expect(versionOf(file, personMigrations)).toBe(next - 1);
  });

  it('that fails leaves the last whole version, and goes on from there when it can', () => {
    const file = withEntry();
    const broken: Migration = {
      version: next + 1,
      sql: 'CREATE TABLE half(x); INSERT INTO nowhere VALUES (1)',
    };
    const mended: Migration = { version: next + 1, sql: 'CREATE TABLE half(x)' };
    const upTo = [...personMigrations, addColumn];
    expect(() => openDatabase({ file, key: testKey }, [...upTo, broken])).toThrow();
    expect(versionOf(file, upTo)).toBe(next);
    expect(versionOf(file, [...upTo, mended])).toBe(next + 1);
  });
});
