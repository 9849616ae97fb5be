import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { queue, temporaryFolder, testKey } from '../../../tests/support/person-store.ts';
import { PAGE_BYTES } from '../connect.ts';
import { listEntries } from '../entries.ts';
import { openStore, type Store } from '../open.ts';
import { logLoss, readFrames } from './log-file.ts';

const FRAME_HEADER_BYTES = 24;
const parts = ['', '-wal', '-shm'];

/** A store that has begun its log anew, so that bytes of before lie behind what is in it; open, and saved to once more. */
function reused() {
  const folder = temporaryFolder();
  const file = join(folder, 'p.db');
  const store = openStore({ file, key: testKey });
  const make = new Operations();
  const save = (text: string) => store.write((db) => queue(db, make.log({ text })));
  for (let n = 0; n < 20; n += 1) save(`Før ${n}`);
  store.checkpoint('passive');
  save('Kalt lagret');
  return { folder, file, store, save };
}

/** As the disk has it at this moment, which is what a kill leaves. */
function killedNow(folder: string, file: string, name: string): string {
  const killed = join(folder, name);
  for (const part of parts) copyFileSync(`${file}${part}`, `${killed}${part}`);
  return killed;
}

const texts = (store: Store) =>
  store.read((db) =>
    listEntries(db, { query: null, limit: 99, offset: 0 }).entries.map(({ text }) => text),
  );

/** Killed within the writing of one save, after so many bytes of its frames. */
function killedWithin() {
  const { folder, file, store, save } = reused();
  const before = killedNow(folder, file, 'before.db');
  save('Aldri kalt lagret');
  const after = killedNow(folder, file, 'after.db');
  store.close();
  const [old, whole] = [readFileSync(`${before}-wal`), readFileSync(`${after}-wal`)];
  const from = (readFrames(`${before}-wal`)?.committed.at(-1)?.offset ?? 0) + PAGE_BYTES;
  const to = (readFrames(`${after}-wal`)?.committed.at(-1)?.offset ?? 0) + PAGE_BYTES;
  const log = (until: number) =>
    Buffer.concat([whole.subarray(0, until), old.subarray(Math.min(until, old.length))]);
  return { before, after, from, to, old, log };
}

describe('the log of an app that was killed', () => {
  it('has lost nothing, whatever byte of the last save it was killed at, also where the log is used anew', () => {
    const { before, from, to, old, log } = killedWithin();
    // Bytes of before lie behind.
    expect(old.length).toBeGreaterThan(to);
    const step = FRAME_HEADER_BYTES + PAGE_BYTES;
    const cuts = [];
    for (let at = from; at < to; at += step) cuts.push(at, at + FRAME_HEADER_BYTES, at + 700);
    for (const cut of cuts) {
      writeFileSync(`${before}-wal`, log(cut));
      expect(logLoss(before), `after ${cut - from} of ${to - from} bytes`).toBe('none');
    }
    writeFileSync(`${before}-wal`, log(to - PAGE_BYTES));
    const opened = openStore({ file: before, key: testKey });
    expect(texts(opened)[0]).toBe('Kalt lagret');
    opened.close();
  });

  it('that was whole and was changed since has lost something, also where only the last of it was changed', () => {
    const { after, from, to } = killedWithin();
    const whole = readFileSync(`${after}-wal`);
    expect(logLoss(after)).toBe('none');
    for (const at of [from - 10, from + 100, to - PAGE_BYTES, to - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(`${after}-wal`, changed);
      expect(logLoss(after), `byte ${at - from} of ${to - from}`).toBe('broken');
    }
  });
});
