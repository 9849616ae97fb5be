import { type ErrorCode, errorCatalogue, LyttError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import type { Database, ReadableDb, WritableDb } from '../../store/database.ts';
import type { RestoredFrom } from '../../store/health/restore.ts';
import { systemTimers, type Timers } from '../../sync/timers.ts';
import type { Log } from '../ports.ts';
import type { FileKeeper } from './file-keeper.ts';
import { Problems } from './problems.ts';

/** Reading and writing as the use cases know it. Every fault is one of the catalogue. */
export interface StoreAccess {
  read<T>(work: (db: ReadableDb) => T): T;
  /** One transaction. */
  write<T>(work: (db: WritableDb) => T): T;
  /** Words have gone: soon, once nobody writes, the log beside the file holds nothing of them either. */
  wordsGone(): void;
}

/** How long nobody must have written before the log is moved into the file. */
const IDLE_MS = 1_500;
/** Where somebody writes all the time it is moved all the same, this long after the last time. */
const LONGEST_MS = 10_000;
/** Between two parts of what is done in a pause, so that whoever acts has their turn. */
const PART_MS = 10;
const MOST_RECOVERIES = 3;
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
  /** By which pauses are measured. Default: the system's. */
  readonly timers?: Timers | undefined;
  readonly log: Log;
  readonly onProblems: () => void;
  /** Looks after the file. Null: nobody does, and what is damaged stays so. */
  readonly keeper: FileKeeper | null;
  /** Called each time it has been opened. */
  readonly onOpened?: (access: StoreAccess) => void;
  /** Nobody has written for a while: what a save has left to a pause. Does a part of it; true where there is more. */
  readonly onPause?: (access: StoreAccess) => boolean;
  /** Words have gone, by a withdrawal perhaps. */
  readonly onWordsGone?: (access: StoreAccess) => void;
  /** Called once a new file has been put in place of a damaged one, and opened. */
  readonly onRestored?: (from: RestoredFrom) => void;
}

/**
 * An encrypted file that may be unusable just now. Nothing but `read` and `write` throws: what is wrong is remembered, told as
 * a problem, and tried again where the catalogue says that trying again can help.
 */
export class HeldStore implements StoreAccess {
  readonly problems: Problems;
  readonly #options: HeldStoreOptions;
  readonly #timers: Timers;
  #database: Database | null = null;
  #fault: LyttError | null = null;
  #opening: Promise<void> | null = null;
  #triedAt = Number.NEGATIVE_INFINITY;
  #idle: unknown = null;
  #unmovedSince: number | null = null;
  /** Words that have gone still lie in the log. */
  #toEmpty = false;
  #recovering = false;
  /** A disk that goes on breaking files must not be filled with what is kept of them. */
  #recoveriesLeft = MOST_RECOVERIES;
  #healing: unknown = null;
  #closed: ErrorCode | null = null;

