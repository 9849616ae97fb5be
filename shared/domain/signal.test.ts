import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placesOf } from './signal.ts';

it('names the units where each heard it at least five times', () => {
  const counts = [
    { unit: '0213', count: 6 },
    { unit: '0104', count: 9 },
  ];
  expect(placesOf(counts)).toEqual({ named: ['0104', '0213'], others: false });
});

it('speaks of several units where a count is small', () => {
  const counts = [
    { unit: '0104', count: 3 },
    { unit: '0213', count: 2 },
  ];
  expect(placesOf(counts)).toEqual({ named: [], others: true });
});

it('never names a unit with a small count, nor leaves one alone unnamed', () => {
  const counts = fc.uniqueArray(
    fc.record({ unit: fc.stringMatching(/^\d{4}$/), count: fc.nat(9) }),
    { selector: ({ unit }) => unit, maxLength: 6 },
  );
  fc.assert(
    fc.property(counts, (all) => {
      const { named, others } = placesOf(all);
      const unnamed = all.filter(({ unit, count }) => count > 0 && !named.includes(unit));
      for (const unit of named)
        expect(all.find((one) => one.unit === unit)?.count).toBeGreaterThanOrEqual(5);
      expect(others).toBe(unnamed.length > 0);
      // With one unit that is small and no other, there is nobody to hide among; it is not named.
      if (all.filter(({ count }) => count > 0).length > 1) expect(unnamed.length).not.toBe(1);
    }),
  );
});
