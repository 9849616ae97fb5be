import { describe, expect, it } from 'vitest';
import { chanceOfMore, type Expectation, POISSON, rateRatio } from './expectation.ts';

/** `items` in the history over `past` contacts, expected over `now` contacts. */
const level = (items: number, past: number, now: number): Expectation => ({
  mean: (items * now) / past,
  perItem: now / past,
  spread: POISSON,
});

describe('two rates, as in R: poisson.test', () => {
  it('gives its p-value and interval', () => {
    // poisson.test(c(12, 100), c(2, 50)), alternative "greater" for p
    const expected = level(100, 50, 2);
    expect(chanceOfMore(12, expected)).toBeCloseTo(0.00130552168573, 12);
    const { ratio, low, high } = rateRatio(12, expected);
    expect(ratio).toBe(3);
    expect(low).toBeCloseTo(1.49993892447, 8);
    expect(high).toBeCloseTo(5.47586559083, 8);
  });

  it('also where the history is empty: no ratio, no highest, but a lowest', () => {
    // poisson.test(c(5, 0), c(4, 20))
    const expected = level(0, 20, 4);
    expect(chanceOfMore(5, expected)).toBeCloseTo(0.000128600823045, 12);
    const { ratio, low, high } = rateRatio(5, expected);
    expect(ratio).toBeNull();
    expect(low).toBeCloseTo(4.58177928658, 7);
    expect(high).toBeNull();
  });

  it('also where nothing is heard now', () => {
    // poisson.test(c(0, 30), c(6, 12))
    const { ratio, low, high } = rateRatio(0, level(30, 12, 6));
    expect([ratio, low]).toEqual([0, 0]);
    expect(high).toBeCloseTo(0.261684362947, 8);
  });
});

it('is the less sure, the less the spread is known', () => {
  const of = (degreesOfFreedom: number) =>
    chanceOfMore(25, { mean: 10, perItem: 0.1, spread: { dispersion: 1.5, degreesOfFreedom } });
  expect(of(6)).toBeGreaterThan(of(20));
  expect(of(20)).toBeGreaterThan(of(200));
  expect(of(1e7)).toBeCloseTo(of(Number.POSITIVE_INFINITY), 6);
});

it('reads counts that scatter less than chance as chance', () => {
  const of = (dispersion: number) =>
    chanceOfMore(18, {
      mean: 10,
      perItem: 0,
      spread: { dispersion, degreesOfFreedom: Number.POSITIVE_INFINITY },
    });
  expect(of(0.3)).toBe(of(1));
});
