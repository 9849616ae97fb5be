import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withFirstRunLock } from './first-run-lock.ts';

let home: string;
let lock: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lytt-lock-'));
  lock = join(home, 'first-run.lock');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('lets one after the other in, also within a process, and leaves nothing behind', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside -= 1;
    return inside;
  };
  const done = await Promise.all([1, 2, 3].map(() => withFirstRunLock(home, work)));
  expect([done, most, existsSync(lock)]).toEqual([[0, 0, 0], 1, false]);
});

it('is given back when the work fails', async () => {
  const work = () => Promise.reject(new Error('no'));
  await expect(withFirstRunLock(home, work)).rejects.toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

it.each([
  ['a process that is gone', '999999999'],
  ['this process in an earlier life', String(process.pid)],
])('is taken over from %s', async (_, holder) => {
  writeFileSync(lock, holder);
  expect(await withFirstRunLock(home, () => Promise.resolve('in'))).toBe('in');
});

it('of a process that never said who it was is taken over after a while', async () => {
  writeFileSync(lock, '');
  expect(await withFirstRunLock(home, () => Promise.resolve('in'))).toBe('in');
});

it('of a process that runs is waited for', async () => {
  writeFileSync(lock, String(process.ppid));
  const entered = withFirstRunLock(home, () => Promise.resolve('in'));
  const early = await Promise.race([
    entered,
    new Promise((resolve) => setTimeout(resolve, 200, 'still waiting')),
  ]);
  rmSync(lock);
  expect([early, await entered]).toEqual(['still waiting', 'in']);
});

it('where there can be no folder is a folder that can not be written to', async () => {
  const file = join(home, 'file');
  writeFileSync(file, '');
  await expect(withFirstRunLock(file, () => Promise.resolve())).rejects.toMatchObject({
    code: 'store.readOnly',
  });
});
