import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Id, idMaker } from './ids.ts';

it('ids are UUIDv7 and sort in the order they were made, also when the clock stands still or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 60 }), (jumps) => {
      let now = 1_700_000_000_000;
      let byte = 0;
      const newId = idMaker(
        () => now,
        (length) => {
          byte += 7;
          return new Uint8Array(length).map((_, index) => (byte + index * 31) % 256);
        },
      );
      const made = jumps.map((jump) => {
        now += jump - 2;
        return newId();
      });
      expect(made.every((id) => Id.safeParse(id).success)).toBe(true);
      expect([...made].sort()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
    }),
  );
});
