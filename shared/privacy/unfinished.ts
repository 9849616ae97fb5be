import { digitChains, isIgnorable } from './digits.ts';
import { isNumberWord } from './find-written-ids.ts';

/** So many digits are nobody's; from one more on, a number may be the beginning of one that identifies. */
const HARMLESS = 5;
/** Characters that may stand between a number and the caret while it is still being written. */
const REACH = 8;
/** As far back as something that is being written may begin. */
const LOOK_BACK = 400;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * What is being written where the caret stands (UTF-16; -1: nowhere) and may be the beginning of something that may not be
 * saved: a long number in any dress, said in words too, or half an e-mail address. Half of it looks like nothing to the gate;
 * it must not reach a disk before its end has shown what it is. Null where there is none.
 */
export function unfinishedAt(text: string, caret: number): Stretch | null {
  if (caret < 0) return null;
  const found = [numberAt(text, caret), wordsAt(text, caret), addressAt(text, caret)].filter(
    (stretch) => stretch !== null,
  );
  if (found.length === 0) return null;
  return {
    start: Math.min(...found.map(({ start }) => start)),
    end: Math.max(...found.map(({ end }) => end)),
  };
}

/** The text without what is being written at the caret. */
export function withoutUnfinished(text: string, caret: number): string {
  const stretch = unfinishedAt(text, caret);
  return stretch === null ? text : text.slice(0, stretch.start) + text.slice(stretch.end);
}

/** A number goes on until a letter says that it does not: what separates its groups may stand at the caret for a while. */
function numberAt(text: string, caret: number): Stretch | null {
  let digits = 0;
  let start = 0;
  for (const chain of digitChains(text)) {
    const from = chain[0]?.start ?? 0;
    const end = chain.at(-1)?.end ?? 0;
    if (from > caret) return null;
    // «010190, personnr 12345»: the halves of one number.
    const goesOn =
      digits > 0 && from - start < LOOK_BACK && secondHalf.test(text.slice(start, from));
    digits = chain.reduce((sum, group) => sum + group.digits.length, goesOn ? digits : 0);
    if (!goesOn) start = from;
    const isBeingWritten = caret <= end || isSeparating(text.slice(end, caret));
    if (isBeingWritten && digits > HARMLESS) return { start, end: Math.max(end, caret) };
  }
  return null;
}

const secondHalf =
  /^[\p{N}\s./-]{4,16}[^\p{N}]{0,12}(?:p(?:erson)?[. -]{0,2}(?:nr|num)|siste (?:fem|5)|individ)[^\p{N}]{0,12}$/iu;

function isSeparating(between: string): boolean {
  const seen = [...between].filter((character) => !isIgnorable(character));
  return seen.length <= REACH && !seen.some((character) => /[\p{L}\p{N}\]]/u.test(character));
}

/** Digits said in words, one after the other; the last may be half a word. */
function wordsAt(text: string, caret: number): Stretch | null {
  const from = Math.max(0, caret - LOOK_BACK);
  const before = [...text.slice(from, caret).matchAll(/\p{L}+/gu)];
  const last = before.at(-1);
  if (last === undefined) return null;
  let start = -1;
  let count = 0;
  let next = caret - from;
  for (const word of before.toReversed()) {
    const end = word.index + word[0].length;
    // Half a word at the caret is one more to come.
    const isHalf = word === last && end === caret - from && !isNumberWord(word[0]);
    if (next - end > REACH || !(isNumberWord(word[0]) || isHalf)) break;
    if (!isHalf) count += 1;
    start = word.index;
    next = word.index;
  }
  return count > HARMLESS ? { start: from + start, end: caret } : null;
}

const atSign = /[@\uff20\ufe6b]/u;

function addressAt(text: string, caret: number): Stretch | null {
  let start = caret;
  while (start > 0 && caret - start < LOOK_BACK && !isBlank(text[start - 1])) start -= 1;
  let end = caret;
  while (end < text.length && end - caret < LOOK_BACK && !isBlank(text[end])) end += 1;
  return atSign.test(text.slice(start, end)) ? { start, end } : null;
}

function isBlank(character: string | undefined): boolean {
  return character === undefined || /\s/.test(character);
}
