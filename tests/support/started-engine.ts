import { createSyncEngine } from '../../electron/sync/engine.ts';
import type { HintListener, HintSource } from '../../electron/sync/hints.ts';
import type {
  QueuedOperation,
  SyncMarks,
  SyncStore,
  Transport,
  WaitingOperation,
} from '../../electron/sync/ports.ts';
import type { Topic } from '../../shared/api.ts';
import type { FeedResponse, OperationResult } from '../../shared/protocol/protocol.ts';
import type { Halt } from '../../shared/view/sync.ts';
import { VirtualTime } from './virtual-time.ts';

export const serverId = '0190a000-0000-7000-8000-000000000001';
export const uuid = (n: number): string => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** An outbox of plain values: the engine's doings are seen without a database. The real one runs in the simulation. */
export class Outbox implements SyncStore {
  queue: WaitingOperation[] = [];
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
    const body = { replyId: uuid(1000 + thing) };
    this.queue.push({ n, id: uuid(n), kind: 'reply.read', body, bytes: 60 });
  }
  waiting = (limit: number, except: readonly number[]) =>
    this.queue.filter(({ n }) => !except.includes(n)).slice(0, limit);
  waitingCount = () => this.queue.length;
  settle(results: readonly OperationResult[], at: string): Topic[] {
    for (const { id, outcome } of results) {
      if (outcome !== 'rejected') this.setMarks({ lastSentAt: at });
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
  halted: Halt | null = null;
  halt = () => this.halted;
  setHalt(why: Halt | null): void {
    this.halted = why;
  }
  marks = () => this.#marks;
  setMarks(marks: Partial<SyncMarks>): void {
    this.#marks = { ...this.#marks, ...marks };
  }
}

export function page(cursor: string, more = false): FeedResponse {
  return { serverId, scopes: ['themes'], changes: [], cursor, more };
}

/** A service that does as the test says; its default takes everything in. */
export class Service implements Transport {
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

/** Hints that come when the test says so. */
export class Hints implements HintSource {
  live = false;
  opened = 0;
  stopped = false;
  listener: HintListener | null = null;
  open(): void {
    this.opened += 1;
  }
  stop(): void {
    this.stopped = true;
  }
  become(live: boolean): void {
    this.live = live;
    this.listener?.changed(live);
  }
}

/** An engine in a time that stands still. `chance`: what its random numbers begin with. */
export function started(hints?: Hints, chance = 0, pushLimit?: number) {
  const time = new VirtualTime();
  const store = new Outbox();
  const service = new Service();
  /** The machine's clock, which may be set. */
  const wall = { ahead: 0 };
  let byte = chance;
  const engine = createSyncEngine({
    store,
    transport: service,
    clock: () => time.clock() + wall.ahead,
    timers: time,
    randomBytes: (length) => new Uint8Array(length).map(() => (byte = (byte + 41) % 256)),
    notify: () => undefined,
    log: () => undefined,
    pollMs: 3_000,
    ...(pushLimit === undefined ? {} : { pushLimit }),
    ...(hints === undefined
      ? {}
      : {
          hints: (listener: HintListener) => {
            hints.listener = listener;
            return hints;
          },
        }),
  });
  return { time, wall, store, service, engine };
}
