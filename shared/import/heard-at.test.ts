import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHeardAt } from './heard-at.ts';

const now = Date.UTC(2026, 10, 24, 12);

test.each([
  ['24.11.2026', '2026-11-24T12:00:00.000Z'],
  ['1.2.2026', '2026-02-01T12:00:00.000Z'],
  ['2026-11-24', '2026-11-24T12:00:00.000Z'],
  // Norway's winter is an hour ahead of UTC, its summer two.
  ['23.11.2026 13:45', '2026-11-23T12:45:00.000Z'],
  ['23.07.2026 kl. 13.45', '2026-07-23T11:45:00.000Z'],
  ['2026-07-23T13:45:10', '2026-07-23T11:45:10.000Z'],
  ['2026-07-23T13:45:10.123Z', '2026-07-23T13:45:10.000Z'],
  ['2026-07-23T13:45+02:00', '2026-07-23T11:45:00.000Z'],
  ['2026-07-23T13:45-0330', '2026-07-23T17:15:00.000Z'],
  // Around the change of the clocks on 25 October 2026 at 03:00 summer time.
  ['25.10.2026 01:59', '2026-10-24T23:59:00.000Z'],
  ['25.10.2026 03:00', '2026-10-25T02:00:00.000Z'],
  [new Date(Date.UTC(2026, 6, 23)), '2026-07-23T12:00:00.000Z'],
  [new Date(Date.UTC(2026, 6, 23, 13, 45)), '2026-07-23T11:45:00.000Z'],
  [new Date(Date.UTC(2026, 6, 23, 13, 44, 59, 999)), '2026-07-23T11:45:00.000Z'],
])('%s', (cell, instant) => {
  expect(parseHeardAt(cell, now)).toBe(instant);
});

test.each([
  '31.02.2026',
  '2026-13-01',
  '24.11.2026 25:00',
  '24/11/2026',
  'i går',
  '',
  '24.11.1999',
  '27.11.2026',
  new Date(Number.NaN),
  46_350,
  true,
  {},
])('%s is no date a note can have', (cell) => {
  expect(parseHeardAt(cell, now)).toBeNull();
});

test('any text gives null or an instant that is not in the future', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.:T -]{0,20}$/)), (text) => {
      const instant = parseHeardAt(text, now);
      if (instant !== null) expect(Date.parse(instant)).toBeLessThanOrEqual(now + 86_400_000);
    }),
  );
});
