import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countCharacters, firstInvalidCharacter } from '../../../shared/domain/text.ts';
import { changeBetween, fitChange, insertFitting } from './insertion.ts';

describe('insertFitting', () => {
  test('puts text in the place of what was chosen, the caret after it', () => {
    expect(insertFitting('abc def', 4, 7, 'xyz', 100)).toEqual({
      text: 'abc xyz',
      caret: 7,
      removed: 0,
      dropped: 0,
    });
  });

  test('takes what there is room for and tells how much there was not', () => {
    expect(insertFitting('abc', 3, 3, 'defgh', 5)).toEqual({
      text: 'abcde',
      caret: 5,
      removed: 0,
      dropped: 3,
    });
  });

  test('counts an emoji as one and never halves it', () => {
    const fitted = insertFitting('', 0, 0, '😀😀😀', 2);
    expect(fitted.text).toBe('😀😀');
    expect(fitted.dropped).toBe(1);
  });

  test('leaves out what may not be stored and tells how much that was', () => {
    expect(insertFitting('', 0, 0, 'a\u0000b\u0007c\ud800', 10)).toMatchObject({
      text: 'abc',
      removed: 3,
      dropped: 0,
    });
  });

  test('a megabyte ends as the limit says', () => {
    const fitted = insertFitting('', 0, 0, 'lang '.repeat(200_000), 4000);
    expect(fitted.text).toHaveLength(4000);
    expect(fitted.dropped).toBe(996_000);
  });
});

// Storable words: graphemes of several characters among them, no control characters.
const words = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((text) => text.replace(/\p{Cc}/gu, ''));

test('a change put back into the text it came from gives the text it became', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const { start, end, inserted } = changeBetween(before, after);
      expect(before.slice(0, start) + inserted + before.slice(end)).toBe(after);
      expect(inserted.isWellFormed() || !after.isWellFormed()).toBe(true);
    }),
  );
});

test('whatever is put in, the text stays storable and within the limit, and nothing is lost untold', () => {
  const added = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(words, words, words, added, fc.nat(40), (head, chosen, tail, added, extra) => {
      const limit = countCharacters(head) + countCharacters(tail) + extra;
      const end = head.length + chosen.length;
      const fitted = insertFitting(head + chosen + tail, head.length, end, added, limit);
      expect(firstInvalidCharacter(fitted.text)).toBe(-1);
      expect(countCharacters(fitted.text)).toBeLessThanOrEqual(limit);
      expect(fitted.text.startsWith(head) && fitted.text.endsWith(tail)).toBe(true);
      const put = fitted.text.slice(head.length, fitted.caret);
      const given = countCharacters(added.replace(/\r\n?/g, '\n').toWellFormed());
      expect(countCharacters(put) + fitted.removed + fitted.dropped).toBe(given);
    }),
  );
});

test('what fits is taken as it comes', () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      fc.pre(firstInvalidCharacter(after) === -1 && !after.includes('\r'));
      expect(fitChange(before, after, 1000).text).toBe(after);
    }),
  );
});

test('a letter typed into a full field stays out, wherever it is typed', () => {
  const full = 'abcdefghij';
  expect(fitChange(full, 'abcdeXfghij', 10)).toMatchObject({ text: full, caret: 5, dropped: 1 });
});
