import type { OperationResult } from '../../shared/protocol/protocol.ts';
import { BODY_LIMIT, PUSH_LIMIT } from '../../shared/protocol/protocol.ts';
import { backoffMs } from './backoff.ts';
import type { QueuedOperation, SyncStore, WaitingOperation } from './ports.ts';

/** Room for the request around the operations. */
const BYTES_LIMIT = BODY_LIMIT - 64 * 1024;

interface Deferral {
  readonly until: number;
  /** What the service said of it. */
  readonly code: string | null;
  readonly times: number;
  /** The service failed on it: not sent together with others again. */
  readonly alone: boolean;
  /** How often it failed while others went through, and how many had gone through at the last failure. */
  readonly proofs: number;
  readonly othersSent: number;
}

/** What goes out together, and how much might have. */
export interface Batch {
  readonly operations: readonly WaitingOperation[];
  readonly limit: number;
}

/** So often must the service fail on one operation, and take others in between, before the fault is the operation's. */
const PROOFS_NEEDED = 5;

/**
 * What of the outbox goes out next. Operations the service can't take yet wait by themselves, and with them everything
 * about the same thing, because a revision must not arrive before its entry; the rest goes on. What is about something that is
 * under way waits until that is over: two pushes may pass each other.
 */
export class BatchChooser {
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #most: number;
  readonly #deferred = new Map<string, Deferral>();
  readonly #underWay = new Map<number, readonly string[]>();
  #limit: number;
  #sent = 0;

  /** `now`: milliseconds by which waits are measured; `most`: operations that go together at most. */
  constructor(now: () => number, random: () => number, most = PUSH_LIMIT) {
    this.#now = now;
    this.#random = random;
    this.#most = most;
    this.#limit = most;
  }

