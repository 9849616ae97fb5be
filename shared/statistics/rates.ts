import type { Period } from './interrupted-series.ts';

/** What was heard over some periods together. */
export interface RateOver {
  readonly count: number;
  readonly contacts: number;
  readonly perThousand: number;
}

export interface RatesCompared {
  /** How long each side is, in periods; those without data are within, but say nothing. */
  readonly periods: number;
  readonly before: RateOver;
  readonly after: RateOver;
}

/**
 * What was heard per 1,000 contacts just before and just after a change, over equally long periods: the longest that both
 * sides have, at most a year. Null where one side has nothing.
 */
export function compareRates(
  periods: readonly Period[],
  change: number,
  periodsPerYear: number,
): RatesCompared | null {
  const times = periods.map(({ time }) => time);
  const length = Math.min(
    change - Math.min(...times),
    Math.max(...times) + 1 - change,
    periodsPerYear,
  );
  if (!(length >= 1)) return null;
  const before = over(periods.filter(({ time }) => time >= change - length && time < change));
  const after = over(periods.filter(({ time }) => time >= change && time < change + length));
  return before === null || after === null ? null : { periods: Math.floor(length), before, after };
}

export function over(periods: readonly Period[]): RateOver | null {
  const count = periods.reduce((sum, period) => sum + period.count, 0);
  const contacts = periods.reduce((sum, { exposure }) => sum + exposure, 0);
  return contacts > 0 ? { count, contacts, perThousand: (1000 * count) / contacts } : null;
}
