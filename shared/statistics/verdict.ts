import type { VerdictWord } from '../domain/evidence.ts';
import type { Effect, Period, RateAt } from './interrupted-series.ts';
import { effectOf, fitInterrupted, ratesOf } from './interrupted-series.ts';
import { compareRates, type RatesCompared } from './rates.ts';
import { silenceAfter } from './silence.ts';

/** What the data say of a change. Never a bare figure: the effect carries its interval and the rates their counts. */
export type Verdict =
  | { readonly kind: 'too_little_data' }
  | ({ readonly kind: Exclude<VerdictWord, 'too_little_data'> } & Measured);

export interface Measured {
  /** The rate after against the rate that was to be expected, on average over what came after. */
  readonly effect: Effect;
  /** What was heard per 1,000 contacts before and after, over equal periods. */
  readonly rates: RatesCompared;
  /** The fitted rate with its band, and what was to be expected without the change. */
  readonly course: readonly RateAt[];
  /** A change of slope was told apart from a step. */
  readonly slope: boolean;
  /** Season was taken out; where not, a change that came with the season looks like one that came with the release. */
  readonly season: boolean;
}

/** Periods needed on each side before anything is said: a line and its spread need more than a handful of points. */
export const LEAST_BEFORE = 8;
export const LEAST_AFTER = 6;
/** Fewer expected than this after the change, and even a cure that takes it all away could be chance. */
export const LEAST_EXPECTED = 10;
/** From so many periods and items on both sides a change of slope can be told from a step. */
const SLOPE_FROM = 12;
const SLOPE_ITEMS = 20;
const YEARS_FOR_SEASON = 2;

/**
 * Whether a change helped: the interrupted time series of what was heard per contact. The interval is as wide as the counts
 * scatter and hang together from one period to the next; season is taken out once two years stand. `change`: the first
 * moment after it, in the unit of `Period.time`. `periodsPerYear`: 52 for weeks.
 */
export function judge(periods: readonly Period[], change: number, periodsPerYear: number): Verdict {
  const before = periods.filter(({ time }) => time < change);
  const after = periods.filter(({ time }) => time >= change);
  const rates = compareRates(periods, change, periodsPerYear);
  if (before.length < LEAST_BEFORE || after.length < LEAST_AFTER || rates === null)
    return { kind: 'too_little_data' };
  if (expectedAfter(before, after) < LEAST_EXPECTED) return { kind: 'too_little_data' };
  const found: Found | null = after.every(({ count }) => count === 0)
    ? silenceAfter(before, after)
    : changeOf(before, after, change, periodsPerYear);
  if (found === null) return { kind: 'too_little_data' };
  const { low, high } = found.effect;
  const kind = high < 1 ? 'helped' : low > 1 ? 'worse' : 'no_clear_change';
  return { kind, rates, ...found };
}

type Found = Omit<Measured, 'rates'>;

function changeOf(
  before: readonly Period[],
  after: readonly Period[],
  change: number,
  periodsPerYear: number,
): Found | null {
  const slope = [before, after].every(
    (side) => side.length >= SLOPE_FROM && itemsIn(side) >= SLOPE_ITEMS,
  );
  const periods = [...before, ...after];
  const season = periods.length >= YEARS_FOR_SEASON * periodsPerYear;
  const fit = fitInterrupted(periods, {
    change,
    slope,
    season: season ? periodsPerYear : undefined,
  });
  if (fit === null) return null;
  return {
    effect: effectOf(fit, periods, 'average', 'linked'),
    course: ratesOf(fit, periods),
    slope,
    season,
  };
}

function expectedAfter(before: readonly Period[], after: readonly Period[]): number {
  const contacts = (periods: readonly Period[]) =>
    periods.reduce((total, { exposure }) => total + exposure, 0);
  return (itemsIn(before) / contacts(before)) * contacts(after);
}

function itemsIn(periods: readonly Period[]): number {
  return periods.reduce((total, { count }) => total + count, 0);
}
