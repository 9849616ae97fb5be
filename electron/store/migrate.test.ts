import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Operations } from '../../tests/support/operations.ts';
import { queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import { listEntries } from './entries.ts';
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
  it('keeps what is in the file, and leaves an encrypted copy of how it was', () => {
    const file = withEntry();
    const backupFile = `${file}.before`;
    const store = openDatabase({ file, key: testKey, backupFile }, [
      ...personMigrations,
      addColumn,
    ]);
    expect(store.read((db) => listEntries(db, all).entries)).toMatchObject([
      { text: 'Før oppgraderingen' },
    ]);
    expect(store.read((db) => db.get('SELECT colour FROM observation'))).toEqual({ colour: 'red' });
    store.close();
    expect(readFileSync(backupFile).includes('oppgraderingen')).toBe(false);
    const copy = openStore({ file: backupFile, key: testKey });
    expect(copy.read((db) => listEntries(db, all).total)).toBe(1);
    copy.close();
  });

  it('makes no copy of a new file, nor of one that is as it should be', () => {
    const file = join(temporaryFolder(), 'person.db');
    const backupFile = `${file}.before`;
    openStore({ file, key: testKey, backupFile }).close();
    openStore({ file, key: testKey, backupFile }).close();
    expect(existsSync(backupFile)).toBe(false);
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