  /** Oldest first, `most` of them at most; null when nothing may go now. */
  next(store: SyncStore, most = this.#most): Batch | null {
    const limit = Math.min(this.#limit, most);
    const except = [...this.#underWay.keys()];
    // Deferred ones lie first in the queue: look past them, however many there are.
    for (let read = limit + this.#deferred.size; ; read *= 4) {
      const waiting = store.waiting(read, except);
      const operations = this.#choose(waiting, limit);
      if (operations.length > 0) return { operations, limit };
      if (waiting.length < read) return null;
    }
  }

  /** It leaves; until it is `over` nothing in it goes again, nor anything about the same things. */
  begin({ operations }: Batch): void {
    for (const operation of operations) this.#underWay.set(operation.n, thingsOf(operation));
  }

  over({ operations }: Batch): void {
    for (const { n } of operations) this.#underWay.delete(n);
  }

  /** When the first of those that wait by themselves may go, by the same measure; null where none does. */
  nextDue(): number | null {
    const now = this.#now();
    let due: number | null = null;
    // Whose wait is over has been chosen already, or has left the queue.
    for (const { until } of this.#deferred.values())
      if (until > now) due = Math.min(due ?? until, until);
    return due;
  }

  /** The service said "not now": nothing is wrong with it. */
  postpone(id: string, code: string | null): void {
    const before = this.#deferred.get(id);
    this.#defer(id, before?.alone ?? false, before?.proofs ?? 0, code);
  }

  /** What the service said last of one that it could not take yet. */
  heldBy(id: string): string | null {
    return this.#deferred.get(id)?.code ?? null;
  }

  /** The service failed on this one alone. True once it has taken others so often meanwhile that this one is to blame. */
  blame(id: string): boolean {
    const before = this.#deferred.get(id);
    const proven = before?.alone && this.#sent > before.othersSent;
    const proofs = (before?.proofs ?? 0) + (proven ? 1 : 0);
    this.#defer(id, true, proofs, 'service.failed');
    return proofs >= PROOFS_NEEDED;
  }

  #defer(id: string, alone: boolean, proofs: number, code: string | null): void {
    const times = (this.#deferred.get(id)?.times ?? 0) + 1;
    const until = this.#now() + backoffMs(times, this.#random(), null);
    this.#deferred.set(id, {
      until,
      code,
      times,
      alone,
      proofs,
      othersSent: this.#sent,
    });
  }

  /** It left the queue, one way or the other. */
  settled(id: string): void {
    this.#deferred.delete(id);
    this.#sent += 1;
  }

  /** A person asked for a try: nothing waits longer. What must go alone still does. */
  release(): void {
    for (const [id, deferral] of this.#deferred) this.#deferred.set(id, { ...deferral, until: 0 });
  }

  /** Smaller batches after one the service failed on; grown again with every one that goes well. */
  shrink({ operations }: Batch): void {
    this.#limit = Math.max(1, Math.floor(operations.length / 2));
  }

  /** One that left before the limit was lowered says nothing of those that come after. */
  grow({ limit }: Batch): void {
    if (limit === this.#limit) this.#limit = Math.min(this.#most, this.#limit * 2);
  }

  /** The service has failed on something, and what it was is being found. */
  get searching(): boolean {
    return this.#limit < this.#most;
  }

  #choose(waiting: readonly WaitingOperation[], limit: number): WaitingOperation[] {
    const now = this.#now();
    const blocked = new Set([...this.#underWay.values()].flat());
    const batch: WaitingOperation[] = [];
    let bytes = 0;
    for (const operation of waiting) {
      const things = thingsOf(operation);
      const deferral = this.#deferred.get(operation.id);
      if ((deferral?.until ?? 0) > now || things.some((thing) => blocked.has(thing))) {
        for (const thing of things) blocked.add(thing);
        continue;
      }
      if (deferral?.alone === true) return batch.length > 0 ? batch : [operation];
      bytes += operation.bytes;
      if (batch.length > 0 && bytes > BYTES_LIMIT) return batch;
      batch.push(operation);
      if (batch.length >= limit) return batch;
    }
    return batch;
  }
}

/** Ids of everything an operation touches; two that share one must keep their order. */
export function thingsOf(operation: QueuedOperation): string[] {
  const { observationId, themeId, newThemeId, proposalId, replyId, into } = operation.body;
  const { sameAs, decision, insightIds } = operation.body;
  const many = Array.isArray(insightIds) ? insightIds : [];
  const others = [fieldOf(sameAs, 'id'), fieldOf(decision, 'into')];
  return [observationId, themeId, newThemeId, proposalId, replyId, into, ...others, ...many].filter(
    (id) => typeof id === 'string',
  );
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/**
 * What to believe of the results. Only operations that were sent, each once: answers that contradict each other are no
 * answer. A rejection that may only be the consequence of an earlier operation not being in yet is no answer either.
 */
export function believable(
  sent: readonly QueuedOperation[],
  results: readonly OperationResult[],
): {
  settled: OperationResult[];
  open: QueuedOperation[];
  /** Why, where the service said so. */
  codes: ReadonlyMap<string, string>;
} {
  const byId = new Map<string, OperationResult | null>();
  for (const result of results) {
    const before = byId.get(result.id);
    const agrees = before === undefined || (before !== null && meaning(before) === meaning(result));
    byId.set(result.id, agrees ? result : null);
  }
  const settled: OperationResult[] = [];
  const open: QueuedOperation[] = [];
  const uncertain = new Set<string>();
  const codes = new Map<string, string>();
  for (const operation of sent) {
    const result = byId.get(operation.id) ?? null;
    const things = thingsOf(operation);
    const consequence =
      result?.outcome === 'rejected' && things.some((thing) => uncertain.has(thing));
    if (result === null || result.outcome === 'not_now' || consequence) {
      open.push(operation);
      if (result?.outcome === 'not_now') codes.set(operation.id, result.code);
      for (const thing of things) uncertain.add(thing);
    } else settled.push(result);
  }
  return { settled, open, codes };
}

function meaning(result: OperationResult): 'in' | 'rejected' | 'not_now' {
  return result.outcome === 'applied' || result.outcome === 'already_applied'
    ? 'in'
    : result.outcome;
}
