import type { Scope } from '../../shared/protocol/protocol.ts';
import { ALL_MARKS, markOf, payloadsOf } from './marks.ts';

/** Between two notifications of one replica. One in every transaction would halve what the database can write. */
const SPACING_MS = 100;
/** After one that failed. */
const AFTER_FAULT_MS = 1_000;
/** More are not named one by one. */
const MOST_MARKS = 5_000;

export interface RelayOptions {
  /** Tells all replicas, this one too. */
  readonly notify: (payloads: readonly string[]) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Gathers what transactions of this replica have changed and tells all replicas, at once if it has been quiet, else so often at
 * most. What a replica that dies has not told is found by those who ask now and then.
 */
export class HintRelay {
  readonly #options: RelayOptions;
  readonly #pending = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  #stopped = false;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  /** To be called once a transaction has committed. Costs it nothing. */
  changed(scopes: Iterable<Scope>): void {
    if (this.#stopped) return;
    for (const scope of scopes) this.#pending.add(markOf(scope));
    if (this.#pending.size > MOST_MARKS) {
      this.#pending.clear();
      this.#pending.add(ALL_MARKS);
    }
    if (this.#timer === null && this.#sending === null) this.#send();
  }

  #send(): void {
    if (this.#pending.size === 0) return;
    const marks = [...this.#pending];
    this.#pending.clear();
    this.#sending = this.#options.notify(payloadsOf(marks)).then(
      () => this.#sent(SPACING_MS),
      (error: unknown) => {
        for (const mark of marks) this.#pending.add(mark);
        this.#options.onFault(error);
        this.#sent(AFTER_FAULT_MS);
      },
    );
  }

  #sent(pause: number): void {
    this.#sending = null;
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#send();
    }, pause).unref();
  }

  /** Tells what is still to be told. Resolves once nothing of it uses the database any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sending;
    this.#send();
    await this.#sending;
  }
}
