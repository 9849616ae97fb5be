import { expect, test } from 'vitest';
import { isNynorsk } from './language.ts';
import { wordsOf } from './words.ts';

test.each([
  ['Ho får ikkje svar frå kontoret, og veit ikkje kvifor', true],
  ['Hun får ikke svar fra kontoret, og vet ikke hvorfor', false],
  ['Ringte to ganger om dagpenger', false],
  ['Kari Nordmann', false],
  ['Brevet sier «ikkje» ett sted, men er ellers på bokmål og ikke noe annet', false],
  ['', false],
])('%j: nynorsk %s', (text, expected) => {
  expect(isNynorsk(wordsOf(text))).toBe(expected);
});
