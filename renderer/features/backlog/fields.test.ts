import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OwnerName, ThemeName } from '../../../shared/domain/theme.ts';
import { calendarDate, dayOf } from './calendar-date.ts';
import { NAME_LIMIT, OWNER_LIMIT, textFault } from './text-field-fault.ts';

test('the fields and the domain agree on what a name may be', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 130 }),
    fc.integer({ min: 75, max: 125 }).map((length) => 'ø'.repeat(length)),
  );
  fc.assert(
    fc.property(text, (name) => {
      // Controls at the ends go with the blanks in neither: only what stands inside is compared.
      if (name !== name.trim()) return;
      expect(textFault(name, NAME_LIMIT) === null).toBe(ThemeName.safeParse(name).success);
      expect(textFault(name, OWNER_LIMIT) === null).toBe(OwnerName.safeParse(name).success);
    }),
  );
});

test('a fault says which', () => {
  expect(textFault(' ', 5)).toBe('empty');
  expect(textFault('123456', 5)).toBe('tooLong');
  expect(textFault('a\u0000b', 5)).toBe('invalidCharacter');
  expect(textFault(' 12345 ', 5)).toBeNull();
});

test('a calendar date survives the picker, whatever the machine’s zone', () => {
  const day = fc
    .integer({ min: Date.UTC(1990, 0, 1) / 86_400_000, max: Date.UTC(2100, 0, 1) / 86_400_000 })
    .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, (date) => {
      expect(calendarDate(dayOf(date))).toBe(date);
    }),
  );
});
