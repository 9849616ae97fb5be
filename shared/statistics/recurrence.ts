import {
  type Expectation,
  expectedUnder,
  POISSON,
  type RateRatio,
  rateRatio,
  spreadOf,
} from './expectation.ts';
import { fitLogLinear } from './glm.ts';
import type { Period } from './interrupted-series.ts';
import { over, type RateOver } from './rates.ts';
import { scanWindows, type Window } from './scan.ts';

/** A change that helped, and how its theme has been since. */
export interface Since {
  /** Of the theme, as for the verdict, up to the period in question. */
  readonly periods: readonly Period[];
  readonly change: number;
  /** When the verdict `helped` was given: the periods from the change up to here are the level that it is held to. */
  readonly judged: number;
  readonly periodsPerYear: number;
}

export interface Recurrence {
  /** Periods up to the last that it was seen in. */
  readonly window: number;
  /** Of the window; against the level after the change. */
  readonly expected: number;
  readonly ratio: RateRatio;
  /** Chance of the like somewhere in the windows looked at, had the level held. */
  readonly p: number;
  readonly before: RateOver;
  readonly after: RateOver;
  readonly now: RateOver;
}

/** It comes back slowly oftener than at once: a month, two, a quarter. Each has a third of the error. */
const SCAN: readonly Window[] = [4, 8, 13].map((weeks) => ({ weeks, share: 1 / 3 }));
/** Looked at anew each week, so stricter than an alarm: in a year, one to four of a hundred are reopened for nothing. */
export const REOPEN = 0.002;
const LEAST_ITEMS = 5;

/**
 * Whether what a change helped against is back: clearly above the level that was judged, and with more than half of the gain
 * lost. Null: it is not, or there is nothing to tell by. The scatter of the counts is learnt on both sides of the change, the
 * level after it from the judged periods alone, so that a slow return can't become its own expectation.
 */
export function recurred({ periods, change, judged, periodsPerYear }: Since): Recurrence | null {
  const end = Math.max(...periods.map(({ time }) => time));
  const past = periods.filter(({ time }) => time >= change - periodsPerYear && time < judged);
  const before = over(past.filter(({ time }) => time < change));
  const after = over(past.filter(({ time }) => time >= change));
  const recent = (window: number) =>
    over(periods.filter(({ time }) => time >= judged && time > end - window));
  if (before === null || after === null || recent(Number.POSITIVE_INFINITY) === null) return null;
  const expected = levelAfter(past, change, after);
  const { window, observed, expectation, p } = scanWindows(SCAN, (weeks) => {
    const { count, contacts } = recent(weeks) ?? { count: 0, contacts: 0 };
    return { observed: count, expectation: expected(contacts) };
  });
  const now = recent(window);
  const half = (before.perThousand + after.perThousand) / 2;
  if (p > REOPEN || observed < LEAST_ITEMS || now === null || now.perThousand < half) return null;
  const ratio = rateRatio(observed, expectation);
  return { window, expected: expectation.mean, ratio, p, before, after, now };
}

/** What the level after the change leads one to expect of so many contacts. */
function levelAfter(
  past: readonly Period[],
  change: number,
  after: RateOver,
): (contacts: number) => Expectation {
  const fit = fitLogLinear({
    counts: past.map(({ count }) => count),
    exposure: past.map(({ exposure }) => exposure),
    design: past.map(({ time }) => [1, time >= change ? 1 : 0]),
  });
  // Silence after the change has no level on the log scale; what one item there would have come to is known even so.
  if (fit === null || after.count === 0)
    return (contacts) => ({ mean: 0, perItem: contacts / after.contacts, spread: POISSON });
  const spread = spreadOf(fit);
  return (contacts) => expectedUnder(fit, [{ x: [1, 1], exposure: contacts }], spread);
}
