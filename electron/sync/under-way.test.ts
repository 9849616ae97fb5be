import { describe, expect, it } from 'vitest';
import { started, uuid } from '../../tests/support/started-engine.ts';
import type { QueuedOperation } from './ports.ts';
import { TransportFault } from './transport.ts';

/** A push that is answered when the test says so. */
interface Push {
  readonly ids: readonly string[];
  takeIn(): void;
  fail(error: unknown): void;
}

/** An engine whose pushes, of two operations each, wait for the test; the first look is over. */
async function draining(add: (add: (n: number, thing?: number) => void) => void) {
  const { time, store, service, engine } = started(undefined, 0, 2);
  const pushes: Push[] = [];
  engine.start();
  await time.pass(10);
  service.push = (operations: readonly QueuedOperation[]) =>
    new Promise((resolve, reject) => {
      pushes.push({
        ids: operations.map(({ id }) => id),
        takeIn: () => resolve(operations.map(({ id }) => ({ id, outcome: 'applied' }))),
        fail: reject,
      });
    });
  add((n, thing) => store.add(n, thing));
  engine.nudge();
  await time.pass(10);
  const done = async (at: number) => {
    pushes[at]?.takeIn();
    await time.pass(10);
  };
  const failed = async (at: number, error: unknown) => {
    pushes[at]?.fail(error);
    await time.pass(10);
  };
  return { time, store, service, engine, pushes, done, failed };
}

const many = (count: number) => (add: (n: number) => void) => {
  for (let n = 1; n <= count; n += 1) add(n);
};
const ids = (...numbers: number[]) => numbers.map(uuid);

describe('several pushes', () => {
  it('are under way at once, but only one until the service has answered', async () => {
    const { store, pushes, done } = await draining(many(20));
    expect(pushes.map((push) => push.ids)).toEqual([ids(1, 2)]);
    await done(0);
    expect(pushes.map((push) => push.ids)).toEqual([ids(1, 2), ids(3, 4), ids(5, 6), ids(7, 8)]);
    await done(2);
    expect(store.left).toEqual(ids(1, 2, 5, 6));
    expect(pushes[4]?.ids).toEqual(ids(9, 10));
    for (let at = 1; at < 10; at += 1) await done(at);
    expect(pushes).toHaveLength(10);
    expect(store.queue).toEqual([]);
  });

  it('are never about the same thing, so that none can overtake what comes before it', async () => {
    const { store, pushes, done } = await draining((add) => {
      add(1);
      add(2);
      for (const n of [3, 4, 5, 6, 7]) add(n, 50);
      add(8);
      add(9, 8);
      add(10);
    });
    await done(0);
    // 5 and what follows on the same thing stay behind, and so does 9.
    expect(pushes.slice(1).map((push) => push.ids)).toEqual([ids(3, 4), ids(8, 9), ids(10)]);
    await done(2);
    expect(pushes).toHaveLength(4);
    await done(1);
    expect(pushes[4]?.ids).toEqual(ids(5, 6));
    await done(3);
    expect(pushes).toHaveLength(5);
    await done(4);
    await done(5);
    expect(store.left).toEqual(ids(1, 2, 8, 9, 3, 4, 10, 5, 6, 7));
  });

  it('never carry the same operation at once, whatever it is about', async () => {
    const { store, pushes, done } = await draining(many(2));
    // Of a newer app that was here before: it names nothing that is known here.
    const newer = { n: 3, id: uuid(3), kind: 'mood.note', body: {}, bytes: 2 };
    store.queue.push(newer);
    await done(0);
    expect(pushes[1]?.ids).toEqual(ids(3));
    expect(pushes).toHaveLength(2);
    await done(1);
    expect(store.queue).toEqual([]);
  });

  it('that are under way when one meets a fault are taken in, and nothing more goes out until its wait is over', async () => {
    const { time, store, service, engine, pushes, done, failed } = await draining(many(20));
    await done(0);
    await failed(2, new TransportFault('service.unreachable'));
    expect(engine.state().state).toBe('working');
    await done(1);
    expect(pushes).toHaveLength(4);
    await failed(3, new TransportFault('service.unreachable'));
    expect(engine.state().state).toBe('offline');
    expect(store.left).toEqual(ids(1, 2, 3, 4));
    // Of two faults at once the wait is that of one: a second at most.
    const looks = service.cursors.length;
    await time.pass(1_100);
    expect(service.cursors.length).toBeGreaterThan(looks);
    // What they carried goes again, in its old order, and one alone at first.
    expect(pushes.slice(4).map((push) => push.ids)).toEqual([ids(5, 6)]);
    for (let at = 4; at < 12; at += 1) await done(at);
    expect(store.queue).toEqual([]);
    expect(store.setAside).toEqual([]);
  });

  it.each(['service.otherServer', 'service.restored'] as const)(
    'all stop at %s: what others are answered from then on is not believed',
    async (code) => {
      const { time, store, pushes, done, failed } = await draining(many(20));
      await done(0);
      await failed(1, new TransportFault(code, { status: 409 }));
      await done(2);
      await done(3);
      expect(store.halted).not.toBeNull();
      expect(store.left).toEqual(ids(1, 2));
      expect(pushes).toHaveLength(4);
      // The service is itself again: they go once more, and are in already.
      await time.pass(30_000);
      expect(pushes[4]?.ids).toEqual(ids(3, 4));
    },
  );

  it('become one while it is found out on which operation the service fails', async () => {
    const { time, store, service, pushes, done, failed } = await draining(many(12));
    const fall = new TransportFault('service.failed', { status: 500 });
    await done(0);
    await failed(1, fall);
    // Those that left before say nothing of what comes after.
    await done(2);
    expect(pushes).toHaveLength(4);
    await done(3);
    expect(pushes[4]?.ids).toEqual(ids(3));
    await failed(4, fall);
    expect(pushes).toHaveLength(6);
    expect(pushes[5]?.ids).toEqual(ids(4));
    await done(5);
    // Found: the rest goes on as before, three at once.
    expect(pushes.slice(6).map((push) => push.ids)).toEqual([ids(9, 10), ids(11, 12)]);
    service.push = async (operations) =>
      operations.map(({ id }) => ({ id, outcome: 'applied' as const }));
    await done(6);
    await done(7);
    await time.pass(60_000);
    expect(store.queue).toEqual([]);
    expect(store.setAside).toEqual([]);
  });

  it('leave the store alone once the app has ended', async () => {
    const { time, store, engine, pushes, done } = await draining(many(20));
    await done(0);
    await engine.stop();
    for (const push of pushes) push.takeIn();
    await time.pass(60_000);
    expect(store.left).toEqual(ids(1, 2));
    expect(pushes).toHaveLength(4);
  });
});
