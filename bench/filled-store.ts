import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { personStore as heldStore } from '../electron/app/accounts/account.ts';
import { personFile } from '../electron/app/accounts/files.ts';
import type { HeldStore } from '../electron/app/accounts/held-store.ts';
import { fileKeys } from '../electron/app/keys/file-keys.ts';
import { connect } from '../electron/store/connect.ts';
import { Database } from '../electron/store/database.ts';
import { FileWorker } from '../electron/store/health/file-worker.ts';
import { migrate } from '../electron/store/migrate.ts';
import { personMigrations } from '../electron/store/migrations/person.ts';
import { logObservation } from '../electron/store/observations.ts';
import { forgetSimilarChanges, lastSimilarChange } from '../electron/store/similar.ts';
import { indexAllWords } from '../electron/store/unindexed.ts';
import { systemTimers, type Timers } from '../electron/sync/timers.ts';
import { idMaker } from '../shared/domain/ids.ts';
import type { OperationOf } from '../shared/domain/operation.ts';
import { Tags } from '../shared/domain/tags.ts';
import { findIdentifiers } from '../shared/privacy/gate.ts';
import type { Report } from './figure.ts';
import { syntheticNotes } from './synthetic-notes.ts';

export const PERSON = 'kari';
export const UNIT = '4100';
export const newId = idMaker(Date.now, (length) => randomBytes(length));

/** Different texts; a longer store has each of them more than once. */
const TEXTS = 50_000;
const MINUTE = 60_000;
const FIRST = Date.UTC(2018, 0, 1);
const SLICE = 5_000;
/** Longer than a store waits before a pause, shorter than it waits before it looks at its file. */
const LONGEST_PAUSE_MS = 2_500;
/** Filling only: pages need not be written and read again on the way. */
const FILL_CACHE_KB = 1_000_000;

export interface Note {
  readonly text: string;
  readonly workaround: string | null;
  readonly tags: Tags;
}

/** Notes without end, the same each time. */
export function noteMaker(rows: number, seed: number): (at: number) => Note {
  // Nobody is to be asked about any of them: what is measured is a save, not a question.
  const notes = syntheticNotes(Math.min(Math.max(rows, 1), TEXTS), seed).filter(
    ({ text }) => findIdentifiers(text).length === 0,
  );
  return (at) => {
    const note = notes[at % notes.length];
    if (note === undefined) throw new Error('there are no notes');
    const tags = Tags.parse({ ...note.tags, pain: null, channel: null, severity: null });
    return { text: note.text, workaround: null, tags };
  };
}

export function logOf(note: Note, madeAt: string): OperationOf<'observation.log'> {
  return {
    id: newId(),
    kind: 'observation.log',
    unit: UNIT,
    madeAt,
    observationId: newId(),
    revisionId: newId(),
    ...note,
    acknowledged: [],
    heardAt: madeAt,
    sameAs: null,
  };
}

/** A person's encrypted file in a home of its own, which the app's own code fills, opens and looks after. */
export class FilledStore {
  readonly #home: string;
  readonly #rows: (at: number) => Note;
  #filled = 0;

  readonly #sent: boolean;

  /** `sent` false: all of it waits to go out. */
  constructor(home: string, mostRows: number, sent = true) {
    this.#home = home;
    this.#sent = sent;
    this.#rows = noteMaker(mostRows, 1);
  }

  get file(): string {
    return personFile(this.#home, PERSON).file;
  }

  async key(): Promise<Uint8Array> {
    const { keyName } = personFile(this.#home, PERSON);
    const keys = fileKeys(join(this.#home, 'keys'));
    const kept = await keys.get(keyName);
    if (kept !== null) return kept;
    const made = randomBytes(32);
    await keys.set(keyName, made);
    return made;
  }

  /**
   * Lets it have so many entries at least, one a minute. Through the statements of a save, though many to a transaction and without waiting for the disk.
   */
  async grow(rows: number, report: Report): Promise<void> {
    const missing = rows - this.#filled;
    if (missing <= 0) return;
    const from = performance.now();
    mkdirSync(dirname(this.file), { recursive: true });
    const sqlite = connect(this.file, await this.key(), false, 5_000);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('temp_store = MEMORY');
    sqlite.pragma(`cache_size = -${FILL_CACHE_KB}`);
    migrate(sqlite, personMigrations, () => undefined);
    const store = new Database(sqlite, () => undefined, undefined);
    while (this.#filled < rows) this.#slice(store, Math.min(rows, this.#filled + SLICE));
    if (this.#sent) markSent(store);
    store.checkpoint('truncate');
    store.close();
    const seconds = (performance.now() - from) / 1000;
    report(`a store of ${rows} entries filled in ${seconds.toFixed(1)} s`);
  }
  #slice(store: Database, until: number): void {
    store.write((db) => {
      for (; this.#filled < until; this.#filled += 1) {
        const madeAt = new Date(FIRST + this.#filled * MINUTE).toISOString();
        logObservation(db, logOf(this.#rows(this.#filled), madeAt));
      }
      indexAllWords(db);
    });
  }

  /** As the app has it: its log moved into the file by a thread beside. Nothing else looks after it while it is measured. */
  async held(worker: FileWorker): Promise<HeldStore> {
    const store = heldStore(
      {
        home: this.#home,
        keys: fileKeys(join(this.#home, 'keys')),
        clock: Date.now,
        randomBytes: (length) => randomBytes(length),
        log: () => undefined,
        timers: pausesAlone,
      },
      PERSON,
      worker,
      { onProblems: () => undefined },
    );
    await store.ready();
    store.refuseFault();
    return store;
  }
}

function markSent(store: Database): void {
  store.write((db) => {
    db.run(
      "UPDATE outbox SET state = 'acknowledged', acknowledged_at = made_at WHERE state = 'waiting'",
    );
    db.run("UPDATE observation SET state = 'sent' WHERE state = 'waiting'");
    forgetSimilarChanges(db, lastSimilarChange(db));
  });
}

/** The store's pauses come as they do; a check or a copy of the file would be at work on the other core. */
const pausesAlone: Timers = {
  ...systemTimers,
  set: (run, ms) => (ms < LONGEST_PAUSE_MS ? systemTimers.set(run, ms) : null),
};

export function fileWorker(): FileWorker {
  return new FileWorker(new URL('../electron/store/health/worker.ts', import.meta.url));
}
