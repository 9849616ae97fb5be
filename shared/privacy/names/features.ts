import type { HashList } from './lists.ts';
import { hashOf, INITIAL, LETTER, LOWER, type Word } from './words.ts';

/** Slots the features are hashed into. Part of the weights: changing it means training anew. */
export const SLOTS = 1 << 17;
/** Features of one word. */
export const FEATURES = 24;

/** What is known of words beside the weights. */
export interface NameLists {
  /** First names met in Norway, and surnames; chosen one by one. */
  readonly first: HashList;
  readonly last: HashList;
  /** The same from many countries, taken together. */
  readonly firstAbroad: HashList;
  readonly lastAbroad: HashList;
  /** Countries, counties, towns. */
  readonly places: HashList;
  /** Words that are written with a small letter in running text. */
  readonly common: HashList;
}

/** What the lists say of a word, as one small number. */
export interface KnownWord extends Word {
  readonly known: number;
  readonly suffix3: number;
}

const COMMON = 9;
const PLACE = 18;
const COMPOUND = 36;

export function knownWords(words: readonly Word[], lists: NameLists): KnownWord[] {
  return words.map((word) => {
    const { start, end, hash, shape, first, text, facts } = word;
    let { listed } = facts;
    if (listed?.by !== lists) {
      const known = shape <= LETTER || shape === INITIAL ? knownOf(word, lists) : 0;
      listed = { by: lists, known, suffix3: hashOf(text.slice(-3).toLowerCase()) };
      facts.listed = listed;
    }
    // As an initial it is something else.
    const known = shape === INITIAL ? 0 : listed.known;
    return { start, end, hash, shape, first, text, facts, known, suffix3: listed.suffix3 };
  });
}

function knownOf({ hash, text, shape }: Word, lists: NameLists): number {
  const listed = namesOf(hash, lists);
  const common = lists.common.has(hash) ? COMMON : 0;
  const place = lists.places.has(hash) ? PLACE : 0;
  // «Kowalskis søknad»: what no list knows may be a genitive.
  if (listed + common + place === 0 && shape !== LOWER && /[^s]s$/i.test(text)) {
    const bare = hashOf(text.slice(0, -1).toLowerCase());
    const listedBare = namesOf(bare, lists) + (lists.places.has(bare) ? PLACE : 0);
    if (listedBare > 0) return listedBare;
  }
  if (listed + common + place === 0 && isCompound(text, lists)) return COMPOUND;
  return listed + common + place;
}

/** Whether no list of names knows the word. */
export function isUnlisted({ known }: KnownWord): boolean {
  return known % COMMON === 0;
}

/** «Praksisplassen»: two common words put together, with or without a joining s or e. */
function isCompound(text: string, { common }: NameLists): boolean {
  const lower = text.toLowerCase();
  for (let cut = 3; cut <= Math.min(lower.length - 3, 20); cut += 1) {
    if (!common.has(hashOf(lower.slice(cut)))) continue;
    if (common.has(hashOf(lower.slice(0, cut)))) return true;
    const joint = lower[cut - 1];
    if ((joint === 's' || joint === 'e') && cut > 3 && common.has(hashOf(lower.slice(0, cut - 1))))
      return true;
  }
  return false;
}

/** Whether the word is of the names chosen one by one. */
export function isChosenName({ known }: KnownWord): boolean {
  const listed = known % COMMON;
  return listed % 3 === 2 || listed >= 6;
}

/** Whether it is written with a small letter elsewhere. */
export function isCommon({ known }: KnownWord): boolean {
  return known % PLACE >= COMMON;
}

/** Whether it is of a place, a firm, an agency, a system or a month. */
export function isOther({ known }: KnownWord): boolean {
  return known % COMPOUND >= PLACE;
}

function namesOf(hash: number, lists: NameLists): number {
  const first = lists.first.has(hash) ? 2 : lists.firstAbroad.has(hash) ? 1 : 0;
  const last = lists.last.has(hash) ? 2 : lists.lastAbroad.has(hash) ? 1 : 0;
  return first + 3 * last;
}

