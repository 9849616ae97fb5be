import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs, LONGEST_RETRY_AFTER_MS, LONGEST_WAIT_MS, randomFraction } from './backoff.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

it('waits between 100 ms and the longest wait, whatever the number of faults', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fraction, (failures, random) => {
      const wait = backoffMs(failures, random, null);
      expect(wait).toBeGreaterThanOrEqual(100);
      expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
    }),
  );
});

it('doubles its ceiling from one second', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 7, 60].map((failures) => backoffMs(failures, 0.999999, null));
  expect(ceilings.map((ms) => Math.ceil(ms / 1000))).toEqual([1, 2, 4, 8, 16, 32, 50, 50]);
});

it('is never sooner than the service asked for, but does not believe a day', () => {
  fc.assert(
    fc.property(fc.nat({ max: 86_400_000 }), fraction, (asked, random) => {
      const wait = backoffMs(1, random, asked);
      expect(wait).toBeGreaterThanOrEqual(Math.min(asked, LONGEST_RETRY_AFTER_MS));
      expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_AFTER_MS + 1_000);
    }),
  );
});

it('two machines told the same wait do not come back at the same moment', () => {
  expect(backoffMs(1, 0.1, 5_000)).not.toBe(backoffMs(1, 0.9, 5_000));
});

it('a fraction of four bytes is at least 0 and below 1', () => {
  expect(randomFraction((length) => new Uint8Array(length))).toBe(0);
  expect(randomFraction((length) => new Uint8Array(length).fill(255))).toBeLessThan(1);
});
