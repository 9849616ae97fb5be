import type { Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import type { Halt, SyncStatus } from '../../shared/view/sync.ts';
import type { Log, Notify } from '../app/ports.ts';
import { backoffMs, randomFraction } from './backoff.ts';
import { BatchChooser } from './batch.ts';
import { createExchange, Stopped } from './exchange.ts';
import { haltOf, isAboutLogin, outdatedOf, reachesService, waitsForOthers } from './faults.ts';
import type { HintListener, HintSource } from './hints.ts';
import type { SyncEngine, SyncStore, Transport } from './ports.ts';
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
  /** Operations of one push at most. Default: the protocol's. */
  readonly pushLimit?: number;
  /** Hints of what changes, by which it looks at once and else ten times as seldom. */
  readonly hints?: (listener: HintListener) => HintSource;
}

/** An idle look at an unchanged feed is remembered on disk at most this often; each is a write that must reach the disk. */
const IDLE_MARKS_MS = 10_000;
/** Between two looks whether a service that is not hers, or was set back, is itself again. */
const HALTED_POLL_MS = 30_000;
/** How much more seldom it looks while hints come. */
const HINTED_POLL_FACTOR = 10;
const notLooked = { pulled: false, came: false };
/** Those who follow what everybody follows don't all ask in the same moment. */
const CROWD_MS = 1_000;

/**
 * Empties one person's outbox and follows her change feed, for as long as it runs: push until nothing may go, pull until
 * there is no more, wait, again; after a fault a pull comes first. Whatever fails is tried again without anyone's doing; nothing is given up but what the
 * service itself rejects. Where the service is another one or was set back it halts: nothing goes out or in until a person
 * decides, or until the service is itself again. One round at a time, with a few pushes under way at once; after `stop` has resolved the store is not touched.
 */
