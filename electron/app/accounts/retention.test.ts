import { expect, it } from 'vitest';
import type { Topic } from '../../../shared/api.ts';
import { defaultRetention } from '../../../shared/domain/retention.ts';
import { Operations, uuid } from '../../../tests/support/operations.ts';
import { personStore, queue } from '../../../tests/support/person-store.ts';
import { VirtualTime } from '../../../tests/support/virtual-time.ts';
import type { Store } from '../../store/open.ts';
import { operationById } from '../../store/operations.ts';
import { countIn } from '../../store/outbox.ts';
import { listReceipts } from '../../store/receipts.ts';
import { settle } from '../../store/settle.ts';
import type { StoreAccess } from './held-store.ts';
import { RetentionKeeper } from './retention.ts';

const DAY = 24 * 3_600_000;
const start = '2026-11-24T08:00:00.000Z';

const access = (store: Store): Omit<StoreAccess, 'wordsGone'> => ({
  read: (work) => store.read(work),
  write: (work) => store.write(work),
});

function kept(many: number) {
  const store = personStore();
  const make = new Operations();
  const readings = Array.from({ length: many }, (_, n) => make.readReply(uuid(7000 + n)));
  const waiting = make.log({ text: 'Venter ennå' });
  store.write((db) => {
    for (const operation of [...readings, waiting]) queue(db, operation);
    settle(
      db,
      readings.map(({ id }) => ({ id, outcome: 'applied' as const })),
      start,
    );
    db.run("UPDATE outbox SET overlay = 0 WHERE state = 'acknowledged'");
  });
  const time = new VirtualTime(Date.parse(start));
  const lines: string[] = [];
  const told: Topic[] = [];
  const wordsGone = () => lines.push('log emptied');
  const retention = new RetentionKeeper({
    ...{ store: { ...access(store), wordsGone }, retention: defaultRetention },
    ...{ clock: time.clock, timers: time, notify: (topics) => told.push(...topics) },
    log: (event) => lines.push(event),
  });
  const left = () =>
    readings.filter(({ id }) => store.read((db) => operationById(db, id)) !== undefined).length;
  return { store, time, retention, left, lines, told };
}

it('what was taken in is kept for its days, then deleted with a receipt that holds no text', async () => {
  const { store, time, retention, left, lines, told } = kept(3);
  retention.start();
  await time.pass(89 * DAY);
  expect(left()).toBe(3);
  expect(store.read(listReceipts)).toEqual([]);
  await time.pass(2 * DAY);
  expect(left()).toBe(0);
  expect(store.read(listReceipts)).toEqual([
    { at: expect.stringMatching(/^2027-02-2[23]T/), kind: 'operation', count: 3 },
  ]);
  // What waits is never too old.
  await time.pass(250 * DAY);
  expect(store.read((db) => countIn(db, 'waiting'))).toBe(1);
  expect(lines).toEqual(['log emptied', 'retention.done']);
  // Nothing of it was to be seen.
  expect(told).toEqual([]);
  retention.stop();
});

it('many go in several small transactions, each with its receipt, and all of them the same day', async () => {
  const { store, time, retention, left } = kept(1_100);
  retention.start();
  await time.pass(90 * DAY + 60_000);
  await time.pass(DAY);
  expect(left()).toBe(0);
  expect(store.read(listReceipts).map(({ count }) => count)).toEqual([100, 500, 500]);
  retention.stop();
});

it('a clock that was far ahead does not keep it from being done, and a store that can not be used is tried again', async () => {
  const { store, time, lines } = kept(2);
  let usable = true;
  const away = <T>(work: () => T): T => {
    if (!usable) throw new Error('away');
    return work();
  };
  let ahead = 400 * DAY;
  const retention = new RetentionKeeper({
    store: {
      read: (work) => away(() => store.read(work)),
      write: (work) => away(() => store.write(work)),
      wordsGone: () => undefined,
    },
    retention: { textDays: 1_000, undecidedDays: 1_000 },
    ...{ clock: () => time.clock() + ahead, timers: time, notify: () => undefined },
    log: (event) => lines.push(event),
  });
  retention.start();
  await time.pass(60_000);
  ahead = 0;
  usable = false;
  await time.pass(2 * 3_600_000);
  expect(lines).toContain('retention.failed');
  usable = true;
  const receipts = () => store.read(listReceipts).filter(({ kind }) => kind === 'operation').length;
  const before = receipts();
  ahead = 1_001 * DAY;
  await time.pass(2 * 3_600_000);
  expect(receipts()).toBe(before + 1);
  retention.stop();
});
