import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, INITIAL, LETTER, LOWER, MARK, NUMBER, wordsOf } from './words.ts';

/** What a word is, as one pattern: what the scanner must agree with, at a tenth of the time. */
const pattern =
  /\[[\p{L} -]{3,24} (?:fjernet|fjerna|removed)\]|\ufffc+|[\p{L}\p{M}\u00ad\u200b]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+|[^\s\p{L}\p{N}\p{M}]/gu;

const pieces = fc.constantFrom(
  ..."aAåÅøbcKsm.,-'’[]()12٣ \n\r\u2028\u00ad\u200b\ufffc\u0301éJ!?:«»—\u{1F600}漢Ⅳǅßİ\ufeff\u00a0",
  '\ud83d',
  '\ude00',
  '[navn fjernet]',
  '[fødselsnummer fjerna]',
  'Kari',
  '. ',
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('words of a text', () => {
  it('begin and end where the pattern says, masks and initials apart', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const wanted = Array.from(text.matchAll(pattern), (match) => [
          match.index,
          match.index + match[0].length,
        ]);
        const found = wordsOf(text).flatMap(({ start, end, shape }) =>
          shape === INITIAL
            ? [
                [start, end - 1],
                [end - 1, end],
              ]
            : [[start, end]],
        );
        expect(found).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same whether met before or not, and tell how they are written', () => {
    const text = 'J. Hansen ringte 12 ganger (fra Bø).';
    const once = wordsOf(text);
    expect(wordsOf(text)).toEqual(once);
    expect(once.map(({ shape }) => shape).filter((shape) => shape !== 1)).toEqual([
      INITIAL,
      LOWER,
      NUMBER,
      LOWER,
      MARK,
      LOWER,
      MARK,
      MARK,
    ]);
    expect(once[1]?.hash).toBe(hashOf('hansen'));
    expect(wordsOf('J hansen')[0]?.shape).toBe(LETTER);
  });

  it('a mask is one word, whatever its language', () => {
    for (const mask of ['[navn fjernet]', '[namn fjerna]', '[name removed]', '\ufffc\ufffc'])
      expect(wordsOf(`Fra ${mask} i går`).map(({ shape }) => shape)).toEqual([
        1,
        MARK,
        LOWER,
        LOWER,
      ]);
  });
});
