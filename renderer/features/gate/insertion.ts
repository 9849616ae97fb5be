import { cleanPasted, countCharacters } from '../../../shared/domain/text.ts';

/** What stands after characters were put in, and what could not be. */
export interface Fitted {
  readonly text: string;
  /** Where the caret goes: after what was put in (UTF-16). */
  readonly caret: number;
  /** Characters that may not be stored and were left out. */
  readonly removed: number;
  /** Characters that there was no room for. */
  readonly dropped: number;
}

/** Puts `inserted` in the place of `text` from `start` to `end`: without what may not be stored, and only what fits. */
export function insertFitting(
  text: string,
  start: number,
  end: number,
  inserted: string,
  limit: number,
): Fitted {
  const clean = cleanPasted(inserted);
  const before = text.slice(0, start);
  const after = text.slice(end);
  const room = Math.max(0, limit - countCharacters(before) - countCharacters(after));
  const fits = takeCharacters(clean.text, room);
  return {
    text: before + fits + after,
    caret: start + fits.length,
    removed: clean.removed,
    dropped: fits.length === clean.text.length ? 0 : countCharacters(clean.text) - room,
  };
}

/** The stretch in which two texts differ: from `start` on, `before` up to `end` became `inserted`. */
export function changeBetween(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  // Never between the halves of a pair: half an emoji is no character.
  if (start > 0 && isHigh(after.charCodeAt(start - 1))) start -= 1;
  if (tail > 0 && isLow(after.charCodeAt(after.length - tail))) tail -= 1;
  return {
    start,
    end: before.length - tail,
    inserted: after.slice(start, after.length - tail),
  };
}

/** What stands when `before` is about to become `after`, however the characters came: typed, dropped, dictated. */
export function fitChange(before: string, after: string, limit: number): Fitted {
  const { start, end, inserted } = changeBetween(before, after);
  return insertFitting(before, start, end, inserted, limit);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The first `count` characters, counted as a person does. */
function takeCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  let units = 0;
  let left = count;
  for (const character of text) {
    if (left === 0) break;
    units += character.length;
    left -= 1;
  }
  return text.slice(0, units);
}
