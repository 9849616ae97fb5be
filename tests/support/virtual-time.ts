import type { Timers } from '../../electron/sync/timers.ts';

interface Alarm {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is told to go on, and the alarms set by it. */
export class VirtualTime implements Timers {
  #now: number;
  #order = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(now = Date.parse('2026-11-24T08:00:00.000Z')) {
    this.#now = now;
  }

  readonly clock = (): number => this.#now;

  now(): number {
    return this.#now;
  }

  set(run: () => void, ms: number): Alarm {
    this.#order += 1;
    const alarm = { at: this.#now + ms, order: this.#order, run };
    this.#alarms.add(alarm);
    return alarm;
  }

  clear(handle: unknown): void {
    this.#alarms.delete(handle as Alarm);
  }

  /** Lets everything that can go on without time go on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Time passes; every alarm rings at its own moment, and what it starts runs as far as it can. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settle();
    for (let alarm = this.#next(end); alarm !== null; alarm = this.#next(end)) {
      this.#now = Math.max(this.#now, alarm.at);
      this.#alarms.delete(alarm);
      alarm.run();
      await this.settle();
    }
    this.#now = end;
  }

  #next(end: number): Alarm | null {
    const due = [...this.#alarms].filter(({ at }) => at <= end);
    due.sort((a, b) => a.at - b.at || a.order - b.order);
    return due[0] ?? null;
  }
}
