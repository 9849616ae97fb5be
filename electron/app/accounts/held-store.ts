import { type ErrorCode, errorCatalogue, LyttError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import type { Database, ReadableDb, WritableDb } from '../../store/database.ts';
import type { Log } from '../ports.ts';
import { Problems } from './problems.ts';

/** Reading and writing as the use cases know it. Every fault is one of the catalogue. */
export interface StoreAccess {
  read<T>(work: (db: ReadableDb) => T): T;
  /** One transaction. */
  write<T>(work: (db: WritableDb) => T): T;
}

/** How long nobody must have written before the log is moved into the file. */
const IDLE_MS = 1_500;
/** Between two tries to open what would not open; a keychain that asks its owner each time must not ask all the time. */
const REOPEN_MS = 5_000;
/** Between two tries that nobody asked for. */
const HEAL_MS = 15_000;
/** A write that goes through proves these over. */
const WRITE_PROBLEMS: readonly ErrorCode[] = ['store.full', 'store.readOnly', 'store.locked'];

export interface HeldStoreOptions {
  /** For the log: `device` or `person`. */
  readonly name: string;
  readonly open: () => Promise<Database>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProblems: () => void;
  /** Called each time it has been opened. */
  readonly onOpened?: (access: StoreAccess) => void;
}

/**
 * An encrypted file that may be unusable just now. Nothing but `read` and `write` throws: what is wrong is remembered, told as
 * a problem, and tried again where the catalogue says that trying again can help.
 */
export class HeldStore implements StoreAccess {
  readonly problems: Problems;
  readonly #options: HeldStoreOptions;
  #database: Database | null = null;
  #fault: LyttError | null = null;
  #opening: Promise<void> | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #idle: NodeJS.Timeout | null = null;
  #healing: NodeJS.Timeout | null = null;
  #closed: ErrorCode | null = null;

  constructor(options: HeldStoreOptions) {
    this.#options = options;
    this.problems = new Problems(options.clock, options.onProblems);
  }

  get isOpen(): boolean {
    return this.#database !== null;
  }

  /** Why it can't be used just now, or null. */
  get fault(): LyttError | null {
    return this.#fault;
  }

  /** @throws LyttError what keeps it from being used */
  refuseFault(): void {
    this.#use();
  }

  /** Opens it, or tries again what may have healed. Never throws. */
  ready(): Promise<void> {
    if (this.#database !== null || this.#closed !== null) return Promise.resolve();
    const { clock } = this.#options;
    const mayHeal = this.#fault === null || errorCatalogue[this.#fault.code].retry;
    const waited = Math.abs(clock() - this.#triedAt) >= REOPEN_MS;
    if (this.#opening === null && mayHeal && waited) {
      this.#triedAt = clock();
      this.#opening = this.#open().finally(() => {
        this.#opening = null;
      });
    }
    return this.#opening ?? Promise.resolve();
  }

  async #open(): Promise<void> {
    const { open, onOpened, log, name } = this.#options;
    try {
      const database = await open();
      if (this.#closed !== null) {
        database.close();
        return;
      }
      this.#database = database;
      const before = this.#fault;
      this.#fault = null;
      if (before !== null) this.problems.clear([before.code]);
      onOpened?.(this);
    } catch (error) {
      const fault = asFault(error);
      log('store.openFailed', { store: name, code: fault.code });
      if (this.#fault !== null && this.#fault.code !== fault.code)
        this.problems.clear([this.#fault.code]);
      this.#fault = fault;
      this.problems.raise(fault.code);
      this.#healLater(fault);
    }
  }

  /** What may heal is tried again though nobody asks, so that the page need not stay broken. A keychain would ask its owner. */
  #healLater({ code }: LyttError): void {
    if (this.#closed !== null || !errorCatalogue[code].retry) return;
    if (code === 'store.keychainUnavailable') return;
    this.#healing ??= setTimeout(() => {
      this.#healing = null;
      void this.ready();
    }, HEAL_MS).unref();
  }

  read<T>(work: (db: ReadableDb) => T): T {
    return this.#guard(() => this.#use().read(work));
  }

  write<T>(work: (db: WritableDb) => T): T {
    const result = this.#guard(() => this.#use().write(work));
    this.problems.clear(WRITE_PROBLEMS);
    this.#checkpointWhenIdle();
    return result;
  }

  #use(): Database {
    if (this.#database !== null) return this.#database;
    throw this.#closed === null
      ? (this.#fault ?? new LyttError('store.locked'))
      : new LyttError(this.#closed);
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof LyttError && error.code.startsWith('store.'))
        this.problems.raise(error.code);
      throw error;
    }
  }

  /** Moving the log costs disk time, so it waits for a pause: never while someone waits for a save. */
  #checkpointWhenIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#idle = null;
      this.#checkpoint('passive');
    }, IDLE_MS).unref();
  }

  #checkpoint(mode: 'passive' | 'truncate'): void {
    try {
      this.#guard(() => this.#database?.checkpoint(mode));
    } catch (error) {
      // The log keeps what is saved; it is moved another time.
      this.#options.log('store.checkpointFailed', { code: asFault(error).code });
    }
  }

  /** `why`: what whoever still uses it is told. */
  close(why: ErrorCode = 'app.unreachable'): void {
    if (this.#closed !== null) return;
    this.#closed = why;
    if (this.#idle !== null) clearTimeout(this.#idle);
    if (this.#healing !== null) clearTimeout(this.#healing);
    this.#checkpoint('truncate');
    const database = this.#database;
    this.#database = null;
    database?.close();
  }
}

/** What is not of the catalogue is a fault of ours. */
export function asFault(error: unknown): LyttError {
  return error instanceof LyttError ? error : new LyttError('app.failed', { cause: error });
}
