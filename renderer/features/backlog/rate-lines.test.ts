import { expect, it } from 'vitest';
import type { RatePoint } from '../../../shared/domain/evidence.ts';
import { bandsOf, linesOf, rateTop } from './rate-lines.ts';

const point = (week: number, change: Partial<RatePoint>): RatePoint => ({
  week: `2026-W${String(week).padStart(2, '0')}`,
  count: 10,
  rate: 5,
  fitted: null,
  low: null,
  high: null,
  without: null,
  ...change,
});
const fitted = { fitted: 5, low: 4, high: 6 };

it('the trend breaks at the release, where what was to be expected begins', () => {
  const points = [
    point(1, fitted),
    point(2, fitted),
    point(3, { ...fitted, without: 5 }),
    point(4, { ...fitted, without: 5 }),
  ];
  expect(linesOf(points, 'fitted').map((line) => line.length)).toEqual([2, 2]);
  expect(bandsOf(points).map((band) => band.length)).toEqual([2, 2]);
  expect(linesOf(points, 'without')).toHaveLength(1);
});

it('a week without a model leaves a gap', () => {
  const points = [point(1, fitted), point(2, {}), point(3, fitted)];
  expect(linesOf(points, 'fitted').map((line) => line.map(({ index }) => index))).toEqual([
    [0],
    [2],
  ]);
});

it('a wide band does not push what was observed to the ground', () => {
  expect(rateTop([point(1, { rate: 5, high: 400, low: 0, fitted: 4 })])).toBe(10);
  expect(rateTop([])).toBe(0);
});
