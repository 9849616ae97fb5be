import { assertNever } from '../domain/assert-never.ts';
import { neighbourCorrelation, wideningOf } from './autocorrelation.ts';
import { fitLogLinear, influenceOn, type LogLinearFit, varianceOf } from './glm.ts';
import { normalQuantile, studentQuantile } from './special.ts';

/** What was counted in one period, and what it is measured against (contacts, people). */
export interface Period {
  readonly count: number;
  /** Above 0; a period without contacts says nothing and is left out by the caller. */
  readonly exposure: number;
  /** Its place in time, in periods from the first; gaps are allowed. */
  readonly time: number;
}

/** A rate ratio with its 95 % interval. */
export interface Effect {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * `level`: the rate steps at the change. `levelAndSlope`: it steps and may also begin to rise or fall otherwise. `average`
 * reads the second model as one number: the change over all that came after, on average.
 */
export type EffectKind = 'level' | 'levelAndSlope' | 'average';

/**
 * How the spread is taken: as a Poisson count's; as the data's own (quasi-Poisson); or, besides, with periods that hang
 * together (`linked`).
 */
export type SpreadKind = 'poisson' | 'quasi' | 'linked';

const NORMAL_QUANTILE = normalQuantile(0.975);

export interface InterruptedFit {
  readonly fit: LogLinearFit;
  readonly design: readonly (readonly number[])[];
  /** Indices of the columns: the step and, where the model has one, the change of slope. */
  readonly step: number;
  readonly slope: number | null;
  readonly change: number;
  /** Correlation of neighbouring residuals, at least 0. */
  readonly correlation: number;
  /** Half the width of a 95 % interval, in standard errors of a Poisson count: as far as the data's own spread makes it. */
  readonly quasi: number;
}

export interface InterruptedOptions {
  /** The first moment after the change, in the unit of `Period.time`. */
  readonly change: number;
  readonly slope: boolean;
  /** Periods a year, to take season out with one pair of waves; absent: season is not taken out. */
  readonly season?: number | undefined;
}

/**
 * Interrupted time series by segmented log-linear regression: a trend over all, a step at the change and, if asked for, a
 * change of slope counted from the last period before (Lopez Bernal, Cummins and Gasparrini, Int J Epidemiol 2017;46:348-355). Null where the
 * data can't tell the parts apart.
 */
export function fitInterrupted(
  periods: readonly Period[],
  { change, slope, season }: InterruptedOptions,
): InterruptedFit | null {
  const middle = periods.reduce((sum, { time }) => sum + time, 0) / Math.max(periods.length, 1);
  const design = periods.map(({ time }) => {
    const after = time >= change ? 1 : 0;
    const wave = season === undefined ? null : (2 * Math.PI * time) / season;
    return [
      1,
      time - middle,
      after,
      ...(slope ? [after * since(time, change)] : []),
      ...(wave === null ? [] : [Math.sin(wave), Math.cos(wave)]),
    ];
  });
  const fit = fitLogLinear({
    counts: periods.map(({ count }) => count),
    exposure: periods.map(({ exposure }) => exposure),
    design,
  });
  if (fit === null || !fit.converged) return null;
  const residuals = periods.map(({ count }, row) => {
    const mean = fit.fitted[row] ?? 1;
    return (count - mean) / Math.sqrt(mean);
  });
  const times = periods.map(({ time }) => time);
  const correlation = neighbourCorrelation(residuals, times, fit.coefficients.length);
  const { dispersion, degreesOfFreedom } = fit;
  // A spread learnt from few periods is itself uncertain: Student's t for it, as in R's summary of a quasi-Poisson model.
  const quasi =
    dispersion > 1
      ? studentQuantile(0.975, degreesOfFreedom) * Math.sqrt(dispersion)
      : NORMAL_QUANTILE;
  return { fit, design, step: 2, slope: slope ? 3 : null, change, correlation, quasi };
}

/** Periods since the change: 1 in the first after it (Wagner et al., J Clin Pharm Ther 2002;27:299-309). */
function since(time: number, change: number): number {
  return time - change + 1;
}

/** The change as a rate ratio. Widened by the data's own spread where asked, never narrowed by it. */
export function effectOf(
  interrupted: InterruptedFit,
  periods: readonly Period[],
  kind: EffectKind,
  spread: SpreadKind,
): Effect {
  const { coefficients } = interrupted.fit;
  const factors = factorsOf(interrupted, periods, kind);
  const log = factors.reduce((sum, factor, i) => sum + factor * (coefficients[i] ?? 0), 0);
  const reach = reachOf(interrupted, periods, factors, spread);
  return { ratio: Math.exp(log), low: Math.exp(log - reach), high: Math.exp(log + reach) };
}

/** Half the width of the 95 % interval of a sum of coefficients, each times its factor. */
function reachOf(
  { fit, design, correlation, quasi }: InterruptedFit,
  periods: readonly Period[],
  factors: readonly number[],
  spread: SpreadKind,
): number {
  const error = Math.sqrt(varianceOf(fit, factors));
  switch (spread) {
    case 'poisson':
      return NORMAL_QUANTILE * error;
    case 'quasi':
      return quasi * error;
    case 'linked': {
      const times = periods.map(({ time }) => time);
      const widening = wideningOf(influenceOn(fit, design, factors), times, correlation);
      return quasi * error * Math.sqrt(widening);
    }
    default:
      return assertNever(spread);
  }
}

function factorsOf(
  { fit, step, slope, change }: InterruptedFit,
  periods: readonly Period[],
  kind: EffectKind,
): number[] {
  const factors = fit.coefficients.map(() => 0);
  factors[step] = 1;
  if (slope === null) return factors;
  switch (kind) {
    case 'level':
    case 'levelAndSlope':
      return factors;
    case 'average': {
      const after = periods.filter(({ time }) => time >= change);
      const lag = after.reduce((sum, { time }) => sum + since(time, change), 0);
      factors[slope] = after.length === 0 ? 0 : lag / after.length;
      return factors;
    }
    default:
      return assertNever(kind);
  }
}

/** A rate with its 95 % band, per unit of exposure. */
export interface RateAt {
  readonly time: number;
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** What would have been expected had nothing changed; null before the change. */
  readonly without: number | null;
}

/** The fitted rate at each period, with its band and the course without the change: what a chart draws. */
export function ratesOf(interrupted: InterruptedFit, periods: readonly Period[]): RateAt[] {
  const { fit, design, step, slope, change } = interrupted;
  return periods.map(({ time }, row) => {
    const x = design[row] ?? [];
    const parts = x.map((value, i) => value * (fit.coefficients[i] ?? 0));
    const log = parts.reduce((sum, part) => sum + part, 0);
    const bare = log - (parts[step] ?? 0) - (slope === null ? 0 : (parts[slope] ?? 0));
    const reach = reachOf(interrupted, periods, x, 'linked');
    return {
      time,
      rate: Math.exp(log),
      low: Math.exp(log - reach),
      high: Math.exp(log + reach),
      without: time >= change ? Math.exp(bare) : null,
    };
  });
}
