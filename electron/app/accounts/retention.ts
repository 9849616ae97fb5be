import type { Topic } from '../../../shared/api.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import { DAY_MS, type Retention } from '../../../shared/domain/retention.ts';
import { expire, lastExpiredAt } from '../../store/retention.ts';
import { systemTimers, type Timers } from '../../sync/timers.ts';
import type { Log } from '../ports.ts';
import { asFault, type StoreAccess } from './held-store.ts';

const HOUR = 3_600_000;
/** Long after the page is painted. */
const FIRST_LOOK_MS = 20_000;
/** A little less than a day: who starts at the same hour each morning has it done each morning. */
const DUE_MS = 23 * HOUR;
/** So many in one transaction that nobody waits noticeably to save. */
const AT_ONCE = 500;
const PAUSE_MS = 100;

export interface RetentionOptions {
  readonly store: StoreAccess;
  readonly retention: Pick<Retention, 'textDays' | 'undecidedDays'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers?: Timers | undefined;
  /** Something that is shown has changed. */
  readonly notify: (topics: readonly Topic[]) => void;
}

/** Deletes each day what has been kept for its time, with a receipt that holds no text. */
export class RetentionKeeper {
  readonly #options: RetentionOptions;
  readonly #timers: Timers;
  #timer: unknown = null;

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  start(): void {
    this.#lookLater(FIRST_LOOK_MS);
  }

  #lookLater(ms: number): void {
    this.#timer = this.#timers.set(() => this.#lookLater(this.#look()), ms);
  }

  /** How long until there is something to do again, in milliseconds. */
  #look(): number {
    const { store, retention, clock, log, notify } = this.#options;
    const now = clock();
    try {
      const last = store.read(lastExpiredAt);
      // A clock that was ahead must not keep it from being done until then.
      if (last !== null && Math.abs(now - Date.parse(last)) < DUE_MS) return HOUR;
      const ago = (days: number) => new Date(now - days * DAY_MS).toISOString();
      const before = { text: ago(retention.textDays), undecided: ago(retention.undecidedDays) };
      const { all, ...gone } = store.write((db) => expire(db, before, ago(0), AT_ONCE));
      if (Object.values(gone).some((count) => count > 0)) {
        store.wordsGone();
        log('retention.done', gone);
      }
      if (gone.words > 0) notify(['observations', 'reviews', 'inbox']);
      return all ? HOUR : PAUSE_MS;
    } catch (error) {
      log('retention.failed', { code: asFault(error).code });
      return HOUR;
    }
  }

  stop(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }
}
