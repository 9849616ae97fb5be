/** Words of a text as the name tagger sees them. */

/** How a word is written. */
export const LOWER = 0;
export const CAPITAL = 1;
export const CAPITALS = 2;
export const MIXED = 3;
export const LETTER = 4;
export const NUMBER = 5;
export const MARK = 6;
export const INITIAL = 7;

export interface Word {
  readonly start: number;
  readonly end: number;
  /** Of the word in lower case; the same on every machine. */
  readonly hash: number;
  readonly shape: number;
  /** Begins a sentence or a line, where a capital says little. */
  readonly first: boolean;
  readonly text: string;
}

/** A mask, or what stands for one while a text is read again: the same to the tagger, so that it judges both alike. */
const MASK = '\ufffc';
/** Letters with inner hyphens, apostrophes; an initial with its full stop; a number; any other mark. */
const wordPattern =
  /\[[\p{L} -]{3,24} (?:fjernet|fjerna|removed)\]|\ufffc+|[\p{L}\p{M}\u00ad\u200b]+(?:['’-][\p{L}\p{M}]+)*|\p{N}+|[^\s\p{L}\p{N}\p{M}]/gu;
const endsSentence = /^[.!?:;•*–—»"”([]$/u;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  let first = true;
  for (const match of text.matchAll(wordPattern)) {
    const start = match.index;
    const found = match[0];
    let end = start + found.length;
    if (found.length > 1 && (found[0] === '[' || found[0] === MASK)) {
      words.push({ start, end, hash: hashOf(MASK), shape: MARK, first, text: MASK });
      first = false;
      previousEnd = end;
      continue;
    }
    const broken = start > previousEnd && /[\n\r\u2028]/.test(text.slice(previousEnd, start));
    let shape = shapeOf(found);
    // «J. Hansen»
    if (shape === LETTER && text[end] === '.' && /\s/.test(text[end + 1] ?? '')) {
      shape = INITIAL;
      end += 1;
    } else if (found === '.' && words.at(-1)?.end === end) continue;
    words.push({
      start,
      end,
      hash: hashOf(found.toLowerCase()),
      shape,
      first: first || broken,
      text: found,
    });
    first = endsSentence.test(found);
    previousEnd = end;
  }
  return words;
}

function shapeOf(word: string): number {
  const code = word.charCodeAt(0);
  if (!/\p{L}/u.test(word)) return /\p{N}/u.test(word) ? NUMBER : MARK;
  // Plain lower-case letters, the commonest case by far.
  if (code >= 97 && code <= 122 && word === word.toLowerCase()) return LOWER;
  const lower = word.toLowerCase();
  if (word === lower) return LOWER;
  if (word.length === 1) return LETTER;
  if (word === word.toUpperCase()) return CAPITALS;
  // «Oslo-mannen» is no name of a person; «Anne-Marie» and «O'Brien» are.
  const parts = word.split(/['’-]/);
  const capitalised = parts.every(
    (part) =>
      part !== '' &&
      part[0] !== part[0]?.toLowerCase() &&
      part.slice(1) === part.slice(1).toLowerCase(),
  );
  return capitalised && word[0] !== lower[0] ? CAPITAL : MIXED;
}

/** FNV-1a over UTF-16 units, mixed once more; 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
