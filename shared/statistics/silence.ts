import { expectedUnder, rateRatio, spreadOf } from './expectation.ts';
import { fitLogLinear } from './glm.ts';
import type { Effect, Period, RateAt } from './interrupted-series.ts';
import { normalQuantile } from './special.ts';

/**
 * The change where nothing at all was heard after it. A step has no finite size on the log scale then, so the interrupted
 * series has no answer to the best of outcomes; the silence itself is judged against the trend before it: the highest rate
 * that would still have been this silent once in forty. Null where the periods before have no fit.
 */
export function silenceAfter(
  before: readonly Period[],
  after: readonly Period[],
): {
  readonly effect: Effect;
  readonly course: readonly RateAt[];
  readonly slope: false;
  readonly season: false;
} | null {
  const change = after[0]?.time ?? 0;
  const row = ({ time }: Period) => [1, time - change];
  const fit = fitLogLinear({
    counts: before.map(({ count }) => count),
    exposure: before.map(({ exposure }) => exposure),
    design: before.map(row),
  });
  if (fit === null || !fit.converged) return null;
  const spread = spreadOf(fit);
  const expected = (periods: readonly Period[]) =>
    expectedUnder(
      fit,
      periods.map((period) => ({ x: row(period), exposure: period.exposure })),
      spread,
    );
  const { high } = rateRatio(0, expected(after));
  if (high === null) return null;
  const scatter = Math.max(1, spread.dispersion);
  const course = [...before, ...after].map((period): RateAt => {
    const { time, exposure } = period;
    const { mean, perItem } = expected([period]);
    const rate = mean / exposure;
    if (time >= change) return { time, rate: 0, low: 0, high: rate * high, without: rate };
    const reach = Math.exp(normalQuantile(0.975) * Math.sqrt((perItem / mean) * scatter));
    return { time, rate, low: rate / reach, high: rate * reach, without: null };
  });
  return { effect: { ratio: 0, low: 0, high }, course, slope: false, season: false };
}