export function createSyncEngine(options: SyncEngineOptions): SyncEngine {
  const { store, transport, clock, notify, log, timers = systemTimers, pollMs = 3_000 } = options;
  const random = () => randomFraction(options.randomBytes);
  const chooser = new BatchChooser(() => timers.now(), random, options.pushLimit);
  const stopping = new AbortController();

  let started = false;
  let state: SyncStatus['state'] = 'idle';
  let nextTryAt: number | null = null;
  /** The same, as waits are measured. */
  let nextTryDue = 0;
  let timer: unknown = null;
  let running: Promise<void> | null = null;
  /** Whether a round is to follow the one under way, and whether a person asked for it. */
  const next = { due: false, asked: false };
  let failures = 0;
  /** When the service was last asked for something. */
  let askedAt = timers.now();
  let marksWrittenAt = Number.NEGATIVE_INFINITY;

  const hints = options.hints?.({ hinted, changed: hintsChanged });

  const instant = () => new Date(clock()).toISOString();
  const exchange = createExchange({
    store,
    transport,
    chooser,
    log,
    instant,
    tell,
    orStopped,
    trying: (asked) => {
      // A try during an outage is not yet contact; unless a person asked, say so only once something came back.
      if (asked || state === 'idle') enter('working');
    },
    working: () => enter('working'),
  });

  function enter(entered: SyncStatus['state']): void {
    if (state === entered) return;
    state = entered;
    tell(['sync']);
  }

  function tell(topics: readonly Topic[]): void {
    if (topics.length > 0) notify([...new Set(topics)]);
  }

  /** Gives up waiting when the engine stops: the answer may still come, but is not used. Operations bear being sent twice. */
  function orStopped<T>(work: Promise<T>): Promise<T> {
    askedAt = timers.now();
    return new Promise((resolve, reject) => {
      const stop = () => reject(new Stopped());
      if (stopping.signal.aborted) stop();
      stopping.signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => stopping.signal.removeEventListener('abort', stop));
    });
  }

  /** The feed before anything goes out. Where it alone is broken the rest may go on, unless it `must` be known. */
  async function lookFirst(must: boolean): Promise<{ pulled: boolean; came: boolean }> {
    try {
      return { pulled: true, came: await exchange.pull() };
    } catch (error) {
      if (must || error instanceof Stopped || !reachesService(error)) throw error;
      return notLooked;
    }
  }

  async function round(asked: boolean): Promise<void> {
    let pushFault: unknown = null;
    const sentBefore = store.marks().lastSentAt;
    const halted = store.halt() !== null;
    // Nothing leaves before it is known which service this is, and whether it was set back while it was away: what is new here
    // would come before what it has lost.
    const first = store.cursor() === null || halted;
    const { pulled, came } = first || failures > 0 ? await lookFirst(first) : notLooked;
    if (halted) {
      store.setHalt(null);
      log('sync.goesOn');
    }
    let requests = 0;
    try {
      requests = await exchange.push(asked);
    } catch (error) {
      // Where the service can't be talked to at all the feed can't either; else it may well go on.
      if (error instanceof Stopped || !reachesService(error)) throw error;
      pushFault = error;
    }
    const done = pulled && requests === 0 && pushFault === null;
    const changed = (done ? false : await exchange.pull()) || came;
    const at = instant();
    const marks = store.marks();
    const quiet =
      !changed && !asked && marks.offlineSince === null && marks.lastSentAt === sentBefore;
    if (!quiet || timers.now() - marksWrittenAt >= IDLE_MARKS_MS) {
      marksWrittenAt = timers.now();
      store.setMarks({
        lastFetchedAt: at,
        lastTriedAt: at,
        ...(pushFault === null ? { offlineSince: null } : {}),
      });
      if (!quiet) tell(['sync']);
    }
    if (pushFault !== null) throw pushFault;
    // What came may have been what something here waited for.
    if (changed && chooser.next(store) !== null) next.due = true;
  }

  function failed(error: unknown): number {
    failures += 1;
    const code = error instanceof LyttError ? error.code : 'app.failed';
    const retryAfterMs = error instanceof TransportFault ? error.retryAfterMs : null;
    const backoff = backoffMs(failures, random(), retryAfterMs);
    // Counted from when the try began: one that ended in silence has waited already, and the network may have healed meanwhile.
    const wait =
      retryAfterMs === null ? Math.max(100, backoff - (timers.now() - askedAt)) : backoff;
    log('sync.failed', { code, failures, waitMs: wait });
    const signedOut = isAboutLogin(error);
    let halted: Halt | null = null;
    try {
      const at = instant();
      const reason = haltOf(error);
      halted = store.halt();
      if (reason !== null && halted !== reason) {
        store.setHalt(reason);
        halted = reason;
      }
      const since = store.marks().offlineSince;
      const answered = signedOut || reason !== null || outdatedOf(error) !== null;
      const offline = !answered && since === null && error instanceof LyttError;
      store.setMarks({ lastTriedAt: at, ...(offline ? { offlineSince: at } : {}) });
    } catch {
      // The fault may be the disk itself; the next round will say so again.
    }
    state = halted ?? outdatedOf(error) ?? (signedOut ? 'signed_out' : 'offline');
    return halted === null ? wait : HALTED_POLL_MS;
  }

  /** Until the next look when all is well. */
  function idleWait(): number {
    const poll =
      hints?.live === true ? pollMs * HINTED_POLL_FACTOR * (0.8 + 0.2 * random()) : pollMs;
    // What the service could not take yet is not forgotten over it.
    const due = chooser.nextDue();
    return due === null ? poll : Math.max(100, Math.min(poll, due - timers.now()));
  }

  /** A look after so long, unless one is due sooner. During a fault its own wait stands. */
  function lookIn(ms: number): void {
    if (!started || stopping.signal.aborted || failures > 0) return;
    if (running !== null) next.due = true;
    else if (nextTryAt === null || nextTryDue > timers.now() + ms) schedule(ms);
  }

  function hinted(scopes: readonly string[]): void {
    const crowded = scopes.every((scope) => scope === 'themes' || scope === 'insights');
    lookIn(crowded ? Math.floor(CROWD_MS * random()) : 0);
  }

  function hintsChanged(live: boolean): void {
    // Between the last look and the first hint something may have happened; after the last hint it is up to looking again.
    lookIn(live ? 0 : Math.floor(pollMs * random()));
  }

  function schedule(ms: number): void {
    if (timer !== null) timers.clear(timer);
    nextTryAt = clock() + ms;
    nextTryDue = timers.now() + ms;
    timer = timers.set(() => {
      timer = null;
      void run(false);
    }, ms);
  }

  function run(asked: boolean): Promise<void> {
    if (!started || stopping.signal.aborted) return Promise.resolve();
    if (running !== null) {
      next.due = true;
      next.asked ||= asked;
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
      next.due = false;
      next.asked = false;
      try {
        await round(asked);
        failures = 0;
        hints?.open();
        wait = idleWait();
        enter('idle');
      } catch (error) {
        if (error instanceof Stopped) return;
        wait = failed(error);
      }
      asked = next.asked;
      // A fault is waited out, whoever nudges; a person's "try now" waits for this round and starts its own.
    } while (next.due && failures === 0 && !stopping.signal.aborted);
    if (stopping.signal.aborted) return;
    schedule(wait);
    if (failures > 0) tell(['sync']);
  }

  return {
    start() {
      if (started) return;
      started = true;
      state = store.halt() ?? (store.marks().offlineSince === null ? 'idle' : 'offline');
      schedule(0);
    },
    async stop() {
      stopping.abort();
      hints?.stop();
      if (timer !== null) timers.clear(timer);
      timer = null;
      nextTryAt = null;
      await running;
    },
    nudge() {
      // During a fault its wait stands: an evening of offline entries must not become an evening of tries. After a new
      // login there is nothing to wait for.
      if (!waitsForOthers(state)) void run(false);
    },
    async tryNow() {
      await running;
      chooser.release();
      await run(true);
    },
    heldBy: (id) => chooser.heldBy(id),
    state: () => ({
      state,
      nextTryAt: nextTryAt === null ? null : new Date(nextTryAt).toISOString(),
    }),
  };
}
