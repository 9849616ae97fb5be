import { expect, test } from 'vitest';
import { Operations } from '../../../tests/support/operations.ts';
import { personStore, queue } from '../../../tests/support/person-store.ts';
import { markWithdrawn } from '../../store/observations.ts';
import type { Store } from '../../store/open.ts';
import { syncStore } from './sync-store.ts';

const at = '2026-11-24T12:00:00.000Z';

/** Her store, and how often words have gone from it. */
function withStore(): { store: Store; sync: ReturnType<typeof syncStore>; gone: () => number } {
  const store = personStore();
  let gone = 0;
  const sync = syncStore({
    read: (work) => store.read(work),
    write: (work) => store.write(work),
    wordsGone: () => {
      gone += 1;
    },
  });
  return { store, sync, gone: () => gone };
}

test('words have gone with what was taken back, and with nothing else that went out', () => {
  const { store, sync, gone } = withStore();
  const make = new Operations();
  const [log, other, elsewhere] = [make.log(), make.log(), make.log()];
  store.write((db) => {
    for (const operation of [log, other, elsewhere]) queue(db, operation);
  });
  sync.settle([{ id: log.id, outcome: 'applied' }], at);
  sync.settle([{ id: other.id, outcome: 'rejected', code: 'unit.unknown', field: 'unit' }], at);
  expect(gone()).toBe(0);

  const withdraw = make.withdraw(log.observationId);
  store.write((db) => queue(db, withdraw));
  sync.settle([{ id: withdraw.id, outcome: 'applied' }], at);
  expect(gone()).toBe(1);

  // On another machine of hers: the answer about the words comes after the news that they are gone.
  store.write((db) => markWithdrawn(db, elsewhere.observationId));
  sync.settle([{ id: elsewhere.id, outcome: 'already_applied' }], at);
  expect(gone()).toBe(2);
});

test('when something was taken in last is remembered with it, and a rejection is no such thing', () => {
  const { store, sync } = withStore();
  const make = new Operations();
  const [refused, taken] = [make.log(), make.log()];
  store.write((db) => {
    queue(db, refused);
    queue(db, taken);
  });
  sync.settle([{ id: refused.id, outcome: 'rejected', code: 'unit.unknown', field: 'unit' }], at);
  expect(sync.marks().lastSentAt).toBeNull();
  sync.settle([{ id: taken.id, outcome: 'applied' }], at);
  expect(sync.marks().lastSentAt).toBe(at);
});
