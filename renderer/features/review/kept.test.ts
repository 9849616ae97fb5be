import { expect, test } from 'vitest';
import { sampleRevision } from '../../../tests/support/review-samples.ts';
import { keptWords } from './kept.ts';

test('nothing kept, nothing to confirm, whatever the words look like', () => {
  expect(keptWords(sampleRevision(1, { text: 'Storgata 12' }), 'nb')).toBeNull();
});

test('what was kept is marked where it stands, and named in words', () => {
  const revision = sampleRevision(1, {
    text: 'Brevet gikk til Storgata 12',
    workaround: 'Spør A123456, ikke Storgata 12',
    answer: 'Ja, Lillegata 7',
    acknowledged: ['address', 'nav-ident'],
  });
  const kept = keptWords(revision, 'nb');
  expect(kept?.places).toBe(
    '«Storgata 12» (adresse), «A123456» (NAV-ident), «Lillegata 7» (adresse)',
  );
  expect(kept?.marked.text).toMatchObject([{ kind: 'address', start: 16, end: 27 }]);
  expect(kept?.marked.workaround).toHaveLength(2);
  expect(kept?.marked.answer).toHaveLength(1);
});

test('only kinds that were kept are marked', () => {
  const revision = sampleRevision(1, {
    text: 'Storgata 12, ident A123456',
    acknowledged: ['nav-ident'],
  });
  expect(keptWords(revision, 'nb')?.marked.text).toMatchObject([{ kind: 'nav-ident' }]);
});

test('a kind that is found nowhere here is named all the same, also one this version does not know', () => {
  const revision = sampleRevision(1, { text: 'Kort', acknowledged: ['name', 'licence-plate'] });
  expect(keptWords(revision, 'en')).toMatchObject({ places: 'name, something else' });
});
