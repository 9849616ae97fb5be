import { type LogLinearFit, varianceOf } from './glm.ts';
import { overdispersedCdf, overdispersedTail } from './special.ts';

/** What is to be expected of some weeks together. */
export interface Expectation {
  /** Items. */
  readonly mean: number;
  /**
   * How many expected items one item more in the history would have added: what not knowing the rate comes to. For one level
   * it is the contacts expected over, by the contacts in the history; 0 for a rate that is known.
   */
  readonly perItem: number;
  readonly spread: Spread;
}

/** How far counts scatter: their variance over their mean, and how well that is known. */
export interface Spread {
  /** As estimated; below 1 is read as 1. */
  readonly dispersion: number;
  /** Weeks of a normal count that would tell it as well; infinite where it is known. */
  readonly degreesOfFreedom: number;
}

/** Counts that scatter as chance alone makes them. */
export const POISSON: Spread = { dispersion: 1, degreesOfFreedom: Number.POSITIVE_INFINITY };

/**
 * The spread about a fit whose residuals kept the given part of their variance. Small and scattered counts have heavier tails
 * than a normal one, and tell less of their own spread.
 */
export function spreadOf(
  { dispersion: seen, degreesOfFreedom, fitted }: LogLinearFit,
  kept = 1,
): Spread {
  if (degreesOfFreedom <= 0) return POISSON;
  const dispersion = seen / kept;
  const excess = fitted.reduce(
    (sum, mean) => sum + excessKurtosis(mean, Math.max(1, dispersion)),
    0,
  );
  const heavier = 1 + excess / fitted.length / 2;
  return { dispersion, degreesOfFreedom: degreesOfFreedom / heavier };
}

/** What a fit expects of some periods together, each with its row of the design and its exposure. */
export function expectedUnder(
  fit: LogLinearFit,
  periods: readonly { readonly x: readonly number[]; readonly exposure: number }[],
  spread: Spread,
): Expectation {
  const factors = fit.coefficients.map(() => 0);
  let mean = 0;
  for (const { x, exposure } of periods) {
    const log = x.reduce((sum, value, i) => sum + value * (fit.coefficients[i] ?? 0), 0);
    const items = Math.exp(log) * exposure;
    mean += items;
    x.forEach((value, i) => {
      factors[i] = (factors[i] ?? 0) + value * items;
    });
  }
  const ofTheLog = varianceOf(
    fit,
    factors.map((factor) => factor / mean),
  );
  return { mean, perItem: mean * ofTheLog, spread };
}

/** Of a negative binomial count with variance = dispersion x mean; 1 / mean at 1, as a Poisson count's. */
function excessKurtosis(mean: number, dispersion: number): number {
  return (6 * (dispersion - 1) + 1 / dispersion) / mean;
}

/**
 * P(as many as `observed` or more) where nothing has changed, the rate learnt from the history. For one level and a Poisson
 * count it is the exact conditional test of two rates (R: `poisson.test`), in its form as a negative binomial tail; with more
 * spread, or a trend and season, that same tail widened. `ratio`: were the rate this many times as high.
 */
export function chanceOfMore(observed: number, expectation: Expectation, ratio = 1): number {
  const { mean, perItem, spread } = expectation;
  return averageOver(spread, (dispersion) =>
    overdispersedTail(observed, ratio * (mean + perItem), dispersion * (1 + ratio * perItem)),
  );
}

/** P(as few as `observed` or fewer), the other side of `chanceOfMore`. */
export function chanceOfFewer(observed: number, expectation: Expectation, ratio = 1): number {
  const { mean, perItem, spread } = expectation;
  return averageOver(spread, (dispersion) =>
    overdispersedCdf(observed, ratio * mean, dispersion * (1 + ratio * perItem)),
  );
}

/** Nodes and weights of a normal average (Gauss and Hermite, five points; Abramowitz and Stegun, table 25.10). */
const NORMAL_AVERAGE = [
  [0, 8 / 15],
  [1.3556261799742659, 0.2220759220056126],
  [-1.3556261799742659, 0.2220759220056126],
  [2.8569700138728056, 0.0112574113277207],
  [-2.8569700138728056, 0.0112574113277207],
] as const;

/**
 * A chance, averaged over the dispersions that the history leaves open (scaled inverse chi-squared, as for Student's t): with
 * the estimate alone for the truth, false alarms are half again as many as promised.
 */
function averageOver(
  { dispersion, degreesOfFreedom }: Spread,
  chance: (dispersion: number) => number,
): number {
  if (degreesOfFreedom === Number.POSITIVE_INFINITY) return chance(Math.max(1, dispersion));
  // Chi-squared over its degrees of freedom, by the cube of a normal (Wilson and Hilferty 1931).
  const variance = 2 / (9 * degreesOfFreedom);
  return NORMAL_AVERAGE.reduce((sum, [z, weight]) => {
    const share = Math.max(1 - variance + z * Math.sqrt(variance), 0.05) ** 3;
    return sum + weight * chance(Math.max(1, dispersion / share));
  }, 0);
}

/** Observed by expected, with its 95 % interval. */
export interface RateRatio {
  /** Null where nothing was expected. */
  readonly ratio: number | null;
  readonly low: number;
  /** Null where the history can't say: nothing was counted in it. */
  readonly high: number | null;
}

const SIDE = 0.025;

/** The rate ratio with the interval that belongs to the test (Clopper and Pearson, in `poisson.test`): exact for small numbers. */
export function rateRatio(observed: number, expectation: Expectation): RateRatio {
  const { mean } = expectation;
  return {
    ratio: mean > 0 ? observed / mean : null,
    low: observed === 0 ? 0 : root((ratio) => chanceOfMore(observed, expectation, ratio) - SIDE),
    high: mean > 0 ? root((ratio) => SIDE - chanceOfFewer(observed, expectation, ratio)) : null,
  };
}

/** Where a rising function of a positive number is 0, by bisection on the log scale. */
function root(rising: (x: number) => number): number {
  let low = -30;
  let high = 30;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (rising(Math.exp(middle)) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
