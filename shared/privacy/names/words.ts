import { formOf } from './language.ts';

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
  readonly facts: WordFacts;
}

/** What is always so of a word, wherever it stands. Kept for words that are met again, and with it what others find out of it. */
export interface WordFacts {
  readonly hash: number;
  readonly shape: number;
  /** See `formOf`. */
  readonly form: number;
  /** What lists say of it, and which. */
  listed: { readonly by: object; readonly known: number; readonly suffix3: number } | null;
}

/** A mask, or what stands for one while a text is read again: the same to the tagger, so that it judges both alike. */
const MASK = '\ufffc';
const mask = /\[[\p{L} -]{3,24} (?:fjernet|fjerna|removed)\]/uy;
const endsSentence = /^[.!?:;•*–—»"”([]$/u;

/** What a character is part of. */
const BLANK = 1;
const IN_WORD = 2;
/** Invisible, and within a word as well: a soft hyphen, a space of no width. */
const IN_WORD_UNSEEN = 3;
const IN_NUMBER = 4;
const ALONE = 5;

const parts = new Uint8Array(0x250);
const rareParts = new Map<number, number>();
const MOST_RARE = 4096;

function partOf(codePoint: number): number {
  const known = codePoint < parts.length ? parts[codePoint] : rareParts.get(codePoint);
  if (known !== undefined && known !== 0) return known;
  const character = String.fromCodePoint(codePoint);
  const made = /[\p{L}\p{M}]/u.test(character)
    ? IN_WORD
    : codePoint === 0xad || codePoint === 0x200b
      ? IN_WORD_UNSEEN
      : /\p{N}/u.test(character)
        ? IN_NUMBER
        : /\s/u.test(character)
          ? BLANK
          : ALONE;
  if (codePoint < parts.length) parts[codePoint] = made;
  else {
    // Lest a hostile text fill it.
    if (rareParts.size >= MOST_RARE) rareParts.clear();
    rareParts.set(codePoint, made);
  }
  return made;
}

function codePointAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(at) ?? unit) : unit;
}

function widthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** Where the run of characters of such a part ends; `unseen`: the invisible ones belong to it. */
function runEnd(text: string, from: number, part: number, unseen: boolean): number {
  let at = from;
  while (at < text.length) {
    const codePoint = codePointAt(text, at);
    const here = partOf(codePoint);
    if (here !== part && !(unseen && here === IN_WORD_UNSEEN)) break;
    at += widthOf(codePoint);
  }
  return at;
}

/** Letters with inner hyphens and apostrophes. */
function wordEnd(text: string, from: number): number {
  let end = runEnd(text, from, IN_WORD, true);
  for (;;) {
    const joint = text.charCodeAt(end);
    if (joint !== 0x27 && joint !== 0x2019 && joint !== 0x2d) return end;
    const next = runEnd(text, end + 1, IN_WORD, false);
    if (next === end + 1) return end;
    end = next;
  }
}

/** A language's words are few: most of a text was met before. Numbers are never kept. */
const met = new Map<string, WordFacts>();
const MOST_MET = 8192;
const LONGEST_MET = 40;

function factsOf(found: string, part: number): WordFacts {
  const known = met.get(found);
  if (known !== undefined) return known;
  const facts: WordFacts = {
    hash: hashOf(found.toLowerCase()),
    shape: shapeOf(found),
    form: formOf(found),
    listed: null,
  };
  if (part !== IN_NUMBER && found.length <= LONGEST_MET) {
    if (met.size >= MOST_MET) met.clear();
    met.set(found, facts);
  }
  return facts;
}

/** Words, an initial with its full stop, numbers, and any other mark. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  let first = true;
  for (let start = 0; start < text.length; ) {
    const codePoint = codePointAt(text, start);
    const part = partOf(codePoint);
    if (part === BLANK) {
      start += 1;
      continue;
    }
    const masked = maskEnd(text, start, codePoint);
    if (masked > start + 1) {
      const [hash, shape, text] = [maskHash, MARK, MASK];
      words.push({ start, end: masked, hash, shape, first, text, facts: maskFacts });
      first = false;
      previousEnd = masked;
      start = masked;
      continue;
    }
    let end =
      part === ALONE
        ? start + widthOf(codePoint)
        : part === IN_NUMBER
          ? runEnd(text, start, IN_NUMBER, false)
          : wordEnd(text, start);
    const next = end;
    const found = text.slice(start, end);
    const facts = factsOf(found, part);
    let { shape } = facts;
    // «J. Hansen»
    if (shape === LETTER && text[end] === '.' && /\s/.test(text[end + 1] ?? '')) {
      shape = INITIAL;
      end += 1;
    } else if (found === '.' && words.at(-1)?.end === end) {
      start = next;
      continue;
    }
    const broken = start > previousEnd && breaksLine(text, previousEnd, start);
    const { hash } = facts;
    words.push({ start, end, hash, shape, first: first || broken, text: found, facts });
    first = part === ALONE && endsSentence.test(found);
    previousEnd = end;
    start = next;
  }
  return words;
}

/** Where a mask that begins here ends; `start` where none does. */
function maskEnd(text: string, start: number, codePoint: number): number {
  if (codePoint === 0xfffc) {
    let end = start + 1;
    while (text.charCodeAt(end) === 0xfffc) end += 1;
    return end;
  }
  if (codePoint !== 0x5b) return start;
  mask.lastIndex = start;
  return mask.test(text) ? mask.lastIndex : start;
}

function breaksLine(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0x0a || unit === 0x0d || unit === 0x2028) return true;
  }
  return false;
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

const maskHash = hashOf(MASK);
const maskFacts: WordFacts = { hash: maskHash, shape: MARK, form: 0, listed: null };
