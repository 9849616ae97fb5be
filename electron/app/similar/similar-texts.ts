import { Worker } from 'node:worker_threads';
import type { SameAs } from '../../../shared/domain/observation.ts';
import type { Tags } from '../../../shared/domain/tags.ts';
import {
  forgetSimilarChanges,
  lastSimilarChange,
  type SimilarThing,
  similarChanges,
  themeThings,
  thingOf,
  thingsBefore,
} from '../../store/similar.ts';
import type { StoreAccess } from '../accounts/held-store.ts';
import { takeInAll } from '../fresh-words.ts';
import type { FromIndex, Taken, ToIndex } from './messages.ts';

/** Read at once at most: a few milliseconds of the thread that saves. */
const SLICE = 200;
/** Newest texts that are found; what is older than so many has been answered long ago. */
const MOST = 50_000;
/** Notes of changes that are kept, for another process with an index of its own; looked at every so many. */
const RETAINED = 10_000;
const FORGET_EVERY = 1_000;

type Answer = Omit<FromIndex, 'asked'>;

/** `complete` false: there is more to look among in a moment. */
export interface Found {
  readonly targets: readonly SameAs[];
  readonly complete: boolean;
}

interface Kept {
  readonly store: StoreAccess;
  /** The last change taken in. */
  after: number;
  /** What is still to be read of the store as it was found. */
  readonly rest: (() => readonly SimilarThing[] | null)[];
  turn: NodeJS.Immediate | null;
}

/**
 * The indexes of similar texts, one a person, held by a thread of their own: this thread only reads what has changed, in
 * slices. An index lives as long as the app; at the start it is made anew from the store, newest first.
 */
export class SimilarTexts {
  readonly #script: URL;
  readonly #people = new Map<string, Kept>();
  readonly #asked = new Map<number, (answer: Answer) => void>();
  #worker: Worker | null = null;
  #last = 0;
  #closed = false;

  /** `script`: `worker.ts`, or what it was bundled to. */
  constructor(script: URL) {
    this.#script = script;
  }

  /** Begins an index of this person's texts, if there is none. */
  keep(person: string, store: StoreAccess): void {
    if (this.#closed) return;
    const kept = this.#people.get(person);
    if (kept?.store === store) return;
    this.drop(person);
    // What changes from here on is noted: nothing is missed between the reading and the notes.
    const after = trying(() => store.read(lastSimilarChange));
    if (after === null) return;
    this.#people.set(person, { store, after, rest: readingOf(store), turn: null });
    this.#goOn(person);
  }

  #beginAnew(person: string, store: StoreAccess): void {
    this.drop(person);
    this.keep(person, store);
  }

  /** Her texts are not to be found any more: she has signed out. */
  drop(person: string): void {
    const kept = this.#people.get(person);
    if (kept === undefined) return;
    if (kept.turn !== null) clearImmediate(kept.turn);
    this.#people.delete(person);
    this.#tell({ kind: 'drop', person });
  }

  /** What is like `text`, best first, among what has been taken in. */
  async find(person: string, text: string, tags: Tags, limit: number): Promise<Found> {
    const kept = this.#people.get(person);
    if (kept === undefined || this.#closed) return { targets: [], complete: true };
    const all = this.#takeChanges(person, kept) && kept.rest.length === 0;
    this.#last += 1;
    const asked = this.#last;
    const { keys, complete } = await new Promise<Answer>((resolve) => {
      this.#asked.set(asked, resolve);
      this.#tell({ kind: 'find', person, asked, text, tags, limit });
    });
    return { targets: keys.map(targetOf), complete: complete && all };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { turn } of this.#people.values()) if (turn !== null) clearImmediate(turn);
    this.#people.clear();
    this.#forgetAsked();
    await this.#worker?.terminate();
  }

  /** Reads one slice, then lets others have the thread. */
  #goOn(person: string): void {
    const kept = this.#people.get(person);
    if (kept === undefined || kept.turn !== null) return;
    kept.turn = setImmediate(() => {
      kept.turn = null;
      const [read] = kept.rest;
      if (read === undefined) return;
      const things = trying(read);
      if (things === null) kept.rest.shift();
      else this.#take(person, things);
      this.#goOn(person);
    });
  }

  /** Many at once (an import) are taken in over several questions. False: there may be more. */
  #takeChanges(person: string, kept: Kept): boolean {
    // What is saved is noted a little later.
    trying(() => takeInAll(kept.store));
    const changes = trying(() =>
      kept.store.read((db) => {
        const noted = similarChanges(db, kept.after, SLICE);
        return noted.map(({ n, target }) => ({ n, thing: thingOf(db, target) }));
      }),
    );
    if (changes === null) return true;
    const last = changes.at(-1);
    if (last === undefined) {
      // A file put back from a copy knows less than was taken in.
      const known = trying(() => kept.store.read(lastSimilarChange));
      if (known === null || known >= kept.after) return true;
      this.#beginAnew(person, kept.store);
      return false;
    }
    this.#take(
      person,
      changes.map(({ thing }) => thing),
    );
    kept.after = last.n;
    if (last.n % FORGET_EVERY < changes.length)
      trying(() => kept.store.write((db) => forgetSimilarChanges(db, last.n - RETAINED)));
    return changes.length < SLICE;
  }

  #take(person: string, things: readonly SimilarThing[]): void {
    if (things.length > 0) this.#tell({ kind: 'take', person, things: things.map(takenOf) });
  }

  #tell(message: ToIndex): void {
    if (!this.#closed) this.#started().postMessage(message);
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#script, { name: 'similar' });
    worker.unref();
    worker.on('message', ({ asked, ...answer }: FromIndex) => {
      this.#asked.get(asked)?.(answer);
      this.#asked.delete(asked);
    });
    worker.on('error', () => this.#died(worker));
    worker.on('exit', () => this.#died(worker));
    this.#worker = worker;
    return worker;
  }

  /** Suggestions are a help: without them everything else goes on, and the next call begins anew. */
  #died(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    for (const { turn } of this.#people.values()) if (turn !== null) clearImmediate(turn);
    this.#people.clear();
    this.#forgetAsked();
  }

  #forgetAsked(): void {
    for (const resolve of this.#asked.values()) resolve({ keys: [], complete: true });
    this.#asked.clear();
  }
}

/** A store that can't be read now is read again later; it says so itself. */
function trying<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function readingOf(store: StoreAccess): (() => readonly SimilarThing[] | null)[] {
  let left = MOST;
  const newestFirst = (kind: 'observation' | 'insight') => {
    let before: number | null = Number.MAX_SAFE_INTEGER;
    return () => {
      if (before === null || left <= 0) return null;
      const from = before;
      const { things, next } = store.read((db) => thingsBefore(db, kind, from, SLICE));
      before = next;
      left -= things.length;
      return things;
    };
  };
  let themes = true;
  return [
    () => {
      if (!themes) return null;
      themes = false;
      return store.read(themeThings);
    },
    newestFirst('observation'),
    newestFirst('insight'),
  ];
}

function takenOf({ target: { kind, id }, texts }: SimilarThing): Taken {
  return { key: `${kind}:${id}`, texts };
}

function targetOf(key: string): SameAs {
  const colon = key.indexOf(':');
  return { kind: key.slice(0, colon) as SameAs['kind'], id: key.slice(colon + 1) };
}