  constructor(options: HeldStoreOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
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
    if (this.#database !== null || this.#closed !== null || this.#recovering)
      return Promise.resolve();
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
    const { open, onOpened, keeper, log, name } = this.#options;
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
      keeper?.opened(database.salt(), () => this.#suspect());
      onOpened?.(this);
    } catch (error) {
      const fault = asFault(error);
      log('store.openFailed', { store: name, code: fault.code });
      this.#fail(fault);
      if (fault.code === 'store.damaged') this.#suspect();
    }
  }

  #fail(fault: LyttError): void {
    if (this.#fault !== null && this.#fault.code !== fault.code)
      this.problems.clear([this.#fault.code]);
    this.#fault = fault;
    this.problems.raise(fault.code);
    this.#healLater(fault);
  }

  /** The file seems damaged: nobody may use it until that is known, and mended. The app goes on meanwhile, and says so. */
  #suspect(): void {
    const { keeper } = this.#options;
    if (keeper === null || this.#recovering || this.#closed !== null) return;
    if (this.#recoveriesLeft === 0) return;
    this.#recovering = true;
    this.problems.clear(['store.damaged']);
    this.#fail(new LyttError('store.recovering'));
    void this.#recover(keeper).finally(() => {
      this.#recovering = false;
    });
  }

  async #recover(keeper: FileKeeper): Promise<void> {
    const { onRestored, log, name } = this.#options;
    const database = this.#database;
    this.#database = null;
    this.#forgetIdle();
    const close = () => database?.close();
    try {
      const outcome = await keeper.recover(database !== null, close);
      if (this.#closed !== null) return;
      // What is called sound and still can't be read would be looked at for ever.
      this.#recoveriesLeft = outcome === 'sound' ? 0 : this.#recoveriesLeft - 1;
      await this.#open();
      if (outcome !== 'sound' && this.isOpen) onRestored?.(outcome);
    } catch (error) {
      close();
      const fault = asFault(error);
      log('store.notRecovered', { store: name, code: fault.code });
      if (this.#closed === null) this.#fail(fault);
    }
  }

  /** What may heal is tried again though nobody asks, so that the page need not stay broken. A keychain would ask its owner. */
  #healLater({ code }: LyttError): void {
    if (this.#closed !== null || !errorCatalogue[code].retry) return;
    if (code === 'store.keychainUnavailable') return;
    this.#healing ??= this.#timers.set(() => {
      this.#healing = null;
      void this.ready();
    }, HEAL_MS);
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
      if (error instanceof LyttError && error.code.startsWith('store.')) {
        this.problems.raise(error.code);
        if (error.code === 'store.damaged' && this.#database !== null) this.#suspect();
      }
      throw error;
    }
  }

  /** Another number whenever another connection has written; null where it can't be asked just now. */
  dataVersion(): number | null {
    try {
      return this.#database?.dataVersion() ?? null;
    } catch {
      // Whoever reads or writes next is told.
      return null;
    }
  }

  /** Moving the log costs disk time, so it waits for a pause, and happens where nobody waits for a save. */
  #checkpointWhenIdle(): void {
    const now = this.#timers.now();
    this.#unmovedSince ??= now;
    this.#pauseIn(Math.min(IDLE_MS, Math.max(0, this.#unmovedSince + LONGEST_MS - now)));
  }

  #pauseIn(wait: number): void {
    if (this.#idle !== null) this.#timers.clear(this.#idle);
    this.#idle = this.#timers.set(() => this.#pause(), wait);
  }

  #pause(): void {
    if (this.#catchUp()) this.#pauseIn(PART_MS);
    else {
      this.#forgetIdle();
      void this.#moveLog();
    }
  }

  /** True where there is more to do before the log is moved. */
  #catchUp(): boolean {
    try {
      return (this.#database !== null && this.#options.onPause?.(this)) ?? false;
    } catch (error) {
      // Nothing is lost: it is done in another pause.
      this.#options.log('store.notCaughtUp', { code: asFault(error).code });
      return false;
    }
  }

  async #moveLog(): Promise<void> {
    const { keeper } = this.#options;
    const mode = this.#toEmpty ? 'truncate' : 'passive';
    this.#toEmpty = false;
    if (keeper === null) this.#checkpoint(mode);
    else if (!(await keeper.checkpoint(mode)) && mode === 'truncate') this.#emptyLog();
  }

  #emptyLog(): void {
    this.#toEmpty = true;
    if (this.#closed === null) this.#checkpointWhenIdle();
  }

  wordsGone(): void {
    this.#options.onWordsGone?.(this);
    this.#emptyLog();
  }

  #forgetIdle(): void {
    if (this.#idle !== null) this.#timers.clear(this.#idle);
    this.#idle = null;
    this.#unmovedSince = null;
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
    this.#forgetIdle();
    if (this.#healing !== null) this.#timers.clear(this.#healing);
    this.#checkpoint('truncate');
    const database = this.#database;
    this.#database = null;
    database?.close();
    if (database !== null) this.#options.keeper?.closed();
  }
}

/** What is not of the catalogue is a fault of ours. */
export function asFault(error: unknown): LyttError {
  return error instanceof LyttError ? error : new LyttError('app.failed', { cause: error });
}
