import { expect, test } from 'vitest';
import { Compounds } from './compounds.ts';

const compounds = new Compounds(['dagpeng', 'fisk', 'båt', 'glede']);

test.each([
  ['dagpengesøknad', ['dagpeng', 'søknad']],
  ['fiskebåt', ['fisk', 'båt']],
  ['saksbehandlstid', ['saksbehandl', 'tid']],
  ['meldekortfrist', ['meld', 'kort', 'frist']],
])('%s is made of %j', (word, parts) => {
  expect(compounds.parts(word)).toEqual(parts);
});

test('a word that is not made of known ones is left whole, and so is a short one', () => {
  expect(compounds.parts('kjærlighet')).toEqual([]);
  expect(compounds.parts('båtxyzq')).toEqual([]);
  expect(compounds.parts('kort')).toEqual([]);
});

test('what a word is made of is learnt from the texts at hand', () => {
  expect(new Compounds([]).parts('gledebåt')).toEqual([]);
  expect(compounds.parts('gledebåt')).toEqual(['glede', 'båt']);
});
