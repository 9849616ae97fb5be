import { describe, expect, it } from 'vitest';
import {
  betaI,
  gammaP,
  lnGamma,
  normalCdf,
  normalQuantile,
  overdispersedCdf,
  overdispersedTail,
  poissonCdf,
  poissonTail,
  studentCdf,
  studentQuantile,
} from './special.ts';

describe('against published tables', () => {
  it('lnGamma: factorials, and the half (Abramowitz and Stegun 6.1)', () => {
    expect(lnGamma(1)).toBeCloseTo(0, 12);
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(lnGamma(0.1)).toBeCloseTo(2.252712651734206, 10);
  });

  it('normal distribution (A&S table 26.1) and its quantiles', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 14);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 12);
    expect(normalCdf(-2.5)).toBeCloseTo(0.006209665325776, 12);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 9);
  });

  it("Student's t (A&S table 26.10)", () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.70620473617471, 6);
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228138851964939, 9);
    expect(studentQuantile(0.95, 30)).toBeCloseTo(1.697260886593957, 9);
    expect(studentCdf(-2.228138851964939, 10)).toBeCloseTo(0.025, 10);
  });

  it('Poisson distribution (R: ppois)', () => {
    expect(poissonCdf(4, 5)).toBeCloseTo(0.4404932850652127, 12);
    expect(poissonCdf(0, 2)).toBeCloseTo(Math.exp(-2), 12);
    expect(poissonCdf(20, 10)).toBeCloseTo(0.9984117393381147, 10);
    expect(poissonCdf(-1, 3)).toBe(0);
    expect(poissonCdf(3, 0)).toBe(1);
  });
});

describe('against sums of their own terms', () => {
  it('the negative binomial is the sum of its probabilities, at variance = dispersion x mean', () => {
    for (const [mean, dispersion] of [
      [10, 2],
      [3, 1.5],
      [40, 4],
    ] as const) {
      const size = mean / (dispersion - 1);
      const p = 1 / dispersion;
      let sum = 0;
      let average = 0;
      let square = 0;
      for (let n = 0; n < 600; n += 1) {
        const probability = Math.exp(
          lnGamma(n + size) -
            lnGamma(size) -
            lnGamma(n + 1) +
            size * Math.log(p) +
            n * Math.log(1 - p),
        );
        sum += probability;
        average += n * probability;
        square += n * n * probability;
        if (n === 12) expect(overdispersedCdf(12, mean, dispersion)).toBeCloseTo(sum, 10);
      }
      expect(average).toBeCloseTo(mean, 6);
      expect(square - average ** 2).toBeCloseTo(dispersion * mean, 5);
    }
  });

  it('is Poisson where nothing is overdispersed', () => {
    expect(overdispersedCdf(7, 5, 1)).toBe(poissonCdf(7, 5));
    expect(overdispersedCdf(7, 5, 0.4)).toBe(poissonCdf(7, 5));
  });

  it('incomplete gamma and beta meet their closed forms', () => {
    expect(gammaP(1, 3)).toBeCloseTo(1 - Math.exp(-3), 13);
    expect(betaI(0.3, 1, 1)).toBeCloseTo(0.3, 13);
    expect(betaI(0.25, 2, 3)).toBeCloseTo(0.26171875, 12);
  });
});

describe('tails', () => {
  it('are those of R, also where 1 minus the distribution has no digits left', () => {
    expect(poissonTail(22, 10)).toBeCloseTo(0.000699650512334829, 12);
    expect(poissonTail(100, 10) / 5.39858972813958e-63).toBeCloseTo(1, 8);
    // pnbinom(59, size = 5, mu = 10, lower.tail = FALSE): dispersion 3.
    expect(overdispersedTail(60, 10, 3) / 2.44202798655794e-7).toBeCloseTo(1, 8);
  });

  /** The threshold functions of R's `surveillance` (tests/testthat/test-farringtonFlexible.R): 11 where 5 are expected. */
  it('are the published exceedance probabilities of the Farrington family', () => {
    expect(overdispersedTail(11, 5, 1.5)).toBeCloseTo(0.03763657, 8);
    expect(overdispersedTail(11, 5, 1)).toBeCloseTo(0.01369527, 8);
  });

  it('and distributions sum to one', () => {
    for (const dispersion of [1, 1 + 1e-9, 1.2, 4])
      for (const n of [0, 1, 7, 40])
        expect(
          overdispersedTail(n, 9, dispersion) + overdispersedCdf(n - 1, 9, dispersion),
        ).toBeCloseTo(1, 10);
    expect(overdispersedTail(1, 0, 2)).toBe(0);
    expect(poissonTail(0, 0)).toBe(1);
  });
});
