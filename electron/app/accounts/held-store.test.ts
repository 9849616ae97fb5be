import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { queue } from '../../../tests/support/person-store.ts';
import { hasUnindexed } from '../../store/unindexed.ts';
import { systemTimers } from '../../sync/timers.ts';
import { fileKeys } from '../keys/file-keys.ts';
import { personStore } from './account.ts';
import type { HeldStore } from './held-store.ts';

let home: string;
let store: HeldStore;
let lines: string[];
const make = new Operations();

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'lytt-held-'));
  lines = [];
  store = personStore(
    {
      home,
      keys: fileKeys(join(home, 'keys')),
      clock: Date.now,
      timers: systemTimers,
      randomBytes: (length) => randomBytes(length),
      log: (event) => lines.push(event),
    },
    'kari',
    null,
    { onProblems: () => undefined },
  );
  await store.ready();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  store.close();
  rmSync(home, { recursive: true, force: true });
});

const save = (entries = 1) =>
  store.write((db) => {
    for (let at = 0; at < entries; at += 1) queue(db, make.log());
  });
const left = () =>
  store.read((db) => db.get<{ left: number }>('SELECT count(*) AS left FROM unindexed')?.left);

it('takes in what saves have left once nobody writes, and not before', () => {
  save();
  vi.advanceTimersByTime(1_000);
  save();
  vi.advanceTimersByTime(1_400);
  expect(left()).toBe(2);
  vi.advanceTimersByTime(100);
  expect(left()).toBe(0);
});

it('takes in much of it a part at a time, and makes way for who saves meanwhile', () => {
  save(200);
  vi.advanceTimersByTime(1_500);
  expect(left()).toBe(136);
  save();
  vi.advanceTimersByTime(1_400);
  expect(left()).toBe(137);
  vi.advanceTimersByTime(200);
  expect(left()).toBe(0);
});

it('does so from time to time where somebody writes all the time', () => {
  for (let second = 0; second < 11; second += 1) {
    save();
    vi.advanceTimersByTime(1_000);
  }
  expect(left()).toBeLessThan(3);
});

it('says where it can’t, loses nothing, and does it in another pause', () => {
  store.write((db) => db.run('ALTER TABLE observation_search RENAME TO gone'));
  save();
  vi.advanceTimersByTime(2_000);
  expect(lines).toContain('store.notCaughtUp');
  expect(store.read(hasUnindexed)).toBe(true);
  store.write((db) => db.run('ALTER TABLE gone RENAME TO observation_search'));
  vi.advanceTimersByTime(2_000);
  expect(store.read(hasUnindexed)).toBe(false);
});
