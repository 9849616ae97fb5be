import { describe, expect, it } from 'vitest';
import { expectedIn, fitBaseline, outbreakWeights } from './baseline.ts';

const counts = [6, 9, 7, 11, 8, 5, 10, 7, 9, 12, 8, 6, 7, 12, 9, 4, 8, 10, 6, 7];
const contacts = [
  900, 1100, 1000, 1200, 950, 800, 1150, 980, 1020, 1000, 990, 870, 930, 1250, 1010, 760, 940, 1080,
  900, 970,
];
const weeks = (items: readonly number[], volume: readonly number[]) =>
  items.map((count, time) => ({ time, count, exposure: volume[time] ?? 1000 }));

describe('a level', () => {
  it("is R's quasi-Poisson fit with contacts as the offset", () => {
    const baseline = fitBaseline(weeks(counts, contacts), 24);
    // exp(coef(glm(count ~ 1 + offset(log(contacts)), poisson))) * 2000; its variance is 1 / sum(count)
    const { mean, perItem } = expectedIn(baseline, [
      { time: 23, exposure: 900 },
      { time: 24, exposure: 1100 },
    ]);
    expect(baseline.kind).toBe('level');
    expect(mean).toBeCloseTo(16.2626262626263, 8);
    expect(perItem).toBeCloseTo(2000 / 19_800, 8);
  });

  it('hardly moves for an outbreak that is over', () => {
    const outbreak = counts.map((count, week) => (week === 9 ? 31 : count));
    const [quiet, after] = [counts, outbreak].map((items) =>
      expectedIn(fitBaseline(weeks(items, contacts), 24), [{ time: 24, exposure: 1000 }]),
    );
    // The mean of all weeks would be 12 % higher.
    expect(after?.mean).toBeLessThan((quiet?.mean ?? 0) * 1.03);
  });

  it('sees through an outbreak of some weeks, which at first hides itself', () => {
    const long = Array.from({ length: 52 }, (_, week) => counts[week % counts.length] ?? 0);
    const outbreak = long.map((count, week) => (week >= 20 && week < 24 ? count * 3 + 4 : count));
    const [quiet, after] = [long, outbreak].map((items) => fitBaseline(weeks(items, []), 56));
    expect(after?.spread.dispersion).toBeLessThan(1.6);
    const now = [{ time: 56, exposure: 1000 }];
    const usual = quiet === undefined ? 0 : expectedIn(quiet, now).mean;
    expect(after === undefined ? 0 : expectedIn(after, now).mean).toBeLessThan(usual * 1.06);
  });

  it('of nothing heard is nothing, known as well as its contacts', () => {
    const none = fitBaseline(weeks(new Array<number>(20).fill(0), contacts), 24);
    const expected = expectedIn(none, [{ time: 24, exposure: 990 }]);
    expect(expected.mean).toBe(0);
    expect(expected.perItem).toBeCloseTo(0.05, 12);
  });
});

/** Two years and more, with a trend, a wave and one outbreak; figures from R: glm, then `surveillance`'s weights and refit. */
const long = [
  22, 21, 24, 16, 29, 23, 26, 21, 31, 27, 25, 28, 30, 30, 23, 33, 27, 30, 21, 33, 25, 26, 23, 28,
  24, 19, 25, 21, 23, 14, 26, 17, 20, 14, 23, 17, 15, 18, 19, 19, 12, 23, 16, 20, 13, 25, 18, 20,
  19, 25, 22, 19, 28, 25, 28, 22, 35, 27, 31, 68, 38, 32, 32, 36, 36, 36, 30, 41, 33, 36, 29, 40,
  30, 31, 30, 34, 29, 25, 32, 26, 27, 20, 31, 21, 24, 19, 28, 20, 19, 23, 22, 21, 17, 28, 19, 23,
  18, 30, 21, 24, 25, 30, 26, 25, 34, 30, 33, 29, 42, 33, 38, 36, 45, 38, 40, 45, 43, 43, 39, 50,
];
const volume = long.map((_, time) => Math.round(1000 * (1 + 0.1 * Math.sin(time / 3))));

describe('with two years', () => {
  it('trend and season are told apart, as R does', () => {
    const baseline = fitBaseline(weeks(long, volume), 124);
    expect(baseline.kind).toBe('trend_and_season');
    const [level, sine, cosine, trend] = baseline.fit?.coefficients ?? [];
    // R weights by Anscombe's residual; with the outbreak all but out, the fits meet to the third figure.
    expect(level).toBeCloseTo(-3.4168, 2);
    expect(trend).toBeCloseTo(0.208, 2);
    expect(sine).toBeCloseTo(-0.2172, 2);
    expect(cosine).toBeCloseTo(0.2114, 2);
    const { mean } = expectedIn(baseline, [{ time: 124, exposure: 1000 }]);
    expect(mean).toBeGreaterThan(40);
    expect(mean).toBeLessThan(41.1);
  });

  it('a trend that is not clear is left out', () => {
    const flat = Array.from({ length: 110 }, (_, week) => counts[(week * 7) % 20] ?? 0);
    expect(fitBaseline(weeks(flat, []), 114).kind).toBe('season');
    expect(fitBaseline(weeks(flat, []), 114, 'level').kind).toBe('level');
  });

  it('and few items, it is a level all the same', () => {
    const few = Array.from({ length: 120 }, (_, week) => (week % 9 === 0 ? 1 : 0));
    expect(fitBaseline(weeks(few, []), 124).kind).toBe('level');
  });
});

/** R: surveillance::algo.farrington.assign.weights, the case its tests have worked out by hand. */
it('weights outbreaks down with the square of their residual, and all sum to the weeks', () => {
  const weights = outbreakWeights([0, 0, 0, 0, 0, 2, 2, 2, 2, 2], 0);
  expect(weights.slice(0, 5)).toEqual([1.6, 1.6, 1.6, 1.6, 1.6]);
  expect(weights.slice(5)).toEqual([0.4, 0.4, 0.4, 0.4, 0.4]);
  expect(outbreakWeights([0.5, 1, 2.5])).toEqual([1, 1, 1]);
});
