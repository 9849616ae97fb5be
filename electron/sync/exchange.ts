import type { Topic } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { FeedPage } from '../../shared/protocol/read-peer.ts';
import type { Log } from '../app/ports.ts';
import { type Batch, type BatchChooser, believable } from './batch.ts';
import { blamesOperations, haltOf } from './faults.ts';
import type { QueuedOperation, SyncStore, Transport } from './ports.ts';
import { TransportFault } from './transport.ts';

/** Failed single operations in a row, with nothing going through, that mean the service itself is down. */
const SINGLE_FAULTS = 3;
/** The service reads one while its database writes another, and a third is settled here; more only wait. */
const MOST_UNDER_WAY = 3;
/** Operations that go out before the service has answered: soon answered, and on a bad line not much is sent in vain. */
const FIRST_LIMIT = 100;

interface UnderWay {
  readonly next: Batch;
  readonly answer: Promise<readonly OperationResult[]>;
}

/** The engine was stopped while an answer was awaited. */
export class Stopped extends Error {}

export interface ExchangeOptions {
  readonly store: SyncStore;
  readonly transport: Transport;
  readonly chooser: BatchChooser;
  readonly log: Log;
  readonly instant: () => string;
  readonly tell: (topics: readonly Topic[]) => void;
  /** Throws `Stopped` where the engine stops before the work is done. */
  readonly orStopped: <T>(work: Promise<T>) => Promise<T>;
  /** Something goes out; `asked`: a person wanted it to. */
  readonly trying: (asked: boolean) => void;
  /** The service has answered. */
  readonly working: () => void;
}

/** What passes between outbox, feed and service in one round; throws what keeps it from passing. */
export interface Exchange {
  /** Sends until nothing may go. Returns how many requests it took. */
  push(asked: boolean): Promise<number>;
  /** Follows the feed to its end. True where anything came. */
  pull(): Promise<boolean>;
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { store, transport, chooser, log, instant, tell, orStopped, trying, working } = options;
  /** Last page applied, to tell an unchanged feed without a write. */
  let lastFeed: string | null = null;

  function settle(sent: readonly QueuedOperation[], results: readonly OperationResult[]): void {
    const { settled, open, codes } = believable(sent, results);
    const at = instant();
    if (settled.length > 0) {
      const topics = store.settle(settled, at);
      const accepted = settled.filter(({ outcome }) => outcome !== 'rejected').length;
      for (const { id } of settled) chooser.settled(id);
      log('sync.sent', { accepted, rejected: settled.length - accepted, open: open.length });
      tell(['sync', ...topics]);
    }
    for (const { id } of open) chooser.postpone(id, codes.get(id) ?? null);
  }

  /** Resolves with the first of them that has ended, however it has. */
  function firstOf(pushes: ReadonlySet<UnderWay>): Promise<UnderWay> {
    return Promise.race(
      [...pushes].map(async (push) => {
        await push.answer.catch(() => undefined);
        return push;
      }),
    );
  }

  async function push(asked: boolean): Promise<number> {
    const underWay = new Set<UnderWay>();
    let failure: unknown = null;
    let answered = false;
    let singleFaults = 0;
    let requests = 0;

    /** One, and a small one, at first, so that an outage costs little, and while it is found out what the service fails on. */
    function send(): void {
      const most = answered && !chooser.searching ? MOST_UNDER_WAY : 1;
      while (failure === null && underWay.size < most) {
        const next = answered ? chooser.next(store) : chooser.next(store, FIRST_LIMIT);
        if (next === null) return;
        trying(asked);
        chooser.begin(next);
        underWay.add({ next, answer: orStopped(transport.push(next.operations)) });
      }
    }

    for (send(); underWay.size > 0; send()) {
      const over = await firstOf(underWay);
      underWay.delete(over);
      const { next } = over;
      const batch = next.operations;
      requests += 1;
      try {
        const results = await over.answer;
        // Where it is not known whose answers these are nothing goes away.
        if (haltOf(failure) !== null) continue;
        answered = true;
        working();
        settle(batch, results);
        chooser.grow(next);
        singleFaults = 0;
      } catch (error) {
        const fault = error instanceof TransportFault ? error : null;
        const operations = fault !== null && blamesOperations(fault);
        const [first] = batch;
        // 500 in Lytt's own name may be the doing of one operation: find it, so that it holds nobody up.
        if (fault === null || !(operations || fault.status === 500)) {
          failure ??= error;
        } else if (batch.length > 1 || first === undefined) {
          chooser.shrink(next);
        } else if (operations || chooser.blame(first.id)) {
          log('sync.setAside', { code: fault.code });
          settle(batch, [
            { id: first.id, outcome: 'rejected', code: fault.code, field: fault.field ?? null },
          ]);
        } else if (++singleFaults >= SINGLE_FAULTS) failure ??= error;
      } finally {
        chooser.over(next);
      }
    }
    if (failure !== null) throw failure;
    return requests;
  }

  /** Our place may be one that the service does not know any more: from the beginning, then. */
  async function feedAfter(cursor: string | null): Promise<FeedPage> {
    try {
      return await orStopped(transport.changes(cursor));
    } catch (error) {
      const startOver = error instanceof LyttError && error.code === 'feed.startOver';
      if (!startOver || cursor === null) throw error;
      log('sync.feedStartsOver');
      store.startOver();
      return orStopped(transport.changes(null));
    }
  }

  async function pull(): Promise<boolean> {
    let changed = false;
    for (let more = true; more; ) {
      const before = store.cursor();
      const page = await feedAfter(before);
      const unchanged =
        page.changes.length === 0 &&
        !page.unread?.length &&
        lastFeed === feedMark(page) &&
        before !== null;
      if (!unchanged) {
        if (page.changes.length > 0) working();
        const topics = store.applyFeed(page, instant());
        lastFeed = feedMark(page);
        changed = true;
        tell(topics);
      }
      more = page.more;
      // "More" without moving on would be asked for for ever.
      if (more && page.cursor === before) throw new TransportFault('service.failed');
    }
    return changed;
  }

  return { push, pull };
}

function feedMark({ serverId, cursor, scopes }: FeedPage): string {
  return JSON.stringify([serverId, cursor, scopes]);
}
