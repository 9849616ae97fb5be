import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { effectOf, fitInterrupted, type Period, ratesOf } from './interrupted-series.ts';

/**
 * The worked example of Lopez Bernal, Cummins and Gasparrini (Int J Epidemiol 2017;46:348-355): hospital admissions for acute
 * coronary events in Sicily around a smoking ban, by month, against the standardised population.
 */
const rows = readFileSync(new URL('../../tests/data/sicily.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number));
const periods: Period[] = rows.map((row) => ({
  count: row[2] ?? 0,
  time: row[3] ?? 0,
  exposure: row[6] ?? 0,
}));
const change = periods[rows.findIndex((row) => row[4] === 1)]?.time ?? 0;
const digits = ({ ratio, low, high }: { ratio: number; low: number; high: number }) =>
  [ratio, low, high].map((value) => value.toFixed(3));

it('gives the published level change, as Poisson and as quasi-Poisson', () => {
  const level = fitInterrupted(periods, { change, slope: false });
  if (level === null) throw new Error('no fit');
  expect(digits(effectOf(level, periods, 'level', 'poisson'))).toEqual(['0.894', '0.865', '0.925']);
  expect(level.fit.dispersion).toBeCloseTo(3.56, 2);
  const [ratio = 0, low = 0, high = 0] = digits(effectOf(level, periods, 'level', 'quasi')).map(
    Number,
  );
  // The paper's interval takes the normal quantile for the quasi-Poisson model; Student's with 56 degrees is wider by 2 %.
  expect(ratio).toBe(0.894);
  expect(low).toBeCloseTo(0.839, 2);
  expect(high).toBeCloseTo(0.953, 2);
});

it('gives the published level change beside a change of slope', () => {
  const both = fitInterrupted(periods, { change, slope: true });
  if (both === null) throw new Error('no fit');
  const effect = effectOf(both, periods, 'levelAndSlope', 'poisson');
  expect(digits(effect)).toEqual(['0.892', '0.860', '0.925']);
});

it('says nothing where nothing came after, or the parts are one', () => {
  expect(fitInterrupted(periods, { change: 1e9, slope: false })).toBeNull();
  expect(fitInterrupted(periods, { change: -1, slope: true })).toBeNull();
  expect(fitInterrupted([], { change: 1, slope: false })).toBeNull();
});

it('draws a band around the rate, and the course without the change only after it', () => {
  const level = fitInterrupted(periods, { change, slope: false });
  if (level === null) throw new Error('no fit');
  for (const { time, rate, low, high, without } of ratesOf(level, periods)) {
    expect(low).toBeLessThan(rate);
    expect(high).toBeGreaterThan(rate);
    if (time < change) expect(without).toBeNull();
    else expect(rate / (without ?? Number.NaN)).toBeCloseTo(0.894, 3);
  }
});
