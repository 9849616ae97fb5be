import { normaliseWords } from './normalise-words.ts';
import { wordGroups } from './tag-words.ts';
import { type TemaEvidence, temaEvidence } from './tema-words.ts';

/** Number of slots the features of a note are hashed into. Part of the weights: changing it means training anew. */
export const SLOTS = 4096;
/** What stands after this many words does not change what a note is about, and a megabyte must not cost more than a note. */
const MAX_WORDS = 400;

/** How loud each kind of feature speaks. */
const WHOLE = 1;
const PARTS = 0.7;
const GROUP = 1;
const NAMED = 0.5;
const HINTED = 0.6;

export interface NoteFeatures {
  readonly words: readonly string[];
  readonly tema: TemaEvidence;
  /** Slot and value of each feature; a slot may come twice. */
  readonly slots: Int32Array;
  readonly values: Float64Array;
}

/** Words, word pairs, beginnings and inner letters of words, and the taxonomy's own words, as hashed features. */
export function noteFeatures(text: string): NoteFeatures {
  // 24 characters a word is more than any note has on average.
  const words = normaliseWords(text.slice(0, MAX_WORDS * 24)).slice(0, MAX_WORDS);
  const tema = temaEvidence(words);
  const whole = new Set<string>();
  const parts = new Set<string>();
  words.forEach((word, at) => {
    whole.add(`w ${word}`);
    whole.add(`b ${word.slice(0, 6)}`);
    const next = words[at + 1];
    if (next !== undefined) whole.add(`p ${word} ${next}`);
    const edged = `<${word.slice(0, 30)}>`;
    for (let size = 3; size <= 5; size += 1)
      for (let from = 0; from + size <= edged.length; from += 1)
        parts.add(`c ${edged.slice(from, from + size)}`);
  });
  for (const mark of text.slice(0, 2000).matchAll(/[?"!%]/g)) whole.add(`m ${mark[0]}`);
  const slots: number[] = [];
  const values: number[] = [];
  const add = (names: ReadonlySet<string>, scale: number) => {
    for (const name of names) {
      const hash = hashOf(name);
      slots.push(hash % SLOTS);
      values.push(hash & 0x40000000 ? scale : -scale);
    }
  };
  add(whole, WHOLE / Math.sqrt(Math.max(1, whole.size)));
  add(parts, PARTS / Math.sqrt(Math.max(1, parts.size)));
  add(new Set(wordGroups(words).map((name) => `g ${name}`)), GROUP);
  add(new Set(tema.named.map((code) => `n ${code}`)), NAMED);
  add(new Set(tema.hinted.map((code) => `h ${code}`)), HINTED);
  return { words, tema, slots: Int32Array.from(slots), values: Float64Array.from(values) };
}

/** FNV-1a over UTF-16 units, 31 bits. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash ^= name.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  return hash & 0x7fffffff;
}
