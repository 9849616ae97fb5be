import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { queue } from '../../../tests/support/person-store.ts';
import { startTestApp, type TestApp } from '../../../tests/support/test-app.ts';
import { VirtualTime } from '../../../tests/support/virtual-time.ts';
import { ForeignWrites } from './foreign-writes.ts';

/** Each look at the version is counted; a write by another makes it another number. */
function watched() {
  const time = new VirtualTime();
  const seen = { version: 1 as number | null, looks: 0, writes: 0, shown: true };
  const watch = new ForeignWrites({
    version: () => {
      seen.looks += 1;
      return seen.version;
    },
    isShown: () => seen.shown,
    onWrite: () => {
      seen.writes += 1;
    },
    timers: time,
  });
  return { time, seen, watch };
}

it('a write by another process is told of within a second, once', async () => {
  const { time, seen, watch } = watched();
  watch.start();
  await time.pass(5_000);
  expect(seen.writes).toBe(0);
  seen.version = 2;
  await time.pass(1_000);
  expect(seen.writes).toBe(1);
  await time.pass(5_000);
  expect(seen.writes).toBe(1);
});

it('nobody looks while no window shows her; what was written meanwhile is told when one does', async () => {
  const { time, seen, watch } = watched();
  watch.start();
  seen.shown = false;
  const before = seen.looks;
  seen.version = 2;
  await time.pass(10_000);
  expect(seen.looks).toBe(before);
  seen.shown = true;
  await time.pass(1_000);
  expect(seen.writes).toBe(1);
});

it('a file that can not be asked is no change, and nobody looks after the end', async () => {
  const { time, seen, watch } = watched();
  watch.start();
  seen.version = null;
  await time.pass(2_000);
  expect(seen.writes).toBe(0);
  watch.stop();
  seen.version = 3;
  await time.pass(10_000);
  expect(seen.writes).toBe(0);
});

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

it('entries another process takes in are told to her window, and to nobody else’s', async () => {
  const kari = await test.as('kari');
  await test.as('ola');
  const [heard, others] = [test.heard('window of kari'), test.heard('window of ola')];
  const make = new Operations();
  await test.inStore('kari', (db) => queue(db, make.log({ text: 'Tatt inn ved siden av' })));
  await vi.waitFor(() => expect(heard).toContain('observations'), 5_000);
  expect(heard).toEqual(expect.arrayContaining(['sync', 'inbox', 'reviews', 'themes']));
  expect((await kari['counts.get']({})).waiting).toBe(1);
  expect(others).not.toContain('observations');
  // Her own saves are told of as they are made, and not a second time.
  const words = { text: 'Eget', workaround: null, tags: make.log().tags, acknowledged: [] };
  heard.length = 0;
  await kari['observation.log'](words);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(heard.filter((topic) => topic === 'themes')).toEqual([]);
});
