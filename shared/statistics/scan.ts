import { chanceOfMore, type Expectation } from './expectation.ts';

/** The last so many weeks, and their share of the error. The shares of all windows scanned sum to at most 1. */
export interface Window {
  readonly weeks: number;
  readonly share: number;
}

/** What was heard in the last weeks, and what was to be expected of them. */
export interface Heard {
  readonly observed: number;
  readonly expectation: Expectation;
}

/** The surest of the windows scanned. Its p is of the whole scan. */
export interface Scanned extends Heard {
  readonly window: number;
  readonly p: number;
}

/** Scans windows that end now; `heard` tells of the last so many weeks. */
export function scanWindows(windows: readonly Window[], heard: (weeks: number) => Heard): Scanned {
  const scanned = windows.map(({ weeks, share }): Scanned => {
    const { observed, expectation } = heard(weeks);
    const p = Math.min(1, chanceOfMore(observed, expectation) / share);
    return { observed, expectation, window: weeks, p };
  });
  return scanned.reduce((best, one) => (one.p < best.p ? one : best));
}
