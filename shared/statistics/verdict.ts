import type { Effect, InterruptedFit, Period } from './interrupted-series.ts';
import { effectOf, fitInterrupted } from './interrupted-series.ts';

export const verdictKinds = ['helped', 'no_clear_change', 'worse', 'too_little_data'] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** What the data say of a change. Never a bare figure: `effect` carries its interval. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** The rate after against the rate that was to be expected, on average over what came after; null with too little data. */
  readonly effect: Effect | null;
  /** The model behind it, for the chart; null with too little data. */
  readonly fit: InterruptedFit | null;
}

/** Periods needed on each side before anything is said: a line and its spread need more than a handful of points. */
export const LEAST_BEFORE = 8;
export const LEAST_AFTER = 6;
/** Fewer expected than this after the change, and even a cure that takes it all away could be chance. */
export const LEAST_EXPECTED = 10;
/** From here on both sides a change of slope can be told from a step. */
const SLOPE_FROM = 12;
const YEARS_FOR_SEASON = 2;

/**
 * Whether a change helped: the interrupted time series of what was heard per contact. The spread is the data's own, and
 * season is taken out once two years stand. `periodsPerYear`: 52 for weeks.
 */
export function judge(periods: readonly Period[], change: number, periodsPerYear: number): Verdict {
  const nothing: Verdict = { kind: 'too_little_data', effect: null, fit: null };
  const before = periods.filter(({ time }) => time < change);
  const after = periods.filter(({ time }) => time >= change);
  if (before.length < LEAST_BEFORE || after.length < LEAST_AFTER) return nothing;
  if (expectedAfter(before, after) < LEAST_EXPECTED) return nothing;
  const long = periods.length >= YEARS_FOR_SEASON * periodsPerYear;
  const fit = fitInterrupted(periods, {
    change,
    slope: before.length >= SLOPE_FROM && after.length >= SLOPE_FROM,
    season: long ? periodsPerYear : undefined,
  });
  if (fit === null) return nothing;
  const effect = effectOf(fit, periods, 'average', 'quasi');
  const kind = effect.high < 1 ? 'helped' : effect.low > 1 ? 'worse' : 'no_clear_change';
  return { kind, effect, fit };
}

function expectedAfter(before: readonly Period[], after: readonly Period[]): number {
  const sum = (periods: readonly Period[], of: (period: Period) => number) =>
    periods.reduce((total, period) => total + of(period), 0);
  const exposed = sum(before, ({ exposure }) => exposure);
  if (exposed <= 0) return 0;
  return (sum(before, ({ count }) => count) / exposed) * sum(after, ({ exposure }) => exposure);
}
