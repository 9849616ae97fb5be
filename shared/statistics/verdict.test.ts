import { describe, expect, it } from 'vitest';
import type { Period } from './interrupted-series.ts';
import { compareRates } from './rates.ts';
import { recurred } from './recurrence.ts';
import { judge, type Verdict } from './verdict.ts';

/** Scatters a little about 0, the same each time. */
const wobble = (week: number) => Math.round(2 * Math.sin(week * 2.4) + Math.cos(week * 5.1));
const series = (...parts: readonly (readonly [weeks: number, each: number])[]): Period[] =>
  parts
    .flatMap(([weeks, each]) => new Array<number>(weeks).fill(each))
    .map((each, time) => ({
      time,
      count: each === 0 ? 0 : Math.max(0, each + wobble(time)),
      exposure: 1000 + 10 * wobble(time + 3),
    }));
const measured = (verdict: Verdict) => {
  if (verdict.kind === 'too_little_data') throw new Error('too little data');
  return verdict;
};

describe('a verdict', () => {
  it('is that it helped, where less than before is heard and chance is no explanation', () => {
    const verdict = measured(judge(series([26, 20], [12, 8]), 26, 52));
    expect(verdict.kind).toBe('helped');
    expect(verdict.effect.ratio).toBeGreaterThan(0.3);
    expect(verdict.effect.ratio).toBeLessThan(0.5);
    expect(verdict.effect.high).toBeLessThan(1);
    expect(verdict.slope).toBe(true);
    expect(verdict.season).toBe(false);
  });

  it('is worse, or that nothing is clear', () => {
    expect(judge(series([26, 10], [12, 20]), 26, 52).kind).toBe('worse');
    expect(judge(series([26, 10], [12, 10]), 26, 52).kind).toBe('no_clear_change');
  });

  it('is too little data with few weeks, few items, or nothing before', () => {
    expect(judge(series([7, 20], [12, 8]), 7, 52)).toEqual({ kind: 'too_little_data' });
    expect(judge(series([26, 20], [5, 8]), 26, 52)).toEqual({ kind: 'too_little_data' });
    expect(judge(series([26, 0], [12, 8]), 26, 52)).toEqual({ kind: 'too_little_data' });
    const rare = series([26, 0], [8, 0]).map((period) => ({
      ...period,
      count: period.time % 5 === 0 ? 1 : 0,
    }));
    expect(judge(rare, 26, 52)).toEqual({ kind: 'too_little_data' });
    expect(judge([], 3, 52)).toEqual({ kind: 'too_little_data' });
  });

  it('comes with the rates over equal periods, next to the change', () => {
    const { rates } = measured(judge(series([26, 20], [12, 8]), 26, 52));
    const periods = series([26, 20], [12, 8]);
    const sum = (from: number, to: number) =>
      periods.slice(from, to).reduce((total, { count }) => total + count, 0);
    expect(rates.periods).toBe(12);
    expect(rates.before.count).toBe(sum(14, 26));
    expect(rates.after.count).toBe(sum(26, 38));
    expect(rates.after.perThousand).toBeCloseTo((1000 * sum(26, 38)) / rates.after.contacts, 10);
  });

  it('knows the best of outcomes: nothing is heard any more', () => {
    const verdict = measured(judge(series([26, 6], [10, 0]), 26, 52));
    expect(verdict.kind).toBe('helped');
    expect(verdict.effect).toMatchObject({ ratio: 0, low: 0 });
    expect(verdict.effect.high).toBeGreaterThan(0);
    expect(verdict.effect.high).toBeLessThan(0.2);
    const after = verdict.course.filter(({ without }) => without !== null);
    expect(after).toHaveLength(10);
    for (const { rate, high, without } of after) {
      expect(rate).toBe(0);
      expect(high).toBeLessThan(without ?? 0);
    }
  });

  it('is not drawn from a silence that was to be expected', () => {
    const verdict = judge(series([26, 1], [8, 0]), 26, 52);
    expect(verdict.kind === 'helped').toBe(false);
  });

  it('is less sure where weeks hang together', () => {
    const apart = series([40, 20], [20, 14]);
    const waves = apart.map((period) => ({
      ...period,
      count: Math.round((period.time < 40 ? 20 : 14) + 5 * Math.sin(period.time / 2)),
    }));
    // The same deviations in an order in which neighbours have nothing in common.
    const mixed = waves.map((period, index) => {
      const other = waves[(index * 7) % 40] ?? period;
      const after = waves[40 + ((index * 7) % 20)] ?? period;
      return { ...period, count: index < 40 ? other.count : after.count };
    });
    const width = (periods: readonly Period[]) => {
      const { low, high } = measured(judge(periods, 40, 52)).effect;
      return Math.log(high / low);
    };
    expect(width(waves)).toBeGreaterThan(1.3 * width(mixed));
  });

  it('takes season out once two years stand', () => {
    const periods = series([104, 30], [26, 30]).map((period) => ({
      ...period,
      count: Math.round(period.count * Math.exp(0.4 * Math.sin((2 * Math.PI * period.time) / 52))),
    }));
    const verdict = measured(judge(periods, 104, 52));
    expect(verdict.season).toBe(true);
    expect(verdict.kind).toBe('no_clear_change');
  });
});

describe('rates before and after', () => {
  it('are of the longest period that both sides have, at most a year', () => {
    expect(compareRates(series([80, 10], [70, 5]), 80, 52)?.periods).toBe(52);
    expect(compareRates(series([80, 10], [3, 5]), 80, 52)?.periods).toBe(3);
    expect(compareRates(series([80, 10]), 80, 52)).toBeNull();
    expect(compareRates([], 0, 52)).toBeNull();
  });
});

describe('after it helped', () => {
  const since = (periods: Period[]) =>
    recurred({ periods, change: 26, judged: 38, periodsPerYear: 52 });

  it('it is back when the rate climbs to what it was', () => {
    const found = since(series([26, 20], [12, 8], [8, 20]));
    expect(found).not.toBeNull();
    expect(found?.ratio.low).toBeGreaterThan(1);
    expect(found?.now.perThousand).toBeGreaterThan(found?.after.perThousand ?? 0);
    expect(found?.before.perThousand).toBeGreaterThan(15);
  });

  it('it is not back while the level holds', () => {
    expect(since(series([26, 20], [12, 8], [40, 8]))).toBeNull();
  });

  it('it is not back for a rise that leaves most of the gain, however sure', () => {
    expect(since(series([26, 200], [12, 80], [20, 110]))).toBeNull();
    expect(since(series([26, 200], [12, 80], [20, 160]))).not.toBeNull();
  });

  it('it is back after a full silence too', () => {
    expect(since(series([26, 10], [12, 0], [4, 8]))).not.toBeNull();
    expect(since(series([26, 10], [12, 0], [4, 0]))).toBeNull();
  });

  it('nothing is said before a week has passed, or with nothing to compare', () => {
    expect(since(series([26, 20], [12, 8]))).toBeNull();
    expect(since([])).toBeNull();
  });
});
