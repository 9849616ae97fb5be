import type { Topic } from '../../shared/api.ts';
import type { OperationResult, SessionResponse } from '../../shared/protocol/protocol.ts';
import type { FeedPage } from '../../shared/protocol/read-peer.ts';
import type { Halt, SyncStatus } from '../../shared/view/sync.ts';

/** An operation as it lies in the outbox: whole, as it will be sent. */
export interface QueuedOperation {
  readonly id: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The same, in its turn. `n`: its place in the outbox; `bytes`: of its body as JSON. */
export interface WaitingOperation extends QueuedOperation {
  readonly n: number;
  readonly bytes: number;
}

/** What the engine remembers of its own doings, kept in the store so that a restart tells the truth. ISO instants or null. */
export interface SyncMarks {
  readonly lastSentAt: string | null;
  readonly lastFetchedAt: string | null;
  readonly lastTriedAt: string | null;
  readonly offlineSince: string | null;
}

/** What the sync engine needs of a person's store. Each call is one transaction. */
export interface SyncStore {
  /** Oldest first; never one set aside or acknowledged, and none at the places of `except`. */
  waiting(limit: number, except: readonly number[]): WaitingOperation[];
  waitingCount(): number;
  /**
   * Takes what the service said of operations: acknowledged leave the queue, rejected are set aside, the rest stay. Where any was
   * taken in the mark of when that was last goes with it.
   */
  settle(results: readonly OperationResult[], at: string): Topic[];
  cursor(): string | null;
  /** Forgets the place in the feed. The page that comes next begins it anew; what was made here is kept. */
  startOver(): void;
  /** Documents, tombstones, scopes and the new cursor together, or nothing. */
  applyFeed(page: FeedPage, at: string): Topic[];
  /** Why nothing goes out or in until a person decides; remembered across starts. */
  halt(): Halt | null;
  setHalt(why: Halt | null): void;
  marks(): SyncMarks;
  setMarks(marks: Partial<SyncMarks>): void;
}

/** The service as the engine sees it. Every fault is a `LyttError` of the catalogue; `retryAfterMs` where the service named a wait. */
export interface Transport {
  push(operations: readonly QueuedOperation[]): Promise<readonly OperationResult[]>;
  changes(cursor: string | null): Promise<FeedPage>;
  /** `acknowledged`: an operation that the service has taken in, to be asked whether it knows it still. */
  session(acknowledged?: string | null): Promise<SessionResponse>;
}

/** One per signed-in person; runs whether or not a window shows her. */
export interface SyncEngine {
  start(): void;
  stop(): Promise<void>;
  /** Something was queued: push soon. */
  nudge(): void;
  /** A try at once; resolves when it is over. */
  tryNow(): Promise<void>;
  state(): Pick<SyncStatus, 'state' | 'nextTryAt'>;
  /** Why the service can't take an operation just yet: a code of its, or null where it has not said so. */
  heldBy(operationId: string): string | null;
}
