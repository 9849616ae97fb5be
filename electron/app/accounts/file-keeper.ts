import { type ErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import type { Clock } from '../../../shared/domain/ids.ts';
import { putRestoredInPlace, removeOldAside } from '../../store/health/aside.ts';
import { listCopies } from '../../store/health/copies.ts';
import type { FileWorker } from '../../store/health/file-worker.ts';
import { logLoss } from '../../store/health/log-file.ts';
import {
  type HealthRecord,
  keyCheckOf,
  keyFits,
  readRecord,
  writeRecord,
} from '../../store/health/record.ts';
import type { RestoredFrom, StoreKind } from '../../store/health/restore.ts';
import { systemTimers, type Timers } from '../../sync/timers.ts';
import type { Log } from '../ports.ts';
import { hasContent, type KeyedFile } from './files.ts';

const HOUR = 3_600_000;
/** The page is painted long before. */
const FIRST_LOOK_MS = 3_000;
const LOOK_MS = HOUR;
const FULL_CHECK_MS = 7 * 24 * HOUR;
/** A little less than a day, so that one who starts at the same hour each morning has one each morning. */
const COPY_MS = 23 * HOUR;

export interface FileKeeperOptions {
  readonly kind: StoreKind;
  readonly files: KeyedFile;
  readonly worker: FileWorker;
  readonly clock: Clock;
  readonly log: Log;
  readonly timers?: Timers | undefined;
  /** Since when all that can come back after damage is back; null while there is more to come. */
  readonly restoredAt: () => string | null;
}

/** What became of a file that seemed damaged: it is not, after all, or a new one is in its place. */
export type Recovered = 'sound' | RestoredFrom;

/**
 * Looks after one encrypted file: a quick check after the start, a full one weekly and after a crash, a copy a day, the log
 * moved in pauses, and what is to be done when it is damaged. Everything long happens in the worker.
 */
export class FileKeeper {
  readonly #options: FileKeeperOptions;
  readonly #timers: Timers;
  #key: Uint8Array | null = null;
  #record: HealthRecord | null = null;
  #crashed = false;
  #checked = false;
  #timer: unknown = null;
  #looking: Promise<void> | null = null;

  constructor(options: FileKeeperOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
  }

  get #at(): string {
    return new Date(this.#options.clock()).toISOString();
  }

  /**
   * To be called before SQLite sees the file. Errors: `store.damaged` where SQLite would tell of nothing: a file that is gone,
   * or a log beside it that has lost what was saved.
   */
  before(key: Uint8Array): void {
    const { file } = this.#options.files;
    this.#key = key;
    this.#record = readRecord(file);
    putRestoredInPlace(file);
    if (this.#record !== null && !hasContent(file)) throw new LyttError('store.damaged');
    if (logLoss(file) !== 'none') throw new LyttError('store.damaged', { field: 'log' });
  }

  /** It is open. `salt`: its own, in hex. `onDamage`: a check has found that it is not whole. */
  opened(salt: string, onDamage: () => void): void {
    const key = this.#key;
    if (key === null) return;
    this.#crashed = this.#record !== null && this.#record.openedAt !== null;
    this.#checked = false;
    this.#note({
      keyCheck: keyCheckOf(key),
      salt,
      openedAt: this.#at,
      checkedAt: this.#record?.checkedAt ?? this.#at,
    });
    this.#lookLater(FIRST_LOOK_MS, onDamage);
  }

  #note(record: HealthRecord): void {
    this.#record = record;
    try {
      writeRecord(this.#options.files.file, record);
    } catch (error) {
      // A disk that is full or may not be written: the store tells of that itself.
      this.#tell('file.notNoted', { code: String((error as { code?: unknown }).code) });
    }
  }

  #lookLater(ms: number, onDamage: () => void): void {
    this.#timer = this.#timers.set(() => {
      this.#timer = null;
      this.#looking = this.look()
        .then((sound) => {
          if (!sound) onDamage();
          else if (this.#key !== null) this.#lookLater(LOOK_MS, onDamage);
        })
        .finally(() => {
          this.#looking = null;
        });
    }, ms);
  }

  /** Checks what is due to be checked, and copies where a copy is due. False where the file is not whole. */
  async look(): Promise<boolean> {
    try {
      this.#removeOldAside();
      return (await this.#check()) && (await this.#copy());
    } catch (error) {
      // Another time: no room for a copy, the file in use, the app ending.
      this.#tell('file.notLookedAt', { code: codeOf(error) });
      return true;
    }
  }

  #removeOldAside(): void {
    const { files, restoredAt } = this.#options;
    const removed = removeOldAside(files.asideFolder, this.#at, restoredAt());
    if (removed > 0) this.#tell('file.asideRemoved', { removed });
  }

  async #check(): Promise<boolean> {
    const { worker, clock, files } = this.#options;
    const [key, record] = [this.#key, this.#record];
    if (key === null || record === null) return true;
    const since = clock() - Date.parse(record.checkedAt ?? '');
    const full = this.#crashed || !(Math.abs(since) < FULL_CHECK_MS);
    if (this.#checked && !full) return true;
    const from = performance.now();
    const how = full ? 'full' : 'quick';
    const sound = await worker.run<'check'>({ kind: 'check', file: files.file, key, how });
    this.#tell('file.checked', { how, sound, milliseconds: Math.round(performance.now() - from) });
    if (!sound) return false;
    this.#checked = true;
    if (full && this.#record !== null) {
      this.#crashed = false;
      this.#note({ ...this.#record, checkedAt: this.#at });
    }
    return true;
  }

  async #copy(): Promise<boolean> {
    const { worker, clock, files } = this.#options;
    const { file, copiesFolder: folder } = files;
    const key = this.#key;
    const [newest] = listCopies(folder);
    const age = newest === undefined ? Number.NaN : clock() - Date.parse(newest.madeAt);
    if (key === null || Math.abs(age) < COPY_MS) return true;
    const from = performance.now();
    try {
      await worker.run<'copy'>({ kind: 'copy', file, key, folder, at: this.#at });
    } catch (error) {
      if (codeOf(error) === 'store.damaged') return false;
      throw error;
    }
    this.#tell('file.copied', { milliseconds: Math.round(performance.now() - from) });
    return true;
  }

  /** Moves the log into the file, all of it and the log then emptied with `truncate`. False where that could not be done. */
  async checkpoint(mode: 'passive' | 'truncate'): Promise<boolean> {
    const key = this.#key;
    if (key === null) return true;
    const { worker, files } = this.#options;
    try {
      return await worker.run<'checkpoint'>({ kind: 'checkpoint', file: files.file, key, mode });
    } catch (error) {
      // The log keeps what is saved; it is moved another time.
      this.#tell('file.checkpointFailed', { code: codeOf(error) });
      return false;
    }
  }

  /**
   * The file seems damaged. It is kept as it is, a new one put in its place. `isOpen`: this process has it open; `close` is
   * called once it has been kept. Errors: `store.wrongKey`, `store.damaged` where it can't be told whether the key is right,
   * `store.full` and the like; then nothing has been touched.
   */
  async recover(isOpen: boolean, close: () => void): Promise<Recovered> {
    const { kind, files, worker } = this.#options;
    const { file, copiesFolder, asideFolder } = files;
    const [key, record] = [this.#key, this.#record ?? readRecord(file)];
    if (key === null) throw new LyttError('store.damaged');
    await this.#pause();
    const { verdict, loss } = await worker.run<'examine'>({
      ...{ kind: 'examine', file, key, copiesFolder, isOpen },
      salt: record?.salt ?? null,
      keyFits: keyFits(record, key),
    });
    this.#tell('file.examined', { verdict, log: loss });
    if (verdict === 'sound') {
      close();
      return 'sound';
    }
    if (verdict === 'foreign')
      throw new LyttError(record === null ? 'store.damaged' : 'store.wrongKey');
    const at = this.#at;
    const aside = await worker.run<'aside'>({ kind: 'aside', file, folder: asideFolder, at });
    close();
    const from = await worker.run<'restore'>({
      kind: 'restore',
      restoring: {
        ...{ kind, file, key, aside, copiesFolder, loss, at },
        salt: record?.salt ?? null,
      },
    });
    this.#tell('file.restored', { from });
    return from;
  }

  async #pause(): Promise<void> {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
    await this.#looking;
  }

  /** The file was closed in order. */
  closed(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
    const wasOpen = this.#key !== null && this.#record !== null;
    if (wasOpen && this.#record !== null) this.#note({ ...this.#record, openedAt: null });
    this.#key = null;
  }

  #tell(event: string, facts: Readonly<Record<string, string | number | boolean | null>>): void {
    this.#options.log(event, { store: this.#options.kind, ...facts });
  }
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof LyttError ? error.code : 'app.failed';
}
