import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import {
  personStore,
  queue,
  temporaryFolder,
  testKey,
} from '../../../tests/support/person-store.ts';
import { listCopies } from './copies.ts';
import { FileWorker } from './file-worker.ts';

const at = '2026-11-24T12:00:00.000Z';

function fileWorker(): FileWorker {
  const worker = new FileWorker(new URL('worker.ts', import.meta.url));
  onTestFinished(() => worker.close());
  return worker;
}

/** A store in use, with so many entries. */
function inUse(entries: number) {
  const file = join(temporaryFolder(), 'person.db');
  const store = personStore({ file });
  const make = new Operations();
  const log = () => store.write((db) => queue(db, make.log({ text: `Ord ${'x'.repeat(2000)}` })));
  for (let n = 0; n < entries; n += 1) log();
  return { file, store, log };
}

describe('the thread that looks after files', () => {
  it('checks, copies and moves the log of a file while it is written to, and this thread goes on', async () => {
    const worker = fileWorker();
    const { file, log } = inUse(30);
    const folder = join(temporaryFolder(), 'copies');
    const before = statSync(file).size;
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
      log();
    }, 1);
    onTestFinished(() => clearInterval(turning));
    const key = testKey;
    const done = await Promise.all([
      worker.run<'check'>({ kind: 'check', file, key, how: 'quick' }),
      worker.run<'check'>({ kind: 'check', file, key, how: 'full' }),
      worker.run<'copy'>({ kind: 'copy', file, key, folder, at }),
      worker.run<'checkpoint'>({ kind: 'checkpoint', file, key, mode: 'passive' }),
    ]);
    clearInterval(turning);
    expect(done).toEqual([true, true, listCopies(folder)[0], expect.any(Boolean)]);
    expect(turns).toBeGreaterThan(3);
    expect(statSync(file).size).toBeGreaterThan(before);
  });

  it('finds what was changed behind the file’s back', async () => {
    const worker = fileWorker();
    const { file, store } = inUse(30);
    store.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(1, bytes.length - 5000, bytes.length - 4990));
    for (const how of ['quick', 'full'] as const)
      expect(await worker.run<'check'>({ kind: 'check', file, key: testKey, how })).toBe(false);
    const copying = worker.run<'copy'>({
      ...{ kind: 'copy', file, key: testKey, at },
      folder: join(temporaryFolder(), 'copies'),
    });
    await expect(copying).rejects.toMatchObject({ code: 'store.damaged' });
  });

  it('tells faults by their code, and does the next job all the same', async () => {
    const worker = fileWorker();
    const { file } = inUse(1);
    const nowhere = join(temporaryFolder(), 'none.db');
    const check = (of: string) =>
      worker.run<'check'>({ kind: 'check', file: of, key: testKey, how: 'quick' });
    await expect(check(nowhere)).rejects.toMatchObject({ code: 'store.readOnly' });
    expect(await check(file)).toBe(true);
  });

  it('that can not be started, or was ended, says so to whoever waits', async () => {
    const { file } = inUse(1);
    const job = { kind: 'check', file, key: testKey, how: 'quick' } as const;
    const nowhere = new FileWorker(new URL('no-such-script.ts', import.meta.url));
    await expect(nowhere.run<'check'>(job)).rejects.toMatchObject({ code: 'app.failed' });
    const worker = fileWorker();
    const waiting = worker.run<'check'>(job);
    const ended = worker.close();
    await expect(waiting).rejects.toMatchObject({ code: 'app.unreachable' });
    await ended;
    await expect(worker.run<'check'>(job)).rejects.toMatchObject({ code: 'app.unreachable' });
  });
});