const particles: ReadonlySet<string> = new Set([
  'al',
  'el',
  'bin',
  'ibn',
  'abu',
  'van',
  'von',
  'der',
  'den',
  'de',
  'da',
  'di',
  'du',
  'la',
  'le',
  'av',
  'af',
  'dos',
  'del',
]);

/** Whether a word can be of a name at all: has a capital, or is a name that no common word is. The rest is skipped, and costs nothing. */
export function mayBeName(word: KnownWord): boolean {
  const { shape, text } = word;
  if (shape !== LOWER) return shape <= LETTER || shape === INITIAL;
  // Chosen names count though they are words as well («per», «liv»); of the others only those that are no words.
  return isChosenName(word) || (!isUnlisted(word) && !isCommon(word)) || particles.has(text);
}

const NONE: KnownWord = {
  start: 0,
  end: 0,
  hash: 0x51ed270b,
  shape: 8,
  first: false,
  known: 79,
  suffix3: 0x2545f491,
  text: '',
  facts: { hash: 0x51ed270b, shape: 8, form: 0, listed: null },
};

/** Slots of the features of one word, into `into` from 0. */
export function featuresAt(words: readonly KnownWord[], at: number, into: Int32Array): void {
  const word = words[at] ?? NONE;
  const cut = word.first;
  const before = cut ? NONE : (words[at - 1] ?? NONE);
  const before2 = cut || before.first ? NONE : (words[at - 2] ?? NONE);
  const nextWord = words[at + 1];
  const after = nextWord === undefined || nextWord.first ? NONE : nextWord;
  const nextWord2 = words[at + 2];
  const after2 = after === NONE || nextWord2 === undefined || nextWord2.first ? NONE : nextWord2;
  const lower = word.text.toLowerCase();
  const shape = word.shape + (cut ? 10 : 0);
  const own = shape * 80 + word.known;
  const left = before.shape * 80 + before.known;
  const right = after.shape * 80 + after.known;
  const s4 = hashOf(lower.slice(-4));
  const s2 = hashOf(lower.slice(-2));
  const p2 = hashOf(lower.slice(0, 2));
  const p3 = hashOf(lower.slice(0, 3));
  into[0] = slot(1, own, 0);
  into[1] = slot(2, word.hash, 0);
  into[2] = slot(3, word.hash, shape);
  into[3] = slot(4, s2, own);
  into[4] = slot(5, word.suffix3, own);
  into[5] = slot(6, s4, shape);
  into[6] = slot(7, p2, own);
  into[7] = slot(8, p3, shape);
  into[8] = slot(9, before.hash, shape);
  into[9] = slot(10, after.hash, shape);
  into[10] = slot(11, before2.hash, word.shape);
  into[11] = slot(12, after2.hash, word.shape);
  into[12] = slot(13, own, right);
  into[13] = slot(14, own, left);
  into[14] = slot(15, own * 2048 + right, left);
  into[15] = slot(16, shape * 16 + after.shape, before.shape * 16 + before2.shape);
  into[16] = slot(17, before.hash, own);
  into[17] = slot(18, after.hash, own);
  into[18] = slot(19, before.hash ^ Math.imul(after.hash, 3), word.shape);
  into[19] = slot(20, before.suffix3, own * 16 + before.shape);
  into[20] = slot(21, after.suffix3, own * 16 + after.shape);
  into[21] = slot(22, Math.min(12, word.text.length) * 2 + (word.text.includes('-') ? 1 : 0), own);
  into[22] = slot(23, right, after2.shape * 80 + after2.known);
  into[23] = slot(24, word.suffix3, right);
}

function slot(kind: number, a: number, b: number): number {
  let mixed = Math.imul(a ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed ^ Math.imul(b + 1, 0xc2b2ae35), 0x27d4eb2f);
  mixed ^= mixed >>> 15;
  return mixed & (SLOTS - 1);
}
