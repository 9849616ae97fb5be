import { expect, test } from 'vitest';
import { mostWaiting, progressOf } from './progress.ts';

test('many on their way are counted from the most that waited, until none does', () => {
  let most = 0;
  const seen = [60, 120, 80, 0, 30].map((waiting) => {
    most = mostWaiting(most, waiting);
    return most;
  });
  expect(seen).toEqual([60, 120, 120, 0, 30]);
});

test.each([
  [50, 50, 'working', null],
  [51, 51, 'working', { sent: 0, most: 51 }],
  [51, 51, 'offline', null],
  [120, 20, 'offline', { sent: 100, most: 120 }],
  [120, 0, 'idle', null],
] as const)('of %i there wait %i, %s: %j', (most, waiting, state, expected) => {
  expect(progressOf(most, { waiting, state })).toEqual(expected);
});
