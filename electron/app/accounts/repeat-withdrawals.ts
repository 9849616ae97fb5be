import { PUSH_LIMIT } from '../../../shared/protocol/protocol.ts';
import type { SyncStatus } from '../../../shared/view/sync.ts';
import { withdrawals } from '../../store/withdrawals.ts';
import type { Transport } from '../../sync/ports.ts';
import type { Log } from '../ports.ts';
import { asFault, type StoreAccess } from './held-store.ts';

export interface RepeatOptions {
  readonly store: StoreAccess;
  readonly transport: Pick<Transport, 'push'>;
  readonly log: Log;
}

/**
 * A service that was set back shows again what was withdrawn since its copy. Everything else waits for a person to decide;
 * withdrawals are sent again at once, by themselves, and do no harm where the service knows them.
 */
export class RepeatWithdrawals {
  readonly #options: RepeatOptions;
  #repeated = false;
  #repeating = false;

  constructor(options: RepeatOptions) {
    this.#options = options;
  }

  /** To be told whenever the state of sync may have changed, and each time it was tried in vain. */
  async told(state: SyncStatus['state']): Promise<void> {
    if (state !== 'restored') {
      this.#repeated = false;
      return;
    }
    if (this.#repeated || this.#repeating) return;
    const { store, transport, log } = this.#options;
    this.#repeating = true;
    try {
      const all = store.read(withdrawals);
      for (let from = 0; from < all.length; from += PUSH_LIMIT)
        await transport.push(all.slice(from, from + PUSH_LIMIT));
      this.#repeated = true;
      log('sync.withdrawalsRepeated', { count: all.length });
    } catch (error) {
      log('sync.withdrawalsNotRepeated', { code: asFault(error).code });
    } finally {
      this.#repeating = false;
    }
  }
}
