import { describe, expect, it } from 'vitest';
import {
  betaI,
  gammaP,
  lnGamma,
  normalCdf,
  normalQuantile,
  overdispersedCdf,
  poissonCdf,
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
