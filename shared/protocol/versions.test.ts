import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agree, speaks, type Versions } from './versions.ts';

const versions = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }))
  .map(([min, more]): Versions => ({ min, max: min + more }));

it('agrees on the newest that both speak, the same from either side', () => {
  fc.assert(
    fc.property(versions, versions, (own, peer) => {
      const { version, tooOld } = agree(own, peer);
      const common = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].filter(
        (each) => speaks(own, each) && speaks(peer, each),
      );
      expect(version).toBe(common.at(-1) ?? null);
      const seen = agree(peer, own);
      expect(seen.version).toBe(version);
      if (tooOld !== null) expect(seen.tooOld).toBe(tooOld === 'own' ? 'peer' : 'own');
    }),
  );
});

it('names the older one where they have none in common', () => {
  expect(agree({ min: 1, max: 1 }, { min: 2, max: 3 }).tooOld).toBe('own');
  expect(agree({ min: 2, max: 2 }, { min: 1, max: 1 }).tooOld).toBe('peer');
});
