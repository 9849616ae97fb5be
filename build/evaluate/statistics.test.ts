import { describe, expect, it } from 'vitest';
import { knownRate, learntRate, manyThemes } from './outbreaks.ts';
import { recurrences, verdicts } from './verdicts.ts';

/**
 * The promises of the statistics, on made series whose truth is known. Seeds are fixed; each bound lies at least three
 * standard errors of its simulation from what longer runs found (docs/decisions/0012-evidence.md), or is the promise itself.
 */

describe('a planted doubling of 10 a week', () => {
  it('is found within two weeks in nine of ten, at one false alarm in a hundred, where the rate is known', () => {
    const found = knownRate({ seed: 1, runs: 24_000, mean: 10, factor: 2, dispersion: 1 });
    expect(found.withinTwo).toBeGreaterThan(0.9);
    expect(found.falsePerHundred).toBeLessThan(1.2);
  });

  it('is found less surely where counts scatter twice as much, at no more false alarms', () => {
    const found = knownRate({ seed: 2, runs: 12_000, mean: 10, factor: 2, dispersion: 2 });
    expect(found.withinTwo).toBeGreaterThan(0.56);
    expect(found.withinTwo).toBeLessThan(0.65);
    expect(found.falsePerHundred).toBeLessThan(1.05);
  });

  it('is found within two weeks in four of five where the rate is learnt from a year', () => {
    const made = { mean: 10, dispersion: 1 };
    const found = learntRate({ seed: 3, runs: 1500, history: 52, made, factor: 2 });
    expect(found.withinTwo).toBeGreaterThan(0.8);
    expect(found.falsePerHundred).toBeLessThan(1.3);
  });

  it('raises no more false alarms where little is known of a large scatter', () => {
    const made = { mean: 10, dispersion: 3 };
    const found = learntRate({ seed: 4, runs: 2400, history: 12, made, factor: 1 });
    expect(found.falsePerHundred).toBeLessThan(1.4);
  });

  it('is found in spite of an outbreak in its past', () => {
    const factor = (week: number) => (week >= 20 && week < 24 ? 3 : 1);
    const made = { mean: 10, dispersion: 1, factor };
    const found = learntRate({ seed: 5, runs: 600, history: 52, made, factor: 2 });
    expect(found.withinTwo).toBeGreaterThan(0.45);
  });
});

it('of what is marked across themes, at most one in ten is wrong on average', () => {
  const { marked, wrong, found } = manyThemes({ seed: 6, runs: 6, themes: 100, risen: 10 });
  expect(marked).toBeGreaterThan(3);
  expect(wrong).toBeLessThan(0.2);
  expect(found).toBeGreaterThan(0.4);
});

describe('the 95 % interval of a verdict', () => {
  const cases = [
    { before: 26, after: 12, made: { mean: 10, dispersion: 1, trend: 0.002 } },
    { before: 26, after: 12, made: { mean: 10, dispersion: 2, trend: 0.002 } },
    { before: 52, after: 26, made: { mean: 20, dispersion: 2, trend: -0.002 } },
    { before: 104, after: 26, made: { mean: 10, dispersion: 1.5, trend: 0.001, season: 0.3 } },
    { before: 52, after: 26, made: { mean: 20, dispersion: 2, link: 0.3 } },
  ];

  it('holds the true effect in 93 to 97 of a hundred, with scatter, trend, season and weeks that hang together', () => {
    const covered = cases.flatMap((one, index) =>
      [1, 0.5].map((effect) => verdicts({ ...one, effect, seed: 10 + index, runs: 200 }).covered),
    );
    const all = covered.reduce((sum, part) => sum + part, 0) / covered.length;
    // 2,000 intervals: a standard error of half a point.
    expect(all).toBeGreaterThan(0.93);
    expect(all).toBeLessThan(0.97);
    // Each by itself, 200 intervals: a point and a half.
    for (const part of covered) expect(part).toBeGreaterThan(0.9);
  });
});

describe('a verdict', () => {
  const released = { runs: 300, before: 26, after: 12, made: { mean: 10, dispersion: 1.5 } };

  it('calls a change that did nothing helped, or worse, in one of forty each', () => {
    const found = verdicts({ ...released, seed: 20, runs: 600, effect: 1 });
    expect(found.helped).toBeLessThan(0.05);
    expect(found.worse).toBeLessThan(0.05);
    expect(found.no_clear_change).toBeGreaterThan(0.91);
  });

  it('sees most of what takes four of five away, and never calls it worse', () => {
    const found = verdicts({ ...released, seed: 21, effect: 0.2 });
    expect(found.helped).toBeGreaterThan(0.95);
    expect(found.worse).toBe(0);
  });

  it('says nothing of four weeks', () => {
    const found = verdicts({ ...released, seed: 22, runs: 20, after: 4, effect: 0.2 });
    expect(found.too_little_data).toBe(1);
  });
});

describe('after a halving', () => {
  const made = { mean: 10, dispersion: 1 };
  const released = { runs: 60, before: 26, after: 12, made, effect: 0.5 };

  it('a full return is seen', () => {
    const { reopened, medianWeek } = recurrences({ ...released, seed: 30, back: 2 });
    expect(reopened).toBeGreaterThan(0.9);
    expect(medianWeek ?? 99).toBeLessThanOrEqual(9);
  });

  it('and hardly one that stays is reopened in a year', () => {
    expect(recurrences({ ...released, seed: 31, back: 1 }).reopened).toBeLessThan(0.08);
  });
});
