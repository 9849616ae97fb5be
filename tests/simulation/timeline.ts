import { createHash } from 'node:crypto';

/** Something that is to happen at a moment of the simulated time. */
export interface Planned {
  readonly at: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

/** Where every run begins. */
const START = Date.UTC(2026, 10, 24, 8);

/** The simulated time and all that is to come, and a digest of all that has been. Milliseconds since 1970. */
export class Timeline {
  #now = START;
  #order = 0;
  #steps = 0;
  readonly #planned = new Set<Planned>();
  readonly #digest = createHash('sha256');
  readonly #tell: ((line: string) => void) | null;

  constructor(tell: ((line: string) => void) | null) {
    this.#tell = tell;
  }

  get now(): number {
    return this.#now;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Plans something for `ms` from now; things of one moment happen in the order planned. */
  plan(ms: number, run: Planned['run']): Planned {
    this.#order += 1;
    const planned = { at: this.#now + Math.max(0, ms), order: this.#order, run };
    this.#planned.add(planned);
    return planned;
  }

  cancel(planned: Planned): void {
    this.#planned.delete(planned);
  }

  /** One thing after the other until `ms` have passed, each with all that follows on it without time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    // Whatever was done between two passes comes first.
    await stillness();
    for (let next = this.#first(end); next !== null; next = this.#first(end)) {
      this.#planned.delete(next);
      this.#now = next.at;
      this.#steps += 1;
      await next.run();
      await stillness();
    }
    this.#now = end;
  }

  #first(end: number): Planned | null {
    let first: Planned | null = null;
    for (const planned of this.#planned) {
      if (planned.at > end) continue;
      if (first === null || before(planned, first)) first = planned;
    }
    return first;
  }

  /** A line of what happened; two runs are the same if all their lines are. `text`: only its digest is kept. */
  note(line: string, text?: string): void {
    const content = text === undefined ? '' : createHash('sha256').update(text).digest('hex');
    this.#digest.update(`${this.#now} ${line} ${content}\n`);
    this.#tell?.(`${((this.#now - START) / 1000).toFixed(3).padStart(8)} ${line}`);
  }

  /** Of every line so far. */
  digest(): string {
    return this.#digest.copy().digest('hex').slice(0, 16);
  }
}

function before(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Whatever can go on without time or input has gone on: three turns of the event loop empty every queue of it. */
async function stillness(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
