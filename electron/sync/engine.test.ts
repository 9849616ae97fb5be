import { describe, expect, it } from 'vitest';
import type { Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { FeedResponse, OperationResult } from '../../shared/protocol/protocol.ts';
import { VirtualTime } from '../../tests/support/virtual-time.ts';
import { createSyncEngine } from './engine.ts';
import type { QueuedOperation, SyncMarks, SyncStore, Transport } from './ports.ts';
import { TransportFault } from './transport.ts';

const serverId = '0190a000-0000-7000-8000-000000000001';
const uuid = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** An outbox of plain values: the engine's doings are seen without a database. The real one runs in the simulation. */
class Outbox implements SyncStore {
  queue: QueuedOperation[] = [];
  readonly setAside: string[] = [];
  readonly left: string[] = [];
  pages = 0;
  #cursor: string | null = null;
  #marks: SyncMarks = {
    lastSentAt: null,
    lastFetchedAt: null,
    lastTriedAt: null,
    offlineSince: null,
  };

  add(n: number, thing = n): void {
    this.queue.push({ id: uuid(n), kind: 'reply.read', body: { replyId: uuid(1000 + thing) } });
  }
  waiting = (limit: number) => this.queue.slice(0, limit);
  waitingCount = () => this.queue.length;
  settle(results: readonly OperationResult[]): Topic[] {
    for (const { id, outcome } of results) {
      const before = this.queue.length;
      this.queue = this.queue.filter((operation) => operation.id !== id);
      if (this.queue.length === before) continue;
      (outcome === 'rejected' ? this.setAside : this.left).push(id);
    }
    return [];
  }
  cursor = () => this.#cursor;
  startOver(): void {
    this.#cursor = null;
  }
  applyFeed(page: FeedResponse): Topic[] {
    this.pages += 1;
    this.#cursor = page.cursor;
    return page.changes.length > 0 ? ['themes'] : [];
  }
  marks = () => this.#marks;
  setMarks(marks: Partial<SyncMarks>): void {
    this.#marks = { ...this.#marks, ...marks };
  }
}

function page(cursor: string, more = false): FeedResponse {
  return { serverId, scopes: ['themes'], changes: [], cursor, more };
}

/** A service that does as the test says; its default takes everything in. */
class Service implements Transport {
  readonly pushes: string[][] = [];
  readonly cursors: (string | null)[] = [];
  answer: (operations: readonly QueuedOperation[]) => OperationResult[] = (operations) =>
    operations.map(({ id }) => ({ id, outcome: 'applied' }));
  feed: (cursor: string | null) => FeedResponse = () => page('1');

  async push(operations: readonly QueuedOperation[]): Promise<readonly OperationResult[]> {
    this.pushes.push(operations.map(({ id }) => id));
    return this.answer(operations);
  }
  async changes(cursor: string | null): Promise<FeedResponse> {
    this.cursors.push(cursor);
    return this.feed(cursor);
  }
  session(): Promise<never> {
    throw new Error('the engine does not ask');
  }
}

function started() {
  const time = new VirtualTime();
  const store = new Outbox();
  const service = new Service();
  let byte = 0;
  const engine = createSyncEngine({
    store,
    transport: service,
    clock: time.clock,
    timers: time,
    randomBytes: (length) => new Uint8Array(length).map(() => (byte = (byte + 41) % 256)),
    notify: () => undefined,
    log: () => undefined,
    pollMs: 3_000,
  });
  return { time, store, service, engine };
}

const down = () => {
  throw new TransportFault('service.unreachable');
};

describe('draining', () => {
  it('sends what waits at the start, and what is queued later, without being asked', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    engine.start();
    await time.pass(10);
    expect(store.left).toEqual([uuid(1)]);
    store.add(2);
    await time.pass(3_000);
    expect(store.left).toEqual([uuid(1), uuid(2)]);
    expect(service.pushes).toHaveLength(2);
  });

  it('empties within 60 s of the network coming back, however long it was away, with no new write', async () => {
    for (const away of [1_000, 60_000, 3_600_000]) {
      const { time, store, service, engine } = started();
      const { answer, feed } = service;
      service.answer = down;
      service.feed = down;
      store.add(1);
      engine.start();
      await time.pass(away);
      expect(store.queue).toHaveLength(1);
      expect(engine.state().state).toBe('offline');
      service.answer = answer;
      service.feed = feed;
      await time.pass(60_000);
      expect(store.left).toEqual([uuid(1)]);
      expect(engine.state().state).toBe('idle');
    }
  });

  it('waits as long as the service asks, and goes on by itself', async () => {
    const { time, store, service, engine } = started();
    const { answer } = service;
    service.answer = () => {
      throw new TransportFault('service.tooManyRequests', { status: 429, retryAfterMs: 20_000 });
    };
    store.add(1);
    engine.start();
    await time.pass(19_000);
    expect(service.pushes).toHaveLength(1);
    service.answer = answer;
    await time.pass(5_000);
    expect(store.left).toEqual([uuid(1)]);
  });
});

