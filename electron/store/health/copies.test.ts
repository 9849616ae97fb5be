import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import {
  personStore,
  queue,
  temporaryFolder,
  testKey,
} from '../../../tests/support/person-store.ts';
import { listEntries } from '../entries.ts';
import { openStore, type Store } from '../open.ts';
import { copyName, listCopies, makeCopy } from './copies.ts';

const DAY = 24 * 3_600_000;
const start = Date.parse('2026-11-01T07:00:00.000Z');
const day = (n: number) => new Date(start + n * DAY).toISOString();

let file: string;
let folder: string;
let store: Store;
let make: Operations;
beforeEach(() => {
  file = join(temporaryFolder(), 'person.db');
  folder = join(temporaryFolder(), 'copies');
  store = personStore({ file });
  make = new Operations();
});
const log = (text: string) => store.write((db) => queue(db, make.log({ text })));
const days = () => listCopies(folder).map(({ madeAt }) => madeAt.slice(8, 10));

describe('a copy', () => {
  it('of a file in use has all that was saved, in the log too, and is encrypted as the file is', () => {
    for (const text of ['Første', 'Andre']) log(text);
    const { file: copy } = makeCopy(file, testKey, folder, day(0));
    log('Tredje');
    expect(readFileSync(copy).includes('Første')).toBe(false);
    const opened = openStore({ file: copy, key: testKey });
    expect(opened.read((db) => listEntries(db, { query: null, limit: 9, offset: 0 }).total)).toBe(
      2,
    );
    opened.close();
    expect(() => openStore({ file: copy, key: new Uint8Array(32).fill(8) })).toThrow(
      'store.damaged',
    );
  });

  it('is made each day; seven are kept, the newest', () => {
    for (let n = 0; n < 10; n += 1) {
      log(`Dag ${n}`);
      makeCopy(file, testKey, folder, day(n));
    }
    expect(days()).toEqual(['10', '09', '08', '07', '06', '05', '04']);
    expect(readdirSync(folder)).toHaveLength(7);
  });

  it('outlives a holiday where it is the last, and then no longer than a week', () => {
    for (let n = 0; n < 7; n += 1) makeCopy(file, testKey, folder, day(n));
    makeCopy(file, testKey, folder, day(27));
    expect(days()).toEqual(['28']);
  });

  it('does not count, and takes the place of none, where the file is not whole', () => {
    log('Hel');
    makeCopy(file, testKey, folder, day(0));
    store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x55, 2 * 4096, 3 * 4096));
    expect(() => makeCopy(file, testKey, folder, day(1))).toThrow('store.damaged');
    expect(readdirSync(folder)).toEqual([copyName(day(0))]);
  });

  it('that was being made when the app was killed is no copy, and not in the way', () => {
    mkdirSync(folder);
    for (const name of ['making', 'making-journal']) writeFileSync(join(folder, name), 'half');
    expect(listCopies(folder)).toEqual([]);
    makeCopy(file, testKey, folder, day(0));
    expect(readdirSync(folder)).toEqual([copyName(day(0))]);
    expect(existsSync(join(folder, 'making-journal'))).toBe(false);
  });
});
