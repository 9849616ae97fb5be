import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Week, weekOf } from '../../shared/domain/week.ts';
import { axisSteps, mondayOf, SMALLEST_SHOWN, WEEKS_SHOWN, weekCells } from './weeks.ts';

const WEEK_MS = 7 * 86_400_000;
const start = mondayOf('2026-W20');
const now = Date.parse('2026-11-24T10:00:00Z');

/** `counts[n]` in the `n`th week from week 20 of 2026. */
function series(counts: readonly number[]): { week: Week; count: number }[] {
  return counts
    .map((count, n) => ({ week: weekOf(new Date(start + n * WEEK_MS).toISOString()), count }))
    .filter(({ count }) => count > 0);
}
/** Cells of a series that ends in the week of its last count. */
function cellsOf(counts: readonly number[]) {
  return weekCells(series(counts), start + (counts.length - 1) * WEEK_MS);
}

test('the Monday of a week is in that week, and the day before is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2060 }), fc.integer({ min: 1, max: 52 }), (y, w) => {
      const week = `${y}-W${String(w).padStart(2, '0')}`;
      const monday = mondayOf(week);
      expect(new Date(monday).getUTCDay()).toBe(1);
      expect(weekOf(new Date(monday).toISOString())).toBe(week);
      expect(weekOf(new Date(monday - 1).toISOString())).not.toBe(week);
    }),
  );
});

describe('week by week', () => {
  test('runs without gaps from the first heard to this week, across the turn of a year', () => {
    const cells = weekCells([{ week: '2026-W52', count: 9 }], Date.parse('2027-01-12T10:00:00Z'));
    expect(cells.map(({ week }) => week)).toEqual(['2026-W52', '2026-W53', '2027-W01', '2027-W02']);
  });

  test('is empty where nothing was heard', () => {
    expect(weekCells([], now)).toEqual([]);
  });

  test('shows the latest weeks where there are many', () => {
    const cells = cellsOf(Array.from({ length: 60 }, () => 8));
    expect(cells).toHaveLength(WEEKS_SHOWN);
    expect(cells.at(-1)?.week).toBe(weekOf(new Date(start + 59 * WEEK_MS).toISOString()));
  });

  test('a week ahead of this machine’s clock is not lost', () => {
    expect(weekCells([{ week: '2026-W50', count: 7 }], now).at(-1)).toEqual({
      week: '2026-W50',
      kind: 'count',
      count: 7,
    });
  });
});

describe('small counts', () => {
  test('are withheld, zero among them, and shown from five on', () => {
    expect(cellsOf([5, 4, 0, 7]).map(({ kind }) => kind)).toEqual(['count', 'few', 'few', 'count']);
  });

  test('one alone takes the smallest other with it', () => {
    expect(cellsOf([9, 3, 6, 8]).map(({ kind }) => kind)).toEqual([
      'count',
      'few',
      'held',
      'count',
    ]);
  });

  test('so do those that could only be four each', () => {
    expect(cellsOf([9, 4, 4, 8]).map(({ kind }) => kind)).toEqual(['count', 'few', 'few', 'held']);
  });

  test('never follow from the total and what is shown', () => {
    const count = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.array(count, { minLength: 3, maxLength: WEEKS_SHOWN }), (middle) => {
        // Heard in the first and the last week, so that the whole series is shown.
        const counts = [6, ...middle, 7];
        const cells = cellsOf(counts);
        const total = counts.reduce((sum, one) => sum + one, 0);
        const shown = cells.reduce(
          (sum, cell) => sum + (cell.kind === 'count' ? cell.count : 0),
          0,
        );
        const few = cells.filter(({ kind }) => kind === 'few').length;
        const held = cells.filter(({ kind }) => kind === 'held').length;
        const rest = total - shown;
        for (const cell of cells)
          if (cell.kind === 'count') expect(cell.count).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        // With nothing else held back, the hidden weeks must be able to share what is left in more than one way;
        // where all of them are zero there is nobody to protect.
        if (few > 0 && held === 0 && rest > 0) {
          expect(few).toBeGreaterThan(1);
          expect(rest).toBeLessThan(few * (SMALLEST_SHOWN - 1));
        }
      }),
    );
  });
});

test('an axis begins at zero, covers the highest, and has whole, even steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (highest) => {
      const steps = axisSteps(highest);
      expect(steps[0]).toBe(0);
      expect(steps.at(-1)).toBeGreaterThanOrEqual(Math.max(highest, 1) - (highest === 0 ? 1 : 0));
      expect(steps.length).toBeLessThanOrEqual(6);
      const gaps = new Set(steps.slice(1).map((value, n) => value - (steps[n] ?? 0)));
      expect(gaps.size).toBeLessThanOrEqual(1);
      expect(steps.every(Number.isInteger)).toBe(true);
    }),
  );
});
