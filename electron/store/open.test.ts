import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import { listEntries } from './entries.ts';
import type { Migration } from './migrate.ts';
import { personMigrations } from './migrations/person.ts';
import { openDatabase, openStore } from './open.ts';

const all = { query: null, limit: 9, offset: 0 };

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof LyttError ? error.code : String(error);
  }
}

/** A closed store that holds one entry. */
function closedStore(): string {
  const file = join(temporaryFolder(), 'person.db');
  const store = openStore({ file, key: testKey });
  store.write((db) => queue(db, new Operations().log({ text: 'Hemmelige ord' })));
  store.close();
  return file;
}

function texts(file: string): string[] {
  const store = openStore({ file, key: testKey });
  try {
    return store.read((db) => listEntries(db, all).entries.map(({ text }) => text));
  } finally {
    store.close();
  }
}

describe('the file of a store', () => {
  it('is made with its folder, and opens again with all that is in it', () => {
    const file = join(temporaryFolder(), 'new', 'folder', 'person.db');
    const store = openStore({ file, key: testKey });
    store.write((db) => queue(db, new Operations().log({ text: 'Første' })));
    store.close();
    expect(texts(file)).toEqual(['Første']);
  });

  it('holds nothing that can be read without the key, and neither does what lies beside it', () => {
    const folder = temporaryFolder();
    const store = personStore({ file: join(folder, 'person.db') });
    store.write((db) => queue(db, new Operations().log({ text: 'Hemmelige ord' })));
    const files = readdirSync(folder);
    expect(files).toContain('person.db-wal');
    for (const name of files) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes('Hemmelige'), name).toBe(false);
      expect(bytes.includes('SQLite format 3'), name).toBe(false);
      expect(bytes.includes('CREATE TABLE'), name).toBe(false);
    }
    expect(Buffer.from(store.pages()).includes('Hemmelige')).toBe(true);
  });

  it('is refused and left as it was with another key', () => {
    const file = closedStore();
    const before = readFileSync(file);
    const key = new Uint8Array(32).fill(8);
    expect(codeOf(() => openStore({ file, key }))).toBe('store.damaged');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(texts(file)).toEqual(['Hemmelige ord']);
  });

  it('is refused and left as it was when cut short, overwritten, or no database', () => {
    const cut = closedStore();
    truncateSync(cut, 10_000);
    const overwritten = closedStore();
    const bytes = readFileSync(overwritten);
    writeFileSync(overwritten, bytes.fill(0xab, 40, 200));
    const text = closedStore();
    writeFileSync(text, 'ikke en database');
    for (const file of [cut, overwritten, text]) {
      const before = readFileSync(file);
      expect(codeOf(() => texts(file))).toBe('store.damaged');
      expect(readFileSync(file).equals(before)).toBe(true);
    }
  });

  it('is taken for damage however short it is cut, but for an empty one, which is new', () => {
    const file = closedStore();
    const whole = readFileSync(file);
    for (const size of [15, 16, 100, 4095, 4096, 4097, 40_960]) {
      writeFileSync(file, whole.subarray(0, size));
      expect(
        codeOf(() => texts(file)),
        String(size),
      ).toBe('store.damaged');
      expect(readFileSync(file).length).toBe(size);
    }
    // Killed between the making of the file and the first write to it.
    writeFileSync(file, '');
    expect(texts(file)).toEqual([]);
  });

  it('with a page that was changed behind its back is damaged when that page is read', () => {
    const file = closedStore();
    const whole = readFileSync(file);
    let damaged = 0;
    for (let page = 1; page < whole.length / 4096; page += 1) {
      const bytes = Buffer.from(whole);
      bytes.writeUInt8(bytes.readUInt8(page * 4096 + 1000) ^ 1, page * 4096 + 1000);
      writeFileSync(file, bytes);
      const code = codeOf(() => expect(texts(file)).toEqual(['Hemmelige ord']));
      if (code === 'store.damaged') damaged += 1;
      else expect(code, `page ${page}`).toBeNull();
    }
    expect(damaged).toBeGreaterThan(3);
  });

  it('of a newer program is refused and left as it was', () => {
    const file = closedStore();
    const next: Migration = { version: personMigrations.length + 1, sql: 'CREATE TABLE later(x)' };
    openDatabase({ file, key: testKey }, [...personMigrations, next]).close();
    const before = readFileSync(file);
    expect(codeOf(() => openStore({ file, key: testKey }))).toBe('store.newer');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('can be open twice, as when old notes are taken in beside the app', () => {
    const file = closedStore();
    const [app, command] = [personStore({ file }), personStore({ file })];
    const make = new Operations(500);
    for (const store of [app, command, app, command])
      store.write((db) => queue(db, make.log({ text: 'Ny' })));
    expect(app.read((db) => listEntries(db, all).total)).toBe(5);
    expect(command.read((db) => listEntries(db, all).total)).toBe(5);
  });

  it('that another program has locked is a fault that passes', () => {
    const file = closedStore();
    const [one, other] = [personStore({ file, busyMs: 20 }), personStore({ file, busyMs: 20 })];
    one.write(() => {
      expect(codeOf(() => other.write((db) => queue(db, new Operations(9).log())))).toBe(
        'store.locked',
      );
    });
    expect(codeOf(() => other.write((db) => queue(db, new Operations(9).log())))).toBeNull();
  });
});

describe('a folder that may only be read', () => {
  /** As a person without rights would meet it: whoever runs the tests may be allowed everything. */
  function openAsNobody(file: string): string {
    const script = `
      const { openStore } = await import(${JSON.stringify(join(import.meta.dirname, 'open.ts'))});
      try {
        const store = openStore({ file: ${JSON.stringify(file)}, key: new Uint8Array(32).fill(7) });
        store.write((db) => db.run("INSERT INTO meta(key, value) VALUES ('a', 'b')"));
        console.log('written');
      } catch (error) { console.log(error.code ?? String(error)); }`;
    const mayAll = process.getuid?.() === 0;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { encoding: 'utf8', ...(mayAll ? { uid: 65534, gid: 65534 } : {}) },
    );
    return stdout.trim() || stderr;
  }

  it.skipIf(process.platform === 'win32')('is told as such, and nothing is half-made in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lytt-read-only-'));
    onTestFinished(() => {
      chmodSync(folder, 0o755);
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, 'person.db');
    openStore({ file, key: testKey }).close();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    expect(openAsNobody(file)).toBe('store.readOnly');
    expect(openAsNobody(join(folder, 'other.db'))).toBe('store.readOnly');
    expect(openAsNobody(join(folder, 'deeper', 'other.db'))).toBe('store.readOnly');
    expect(readdirSync(folder)).toEqual(['person.db']);
  });

  it('is the same fault where a file stands in its place', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const file = join(folder, 'file', 'person.db');
    expect(codeOf(() => openStore({ file, key: testKey }))).toBe('store.readOnly');
  });
});
