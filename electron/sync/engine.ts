import type { SyncStatus, Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import type { FeedResponse, OperationResult } from '../../shared/protocol/protocol.ts';
import type { Log, Notify } from '../app/ports.ts';
import { backoffMs, randomFraction } from './backoff.ts';
import { BatchChooser, believable } from './batch.ts';
import type { QueuedOperation, SyncEngine, SyncStore, Transport } from './ports.ts';
import { systemTimers, type Timers } from './timers.ts';
import { TransportFault } from './transport.ts';

export interface SyncEngineOptions {
  readonly store: SyncStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly notify: Notify;
  readonly log: Log;
  readonly timers?: Timers;
  /** Between two looks at outbox and feed when all is well. Default 3 s. */
  readonly pollMs?: number;
}

/** An idle look at an unchanged feed is remembered on disk at most this often; each is a write that must reach the disk. */
const IDLE_MARKS_MS = 10_000;
/** Failed single operations in a row, with nothing going through, that mean the service itself is down. */
const SINGLE_FAULTS = 3;

/**
 * Empties one person's outbox and follows her change feed, for as long as it runs: push until nothing may go, pull until
 * there is no more, wait, again. Whatever fails is tried again without anyone's doing; nothing is given up but what the
 * service itself rejects. One round at a time; after `stop` has resolved the store is not touched.
 */
export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { store, transport, clock, notify, log, timers = systemTimers, pollMs = 3_000 } = options;
  const random = () => randomFraction(options.randomBytes);
  const chooser = new BatchChooser(clock, random);
  const stopping = new AbortController();

  let started = false;
  let state: SyncStatus['state'] = 'idle';
  let nextTryAt: number | null = null;
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  /** Something asked for a round while one was under way. */
  let again = false;
  let failures = 0;
  let marksWrittenAt = 0;
  /** Last page applied, to tell an unchanged feed without a write. */
  let lastFeed: string | null = null;

  const instant = () => new Date(clock()).toISOString();

  function enter(next: SyncStatus['state']): void {
    if (state === next) return;
    state = next;
    tell(['sync']);
  }

  function tell(topics: readonly Topic[]): void {
    if (topics.length > 0) notify([...new Set(topics)]);
  }

  /** Gives up waiting when the engine stops: the answer may still come, but is not used. Operations bear being sent twice. */
  function orStopped<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(new Stopped());
      if (stopping.signal.aborted) stop();
      stopping.signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => stopping.signal.removeEventListener('abort', stop));
    });
  }

  function settle(sent: readonly QueuedOperation[], results: readonly OperationResult[]): number {
    const { settled, open } = believable(sent, results);
    const at = instant();
    if (settled.length > 0) {
      const topics = store.settle(settled, at);
      const accepted = settled.filter(({ outcome }) => outcome !== 'rejected').length;
      if (accepted > 0) store.setMarks({ lastSentAt: at });
      for (const { id } of settled) chooser.settled(id);
      log('sync.sent', { accepted, rejected: settled.length - accepted, open: open.length });
      tell(['sync', ...topics]);
    }
    for (const { id } of open) chooser.postpone(id);
    return settled.length;
  }

  /** A refusal of the whole request that names one of the operations in it, or their size. */
  function blamesOperations(fault: TransportFault): boolean {
    return (
      fault.status === 413 ||
      ((fault.status === 400 || fault.status === 422) &&
        fault.field?.startsWith('operations') === true)
    );
  }

  async function push(asked: boolean): Promise<void> {
    let singleFaults = 0;
    for (let batch = chooser.next(store); batch.length > 0; batch = chooser.next(store)) {
      // A try during an outage is not yet contact; unless a person asked, say so only once something came back.
      if (asked || state === 'idle') enter('working');
      try {
        const results = await orStopped(transport.push(batch));
        enter('working');
        settle(batch, results);
        chooser.grow();
        singleFaults = 0;
      } catch (error) {
        const fault = error instanceof TransportFault ? error : null;
        const operations = fault !== null && blamesOperations(fault);
        // 500 in Lytt's own name may be the doing of one operation: find it, so that it holds nobody up.
        if (fault === null || !(operations || fault.status === 500)) throw error;
        const [first] = batch;
        if (batch.length > 1 || first === undefined) {
          chooser.shrink(batch.length);
        } else if (operations || chooser.blame(first.id)) {
          log('sync.setAside', { code: fault.code });
          settle(batch, [
            { id: first.id, outcome: 'rejected', code: fault.code, field: fault.field ?? null },
          ]);
        } else if (++singleFaults >= SINGLE_FAULTS) throw error;
      }
    }
  }

  /** A service that was restored or replaced does not know our place in its feed: from the beginning, then. */
  async function feedAfter(cursor: string | null): Promise<FeedResponse> {
    try {
      return await transport.changes(cursor);
    } catch (error) {
      const startOver = error instanceof LyttError && error.code === 'feed.startOver';
      if (!startOver || cursor === null || stopping.signal.aborted) throw error;
      log('sync.feedStartsOver');
      store.startOver();
      return transport.changes(null);
    }
  }

  async function pull(): Promise<boolean> {
    let changed = false;
    for (let more = true; more; ) {
      const before = store.cursor();
      const page = await orStopped(feedAfter(before));
      const unchanged =
        page.changes.length === 0 && lastFeed === feedMark(page.cursor, page) && before !== null;
      if (!unchanged) {
        if (page.changes.length > 0) enter('working');
        const topics = store.applyFeed(page, instant());
        lastFeed = feedMark(page.cursor, page);
        changed = true;
        tell(topics);
      }
      more = page.more;
      // "More" without moving on would be asked for for ever.
      if (more && page.cursor === before) throw new TransportFault('service.failed');
    }
    return changed;
  }

  async function round(asked: boolean): Promise<void> {
    let pushFault: unknown = null;
    const sentBefore = store.marks().lastSentAt;
    try {
      await push(asked);
    } catch (error) {
      // Where the service can't be talked to at all the feed can't either; else it may well go on.
      if (error instanceof Stopped || !reachesService(error)) throw error;
      pushFault = error;
    }
    const changed = await pull();
    const at = instant();
    const marks = store.marks();
    const quiet =
      !changed && !asked && marks.offlineSince === null && marks.lastSentAt === sentBefore;
    if (!quiet || clock() - marksWrittenAt >= IDLE_MARKS_MS) {
      marksWrittenAt = clock();
      store.setMarks({
        lastFetchedAt: at,
        lastTriedAt: at,
        ...(pushFault === null ? { offlineSince: null } : {}),
      });
      if (!quiet) tell(['sync']);
    }
    if (pushFault !== null) throw pushFault;
  }

  function failed(error: unknown): number {
    failures += 1;
    const code = error instanceof LyttError ? error.code : 'app.failed';
    const retryAfterMs = error instanceof TransportFault ? error.retryAfterMs : null;
    const wait = backoffMs(failures, random(), retryAfterMs);
    log('sync.failed', { code, failures, waitMs: wait });
    const signedOut = isAboutLogin(error);
    try {
      const at = instant();
      const since = store.marks().offlineSince;
      const offline = !signedOut && since === null && error instanceof LyttError;
      store.setMarks({ lastTriedAt: at, ...(offline ? { offlineSince: at } : {}) });
    } catch {
      // The fault may be the disk itself; the next round will say so again.
    }
    state = signedOut ? 'signed_out' : 'offline';
    return wait;
  }

  function schedule(ms: number): void {
    if (timer !== null) timers.clear(timer);
    nextTryAt = clock() + ms;
    timer = timers.set(() => {
      timer = null;
      void run(false);
    }, ms);
  }

  function run(asked: boolean): Promise<void> {
    if (!started || stopping.signal.aborted) return Promise.resolve();
    if (running !== null) {
      again = true;
      return running;
    }
    if (timer !== null) timers.clear(timer);
    timer = null;
    nextTryAt = null;
    running = rounds(asked).finally(() => {
      running = null;
    });
    return running;
  }

  async function rounds(first: boolean): Promise<void> {
    let wait = pollMs;
    let asked = first;
    do {
      again = false;
      try {
        await round(asked);
        failures = 0;
        wait = pollMs;
        enter('idle');
      } catch (error) {
        if (error instanceof Stopped) return;
        wait = failed(error);
      }
      asked = true;
      // A fault is waited out, whoever nudges; a person's "try now" waits for this round and starts its own.
    } while (again && failures === 0 && !stopping.signal.aborted);
    if (stopping.signal.aborted) return;
    schedule(wait);
    if (failures > 0) tell(['sync']);
  }

  return {
    start() {
      if (started) return;
      started = true;
      if (store.marks().offlineSince !== null) state = 'offline';
      schedule(0);
    },
    async stop() {
      stopping.abort();
      if (timer !== null) timers.clear(timer);
      timer = null;
      nextTryAt = null;
      await running;
    },
    nudge() {
      // During a fault its wait stands: an evening of offline entries must not become an evening of tries. After a new
      // login there is nothing to wait for.
      if (state !== 'offline') void run(false);
    },
    async tryNow() {
      await running;
      chooser.release();
      await run(true);
    },
    state: () => ({
      state,
      nextTryAt: nextTryAt === null ? null : new Date(nextTryAt).toISOString(),
    }),
  };
}

class Stopped extends Error {}

function feedMark(cursor: string, page: { serverId: string; scopes: readonly string[] }): string {
  return JSON.stringify([page.serverId, cursor, page.scopes]);
}

function isAboutLogin(error: unknown): boolean {
  return (
    error instanceof LyttError &&
    (error.code === 'session.tokenInvalid' ||
      error.code === 'session.signedOut' ||
      error.code === 'session.forbidden')
  );
}

/** The service answered in its own name, and not about the login as such. */
function reachesService(error: unknown): boolean {
  return error instanceof TransportFault && error.status !== null && error.status !== 401;
}
