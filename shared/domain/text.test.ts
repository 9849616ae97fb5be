import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInput } from '../call.ts';
import {
  cleanPasted,
  countCharacters,
  firstInvalidCharacter,
  ObservationText,
  TEXT_LIMIT,
} from './text.ts';

const refused = (text: string) => {
  try {
    parseInput(ObservationText, text);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the text of an observation', () => {
  it('is refused when empty, too long, or holding what cannot be stored', () => {
    expect(refused('  \n ')).toBe('text.empty');
    expect(refused('a'.repeat(TEXT_LIMIT + 1))).toBe('text.tooLong');
    expect(refused('a'.repeat(1_000_000))).toBe('text.tooLong');
    expect(refused('før\u0000etter')).toBe('text.invalidCharacter');
    expect(refused('halv \ud83d')).toBe('text.invalidCharacter');
    expect(refused('\udc00 halv')).toBe('text.invalidCharacter');
  });

  it('counts an emoji as one character and keeps it', () => {
    expect(countCharacters('👩🏽')).toBe(2);
    expect(refused('🙂'.repeat(TEXT_LIMIT))).toBeNull();
    expect(refused('🙂'.repeat(TEXT_LIMIT + 1))).toBe('text.tooLong');
  });

  it('keeps right-to-left words and composes letters into one form', () => {
    expect(parseInput(ObservationText, 'مرحبا')).toBe('مرحبا');
    expect(parseInput(ObservationText, ' pa\u030a \r\n ')).toBe('på');
  });

  it('cleaned after pasting can always be stored', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(firstInvalidCharacter(cleanPasted(text).text)).toBe(-1);
      }),
    );
    const lone = fc
      .string({ minLength: 0, maxLength: 20 })
      .map((text) => `${text}\ud800${text}\u0007`);
    fc.assert(
      fc.property(lone, (text) => {
        const cleaned = cleanPasted(text);
        expect(firstInvalidCharacter(cleaned.text)).toBe(-1);
        expect(cleaned.removed).toBeGreaterThan(0);
      }),
    );
  });
});
