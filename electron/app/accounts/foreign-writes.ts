import { systemTimers, type Timers } from '../../sync/timers.ts';

/** Often enough that a change is seen within a second, and a few microseconds each time. */
const LOOK_MS = 500;

export interface ForeignWritesOptions {
  /** Changes with every write by another connection; null while the file can't be asked. */
  readonly version: () => number | null;
  /** Nobody needs to know while no window shows her. */
  readonly isShown: () => boolean;
  readonly onWrite: () => void;
  readonly timers?: Timers | undefined;
}

/** Notices what another process writes in the same file: old notes taken in beside the app, say. */
export class ForeignWrites {
  readonly #options: ForeignWritesOptions;
  readonly #timers: Timers;
  #timer: unknown = null;
  #seen: number | null = null;

  constructor(options: ForeignWritesOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  start(): void {
    if (this.#timer !== null) return;
    this.#seen = this.#options.version();
    this.#lookLater();
  }

  #lookLater(): void {
    this.#timer = this.#timers.set(() => {
      if (this.#options.isShown()) this.#look();
      // Unless it was stopped meanwhile.
      if (this.#timer !== null) this.#lookLater();
    }, LOOK_MS);
  }

  #look(): void {
    const version = this.#options.version();
    if (version === null || version === this.#seen) return;
    this.#seen = version;
    this.#options.onWrite();
  }

  stop(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }
}
