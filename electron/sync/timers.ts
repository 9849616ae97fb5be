/** What waits are made of. Passed in, so that a simulation can own the time. */
export interface Timers {
  /** Milliseconds that have passed, since whenever: nobody can set them back or ahead. Waits go by these, never by a clock. */
  now(): number;
  set(run: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

/** The machine's own timers; a wait keeps no process alive. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  set: (run, ms) => setTimeout(run, ms).unref(),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
