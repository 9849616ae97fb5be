import { z } from 'zod';

/** Longest text a caseworker may log, in characters as a person counts them (code points). */
export const TEXT_LIMIT = 4000;
/** From here on the page says how much is left. */
export const TEXT_WARN_FROM = 3600;
/** Longest question, reason, answer or workaround. */
export const NOTE_LIMIT = 1000;

/** Characters as a person counts them: code points, so that an emoji is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// C0 and C1 controls but tab and line feed. They cannot be typed; they come with pasted or broken data.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Index (UTF-16) of the first character that may not be stored: NUL and other controls, or half a surrogate pair. -1 if none. */
export function firstInvalidCharacter(text: string): number {
  const control = text.search(CONTROL);
  if (text.isWellFormed()) return control;
  for (let i = 0; i < text.length; i += 1) {
    if (i === control) return i;
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) i += 1;
      else return i;
    } else if (unit >= 0xdc00 && unit <= 0xdfff) return i;
  }
  return control;
}

/** One form for the same words: NFC and line feeds. Applied at the border, so that search and diff see one spelling. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** For pasted text: takes out what may not be stored, and says how many characters went. */
export function cleanPasted(text: string): { text: string; removed: number } {
  const wellFormed = text.replace(/\r\n?/g, '\n').toWellFormed();
  // toWellFormed() turns a half pair into U+FFFD; that mark is dropped only where the input held none of its own.
  const lone = text.isWellFormed() ? wellFormed : wellFormed.replace(/\ufffd/g, '');
  const cleaned = lone.replace(CONTROL, '');
  return { text: cleaned, removed: countCharacters(wellFormed) - countCharacters(cleaned) };
}

/** Issue messages are error codes of the catalogue, so that every border can say the same thing about the same fault. */
function textSchema(limit: number) {
  return z
    .string()
    .refine((text) => text.length <= limit * 2 && countCharacters(text) <= limit, {
      error: 'text.tooLong',
      abort: true,
      params: { limit },
    })
    .refine((text) => firstInvalidCharacter(text.replace(/\r\n?/g, '\n')) === -1, {
      error: 'text.invalidCharacter',
      abort: true,
    })
    .overwrite(normaliseText);
}

/** A text that must say something. */
export function requiredText(limit: number) {
  return textSchema(limit).refine((text) => text !== '', { error: 'text.empty' });
}

/** A text that may be absent; blank counts as absent. */
export function optionalText(limit: number) {
  return textSchema(limit)
    .nullable()
    .overwrite((text) => (text === '' ? null : text));
}

export const ObservationText = requiredText(TEXT_LIMIT);
export const Workaround = optionalText(NOTE_LIMIT);
export const RequiredNote = requiredText(NOTE_LIMIT);
export const OptionalNote = optionalText(NOTE_LIMIT);
/** Text still being written: any length up to the limit, blank allowed. */
export const DraftText = textSchema(TEXT_LIMIT);
/** Words as they are kept: empty once they were kept long enough, or taken back by who wrote them. */
export const KeptText = textSchema(TEXT_LIMIT);
export const KeptNote = textSchema(NOTE_LIMIT);
