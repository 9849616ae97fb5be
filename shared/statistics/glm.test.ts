import { expect, it } from 'vitest';
import { fitLogLinear, influenceOn, varianceOf } from './glm.ts';

/** The randomised trial in R's `?glm` (Dobson, An Introduction to Generalized Linear Models, 1990): counts by outcome, treatment. */
const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
const design = counts.map((_, i) => {
  const outcome = i % 3;
  const treatment = Math.floor(i / 3);
  return [1, +(outcome === 1), +(outcome === 2), +(treatment === 1), +(treatment === 2)];
});

it("gives R's coefficients, errors and dispersion for Dobson's trial", () => {
  const fit = fitLogLinear({ counts, design });
  if (fit === null) throw new Error('no fit');
  const expected = [3.04452243772342, -0.454255272277595, -0.292987124681473, 0, 0];
  const errors = [0.170898651504024, 0.202170756683482, 0.192742343532216, 0.2, 0.2];
  fit.coefficients.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 8);
    const unit = fit.coefficients.map((_, j) => (i === j ? 1 : 0));
    expect(Math.sqrt(varianceOf(fit, unit))).toBeCloseTo(errors[i] ?? Number.NaN, 7);
  });
  // R stops one step earlier: its last digits are those of that step.
  expect(fit.dispersion).toBeCloseTo(1.29330044006698, 6);
  expect(fit.degreesOfFreedom).toBe(4);
});

it('has an influence of each count whose squares are the variance', () => {
  const fit = fitLogLinear({ counts, design });
  if (fit === null) throw new Error('no fit');
  const factors = [1, 0, 1, 0, 0.5];
  const squares = influenceOn(fit, design, factors).reduce((sum, a) => sum + a * a, 0);
  expect(squares).toBeCloseTo(varianceOf(fit, factors), 8);
});

it('has no fit where columns say the same, or nothing is there', () => {
  expect(
    fitLogLinear({
      counts: [1, 2, 3],
      design: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    }),
  ).toBeNull();
  expect(fitLogLinear({ counts: [], design: [] })).toBeNull();
});
