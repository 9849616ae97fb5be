import { expect, it } from 'vitest';
import { neighbourCorrelation, wideningOf } from './autocorrelation.ts';

it('is the lag-1 correlation, lifted by what each column pulls it down, never below 0', () => {
  // 1x1 + 1x-1 + -1x-1 + -1x1 = 0 of a sum of squares of 5; 2 columns over 5 weeks.
  expect(neighbourCorrelation([1, 1, -1, -1, 1], [0, 1, 2, 3, 4], 2)).toBeCloseTo(0.4, 12);
  expect(neighbourCorrelation([1, -1, 1, -1], [0, 1, 2, 3], 1)).toBe(0);
  expect(neighbourCorrelation([0, 0], [0, 1], 1)).toBe(0);
});

it('does not take weeks for neighbours that have a gap between them', () => {
  expect(neighbourCorrelation([1, 1, 1], [0, 1, 2], 0)).toBeCloseTo(2 / 3, 12);
  expect(neighbourCorrelation([1, 1, 1], [0, 1, 5], 0)).toBeCloseTo(1 / 3, 12);
});

it('widens by all pairs of weeks, as the double sum says', () => {
  const influence = [0.3, -0.1, 0.4, 0.2, 0.5];
  const times = [0, 1, 2, 5, 6];
  for (const correlation of [0.2, 0.5, 0.8]) {
    const decay = Math.max(correlation, 0.6);
    let apart = 0;
    let all = 0;
    influence.forEach((a, i) => {
      influence.forEach((b, j) => {
        const lag = Math.abs((times[i] ?? 0) - (times[j] ?? 0));
        if (lag === 0) apart += a * b;
        all += a * b * (lag === 0 ? 1 : correlation * decay ** (lag - 1));
      });
    });
    expect(wideningOf(influence, times, correlation)).toBeCloseTo(all / apart, 12);
  }
});

it('never narrows', () => {
  expect(wideningOf([1, -1, 1, -1], [0, 1, 2, 3], 0.5)).toBe(1);
  expect(wideningOf([1, 1], [0, 1], 0)).toBe(1);
});
