import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../tests/privacy/chance.ts';
import { nationalIdDresses } from '../../tests/privacy/dresses.ts';
import { nationalId } from '../../tests/privacy/identifiers.ts';
import { findIdentifiers } from './gate.ts';
import { unfinishedAt, withoutUnfinished } from './unfinished.ts';

/** What is kept of a text whose caret stands at the bar. */
const at = (text: string) => {
  const caret = text.indexOf('|');
  return withoutUnfinished(text.replace('|', ''), caret);
};

describe('a number that is being written', () => {
  test('of five digits is nobody', () => {
    expect(at('sak 12345|')).toBe('sak 12345');
  });

  test('of six digits or more stays back', () => {
    expect(at('fødselsnummer 010190|')).toBe('fødselsnummer ');
    expect(at('fødselsnummer 0101901|23')).toBe('fødselsnummer ');
  });

  test('is not ended by what separates its groups', () => {
    for (const number of ['010190 1', '01.01.90-1', '41 23 45', '01/01/90', '010190\u20111'])
      for (const after of ['', ' ', '.', ' - ', ', ', '\n', ' ('])
        expect(at(`ring ${number}${after}|`)).toBe('ring ');
  });

  test('is ended by a letter, and by going elsewhere', () => {
    expect(at('saken 123456 e|')).toBe('saken 123456 e');
    expect(at('saken 123456 er| borte')).toBe('saken 123456 er borte');
    expect(at('|saken 123456')).toBe('saken 123456');
    expect(withoutUnfinished('sak 123456', -1)).toBe('sak 123456');
  });

  test('alone stays back, not the others', () => {
    expect(at('sak 123456 og 7654321|')).toBe('sak 123456 og ');
  });

  test('goes on behind the words between its halves', () => {
    expect(at('født 010190, personnr 12|')).toBe('født ');
    expect(at('født 01.01.90 pnr. 1|')).toBe('født ');
    expect(at('sak 123456 og konto 12|')).toBe('sak 123456 og konto 12');
  });

  test('may be said in words', () => {
    expect(at('nummer null en null en ni null fi|')).toBe('nummer ');
    expect(at('nummer null en null en ni null |')).toBe('nummer ');
    expect(at('en av to eller tre|')).toBe('en av to eller tre');
  });
});

test('half an e-mail address stays back until a blank ends it', () => {
  expect(at('skriv til ola.nordmann@exam|')).toBe('skriv til ');
  expect(at('skriv til ola@|nav.no nå')).toBe('skriv til  nå');
  expect(at('skriv til ola@nav |')).toBe('skriv til ola@nav ');
});

test('at no moment of writing a national id in any dress do six of its digits lie open before the caret', () => {
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(...Object.keys(nationalIdDresses)), (seed, dress) => {
      const chance = chanceOf(seed);
      const written = nationalIdDresses[dress]?.(nationalId(chance, 'plain'), chance) ?? '';
      const whole = `Bruker ${written}`;
      for (let caret = 1; caret <= whole.length; caret += 1) {
        const text = whole.slice(0, caret);
        // What the gate blocks by now is masked.
        if (findIdentifiers(text).some(({ severity }) => severity === 'block')) continue;
        const open = withoutUnfinished(text, caret).normalize('NFKC').replace(/\D/gu, '');
        // A date of birth whose word has ended may stand: nothing has come yet that makes more of it.
        const isDate = dress === 'named halves' && /\p{L}/u.test(written.slice(0, caret - 7));
        expect(open.length, JSON.stringify(text)).toBeLessThanOrEqual(isDate ? 6 : 5);
      }
    }),
    { numRuns: 300 },
  );
});

test('what stays back lies within the text, on character borders, about the caret', () => {
  const text = fc.string({
    unit: fc.constantFrom('1', '23', ' ', '.', '-', 'en ', 'null ', '@', '😀', 'a', '\u0301', '\n'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, fc.nat(80), (whole, place) => {
      const caret = Math.min(place, whole.length);
      const found = unfinishedAt(whole, caret);
      if (found === null) return;
      expect(found.start).toBeLessThan(found.end);
      expect(found.start).toBeLessThanOrEqual(caret);
      expect(found.end).toBeLessThanOrEqual(whole.length);
      const kept = whole.slice(0, found.start) + whole.slice(found.end);
      expect(kept.isWellFormed() || !whole.isWellFormed()).toBe(true);
    }),
  );
});