describe('one bad operation', () => {
  it('that the service rejects is set aside; the rest goes on in the same round', async () => {
    const { time, store, service, engine } = started();
    for (let n = 1; n <= 5; n += 1) store.add(n);
    service.answer = (operations) =>
      operations.map(({ id }) =>
        id === uuid(2)
          ? { id, outcome: 'rejected', code: 'text.tooLong', field: 'text' }
          : { id, outcome: 'applied' },
      );
    engine.start();
    await time.pass(10);
    expect(store.setAside).toEqual([uuid(2)]);
    expect(store.left).toHaveLength(4);
  });

  it('that the service falls over is found, set aside in the end, and never delays the others', async () => {
    const { time, store, service, engine } = started();
    for (let n = 1; n <= 20; n += 1) store.add(n);
    service.answer = (operations) => {
      if (operations.some(({ id }) => id === uuid(7)))
        throw new TransportFault('service.failed', { status: 500 });
      return operations.map(({ id }) => ({ id, outcome: 'applied' }));
    };
    engine.start();
    await time.pass(10);
    expect(store.left).toHaveLength(19);
    expect(store.queue.map(({ id }) => id)).toEqual([uuid(7)]);
    // It is blamed only once others have gone through between its failures.
    for (let n = 21; n <= 60; n += 1) {
      store.add(n);
      await time.pass(10_000);
    }
    expect(store.setAside).toEqual([uuid(7)]);
    expect(store.queue).toEqual([]);
  });

  it('that must wait holds back what is about the same thing, so that order is kept, and nothing else', async () => {
    const { time, store, service, engine } = started();
    store.add(1, 50);
    store.add(2, 50);
    store.add(3, 51);
    let refuse = true;
    service.answer = (operations) =>
      operations.map(({ id }) =>
        refuse && id === uuid(1)
          ? { id, outcome: 'not_now', code: 'service.notReady' }
          : { id, outcome: 'applied' },
      );
    engine.start();
    await time.pass(10);
    expect(store.left).toContain(uuid(3));
    expect(store.queue.map(({ id }) => id)).toContain(uuid(1));
    refuse = false;
    await time.pass(60_000);
    expect(store.queue).toEqual([]);
    expect(store.setAside).toEqual([]);
  });

  it('answers that contradict each other, or name what was not sent, are not believed', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    let contradict = true;
    service.answer = ([operation]) => {
      const id = operation?.id ?? uuid(0);
      return contradict
        ? [
            { id, outcome: 'applied' },
            { id, outcome: 'rejected', code: 'text.empty', field: null },
            { id: uuid(99), outcome: 'applied' },
          ]
        : [{ id, outcome: 'already_applied' }];
    };
    engine.start();
    await time.pass(10);
    expect(store.queue).toHaveLength(1);
    expect(store.setAside).toEqual([]);
    contradict = false;
    await time.pass(60_000);
    expect(store.left).toEqual([uuid(1)]);
  });
});

describe('login', () => {
  it.each(['session.tokenInvalid', 'session.forbidden'] as const)(
    '%s pauses and asks for it; nothing is set aside or lost, and a new login drains',
    async (code) => {
      const { time, store, service, engine } = started();
      const { answer, feed } = service;
      const refuse = () => {
        throw new TransportFault(code, { status: code === 'session.forbidden' ? 403 : 401 });
      };
      service.answer = refuse;
      service.feed = refuse;
      store.add(1);
      engine.start();
      await time.pass(600_000);
      expect(engine.state().state).toBe('signed_out');
      expect(store.queue).toHaveLength(1);
      expect(store.setAside).toEqual([]);
      service.answer = answer;
      service.feed = feed;
      engine.nudge();
      await time.pass(10);
      expect(store.left).toEqual([uuid(1)]);
    },
  );
});

describe('the feed', () => {
  it('is read until there is no more, each page once', async () => {
    const { time, store, service, engine } = started();
    service.feed = (cursor) => page(String(Number(cursor ?? 0) + 1), Number(cursor ?? 0) < 3);
    engine.start();
    await time.pass(10);
    expect(service.cursors).toEqual([null, '1', '2', '3']);
    expect(store.pages).toBe(4);
  });

  it('starts over when the service does not know the place', async () => {
    const { time, store, service, engine } = started();
    engine.start();
    await time.pass(10);
    service.feed = (cursor) => {
      if (cursor !== null) throw new LyttError('feed.startOver');
      return page('9');
    };
    await time.pass(3_000);
    expect(store.cursor()).toBe('9');
    expect(engine.state().state).toBe('idle');
  });

  it('that says "more" without moving on is not asked for ever', async () => {
    const { time, service, engine } = started();
    service.feed = () => page('1', true);
    engine.start();
    await time.pass(1_000);
    expect(service.cursors.length).toBeLessThan(10);
  });
});

describe('the person', () => {
  it('can ask for a try during a wait, and it is over when the answer comes', async () => {
    const { time, store, service, engine } = started();
    const { answer, feed } = service;
    service.answer = down;
    service.feed = down;
    store.add(1);
    engine.start();
    await time.pass(120_000);
    service.answer = answer;
    service.feed = feed;
    await engine.tryNow();
    expect(store.left).toEqual([uuid(1)]);
  });

  it('who ends the app has a store that is left alone from then on', async () => {
    const { time, store, service, engine } = started();
    store.add(1);
    const gate = Promise.withResolvers<void>();
    const push = service.push.bind(service);
    service.push = async (operations) => {
      await gate.promise;
      return push(operations);
    };
    engine.start();
    await time.pass(10);
    await engine.stop();
    gate.resolve();
    await time.pass(60_000);
    expect(store.queue).toHaveLength(1);
    expect(store.left).toEqual([]);
  });
});
