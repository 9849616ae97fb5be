import type { Period } from '../../shared/statistics/interrupted-series.ts';
import { count, type Draw, normal, poisson } from './draws.ts';

/** How a made theme's weeks come about. */
export interface Made {
  /** Items a week at 1,000 contacts. */
  readonly mean: number;
  /** Variance over mean of a week's count. */
  readonly dispersion: number;
  /** Correlation of one week's rate with the next's; needs a dispersion above 1. */
  readonly link?: number | undefined;
  /** Of the log rate, a week. */
  readonly trend?: number | undefined;
  /** Height of a yearly wave of the log rate. */
  readonly season?: number | undefined;
  /** What the rate is multiplied by in a week. */
  readonly factor?: (week: number) => number;
}

/** Weeks with counts and contacts; contacts scatter by 10 %. */
export function madeWeeks(draw: Draw, weeks: number, made: Made): Period[] {
  const { link = 0, trend = 0, season = 0 } = made;
  let latent = normal(draw);
  return Array.from({ length: weeks }, (_, time) => {
    latent = link * latent + Math.sqrt(1 - link * link) * normal(draw);
    const exposure = Math.round(1000 * Math.exp(0.1 * normal(draw)));
    const wave = season * Math.sin((2 * Math.PI * time) / 52.1775 + 1);
    const factor = made.factor?.(time) ?? 1;
    const mean = (made.mean * factor * exposure * Math.exp(trend * time + wave)) / 1000;
    if (link === 0 || mean === 0)
      return { time, exposure, count: count(draw, mean, made.dispersion) };
    // A rate that hangs together from week to week: its log is a chain of normals, of the spread that makes the dispersion.
    const width = Math.sqrt(Math.log(1 + (made.dispersion - 1) / mean));
    return {
      time,
      exposure,
      count: poisson(draw, mean * Math.exp(width * latent - width ** 2 / 2)),
    };
  });
}
