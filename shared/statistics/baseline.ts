import { assertNever } from '../domain/assert-never.ts';
import { type Expectation, expectedUnder, POISSON, type Spread, spreadOf } from './expectation.ts';
import { fitLogLinear, type LogLinearFit, varianceOf } from './glm.ts';
import type { Period } from './interrupted-series.ts';
import { normalQuantile, overdispersedTail, studentCdf } from './special.ts';

/**
 * What the model of the history holds. `level`: one rate, since with less than two years trend and season can't be told
 * apart. `season`: a level and one pair of yearly waves. `trend_and_season`: a trend besides.
 */
export type BaselineKind = 'level' | 'season' | 'trend_and_season';

/** The rate that a theme's history leads one to expect. */
export interface Baseline {
  readonly kind: BaselineKind;
  /** Weeks of history that it stands on. */
  readonly weeks: number;
  readonly spread: Spread;
  /** Null where nothing at all was counted: a level of 0. */
  readonly fit: LogLinearFit | null;
  /** Contacts in the history. */
  readonly exposure: number;
  /** The moment that the trend is counted from. */
  readonly origin: number;
}

const WEEKS_A_YEAR = 52.1775;
export const WEEKS_FOR_SEASON = 104;
/** A level drifts: older weeks than this say little about now. A whole year, so that no part of the season weighs double. */
const WEEKS_FOR_LEVEL = 52;
/** Farrington et al. look back five years. */
const MOST_WEEKS = 260;
/** A model of four terms wants some ten items a term. */
const ITEMS_FOR_SEASON = 40;
const TREND_ALPHA = 0.05;
/** Residuals from here on are past outbreaks (Noufaily et al.; the first article had 1, which eats real spread). */
const OUTBREAK_RESIDUAL = 2.58;
/** What down-weighting normal residuals from there on leaves of their variance. */
const TRIMMED = 0.967;
/** An outbreak of some weeks hides itself at first, in a mean and a spread that it has itself made large. */
const ROUNDS = 4;

/**
 * Fits the expected rate to a theme's past, oldest first, without the weeks in question: quasi-Poisson, log-linear, contacts
 * as the offset, past outbreaks down-weighted, and a trend only where it is clear (Farrington et al., J R Stat Soc A
 * 1996;159:547-563; Noufaily et al., Stat Med 2013;32:1206-1222; R's `surveillance::farringtonFlexible`). Unlike there,
 * season is one pair of waves over all weeks and not a factor of ten, so that two years are enough for it. `most`: the fullest
 * model wanted.
 */
export function fitBaseline(
  history: readonly Period[],
  now: number,
  most: 'level' | 'trend_and_season' = 'trend_and_season',
): Baseline {
  const recent = history.slice(-MOST_WEEKS);
  const items = recent.reduce((sum, { count }) => sum + count, 0);
  if (most !== 'level' && recent.length >= WEEKS_FOR_SEASON && items >= ITEMS_FOR_SEASON) {
    const trended = fitKind('trend_and_season', recent, now);
    if (trended !== null && trendStands(trended, recent, now)) return trended;
    const seasonal = fitKind('season', recent, now);
    if (seasonal !== null) return seasonal;
  }
  const level = recent.slice(-WEEKS_FOR_LEVEL);
  return (
    fitKind('level', level, now) ?? {
      kind: 'level',
      weeks: level.length,
      spread: POISSON,
      fit: null,
      exposure: level.reduce((sum, { exposure }) => sum + exposure, 0),
      origin: now,
    }
  );
}

function fitKind(kind: BaselineKind, history: readonly Period[], now: number): Baseline | null {
  const counts = history.map(({ count }) => count);
  if (counts.every((count) => count === 0)) return null;
  const exposure = history.map((period) => period.exposure);
  const design = history.map(({ time }) => row(kind, time - now));
  let fit = fitLogLinear({ counts, exposure, design });
  for (let round = 0; round < ROUNDS && fit !== null; round += 1) {
    const weights = outbreakWeights(residualsOf(counts, fit));
    if (weights.every((weight) => weight === 1)) break;
    fit = fitLogLinear({ counts, exposure, design, weights });
  }
  if (fit === null || !fit.converged) return null;
  return {
    kind,
    weeks: history.length,
    spread: spreadOf(fit, TRIMMED),
    fit,
    exposure: exposure.reduce((sum, contacts) => sum + contacts, 0),
    origin: now,
  };
}

function row(kind: BaselineKind, time: number): number[] {
  const years = time / WEEKS_A_YEAR;
  const wave = 2 * Math.PI * years;
  switch (kind) {
    case 'level':
      return [1];
    case 'season':
      return [1, Math.sin(wave), Math.cos(wave)];
    case 'trend_and_season':
      return [1, Math.sin(wave), Math.cos(wave), years];
    default:
      return assertNever(kind);
  }
}

/** A trend is kept where it is clear and leads nowhere that was not seen yet (Farrington et al., 3.3). */
function trendStands(baseline: Baseline, history: readonly Period[], now: number): boolean {
  const { fit } = baseline;
  if (fit === null) return false;
  const slope = fit.coefficients[3] ?? 0;
  const error = Math.sqrt(varianceOf(fit, [0, 0, 0, 1]) * Math.max(1, fit.dispersion));
  if (2 * studentCdf(-Math.abs(slope) / error, fit.degreesOfFreedom) >= TREND_ALPHA) return false;
  const rate = expectedIn(baseline, [{ time: now, exposure: 1 }]).mean;
  return rate <= Math.max(...history.map(({ count, exposure }) => count / exposure));
}

/**
 * Residuals on the normal scale, from each count's place in its own distribution. The articles use Anscombe's residual, which
 * takes the long tail of scattered counts for outbreaks, then for less scatter than there is.
 */
function residualsOf(counts: readonly number[], fit: LogLinearFit): number[] {
  const dispersion = Math.max(1, fit.dispersion);
  return counts.map((count, index) => {
    const mean = fit.fitted[index] ?? 0;
    if (count <= mean) return 0;
    const more = overdispersedTail(count + 1, mean, dispersion);
    const asMany = overdispersedTail(count, mean, dispersion);
    return -normalQuantile(Math.max((more + asMany) / 2, SMALLEST));
  });
}

const SMALLEST = 1e-12;

/** Weights with sum = number of weeks: an outbreak's falls with the square of its residual (Farrington et al., 3.6). */
export function outbreakWeights(
  residuals: readonly number[],
  threshold = OUTBREAK_RESIDUAL,
): number[] {
  const raw = residuals.map((residual) => (residual > threshold ? residual ** -2 : 1));
  const scale = raw.length / raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight * scale);
}

/** What the baseline expects of the given weeks together. */
export function expectedIn(
  { kind, fit, spread, exposure, origin }: Baseline,
  weeks: readonly Pick<Period, 'time' | 'exposure'>[],
): Expectation {
  if (fit === null) {
    const exposed = weeks.reduce((sum, week) => sum + week.exposure, 0);
    return { mean: 0, perItem: exposed / exposure, spread };
  }
  const rows = weeks.map((week) => ({
    x: row(kind, week.time - origin),
    exposure: week.exposure,
  }));
  return expectedUnder(fit, rows, spread);
}
