import {
  FEATURES,
  featuresAt,
  isChosenName,
  isCommon,
  isOther,
  isUnlisted,
  type KnownWord,
  mayBeName,
} from './features.ts';
import { CAPITALS, LOWER } from './words.ts';

/** Outside a name, at its beginning, inside it. */
export const O = 0;
export const B = 1;
export const I = 2;

/**
 * Weights relative to «outside», which counts nought: a begin and an inside weight for each slot. `transitions` from tag to tag,
 * nine numbers in rows; `bias` is added to begin and inside, up for recall, down for precision.
 */
export interface TaggerWeights {
  readonly begin: Int8Array | Float32Array;
  readonly inside: Int8Array | Float32Array;
  readonly transitions: readonly number[];
  readonly bias: number;
  /** Taken from the begin of a word that begins a sentence and that no list of names knows: there any word has a capital. */
  readonly doubt: number;
}

/** Where names may be, as runs of words that can be of one. */
export interface NameSpan {
  readonly first: number;
  readonly last: number;
}

const slots = new Int32Array(FEATURES);

/** The likeliest tags of the words (Viterbi). Words that can't be of a name are outside without a look. */
export function tag(words: readonly KnownWord[], weights: TaggerWeights): Uint8Array {
  const tags = new Uint8Array(words.length);
  for (let from = 0; from < words.length; ) {
    const word = words[from];
    if (word === undefined || !mayBeName(word)) {
      from += 1;
      continue;
    }
    let to = from + 1;
    for (let next = words[to]; next !== undefined && mayBeName(next); next = words[to]) to += 1;
    tagRun(words, from, to, weights, tags);
    from = to;
  }
  return tags;
}

/** One run, from outside to outside. */
function tagRun(
  words: readonly KnownWord[],
  from: number,
  to: number,
  { begin, inside, transitions, bias, doubt }: TaggerWeights,
  tags: Uint8Array,
): void {
  const size = to - from;
  const back = new Uint8Array(size * 3);
  let scores = [
    transitionOf(transitions, O, O),
    transitionOf(transitions, O, B),
    Number.NEGATIVE_INFINITY,
  ];
  for (let at = 0; at < size; at += 1) {
    featuresAt(words, from + at, slots);
    const word = words[from + at];
    let beginScore = word?.first === true && isUnlisted(word) ? bias - doubt : bias;
    let insideScore = bias;
    for (const slot of slots) {
      beginScore += begin[slot] ?? 0;
      insideScore += inside[slot] ?? 0;
    }
    const own = [0, beginScore, insideScore];
    if (at === 0) {
      scores = scores.map((score, tag) => score + (own[tag] ?? 0));
      continue;
    }
    const next: number[] = [];
    for (let tag = 0; tag < 3; tag += 1) {
      let best = Number.NEGATIVE_INFINITY;
      let bestFrom = 0;
      for (let previous = 0; previous < 3; previous += 1) {
        if (tag === I && previous === O) continue;
        const score = (scores[previous] ?? 0) + transitionOf(transitions, previous, tag);
        if (score > best) {
          best = score;
          bestFrom = previous;
        }
      }
      next.push(best + (own[tag] ?? 0));
      back[at * 3 + tag] = bestFrom;
    }
    scores = next;
  }
  scores = scores.map((score, tag) => score + transitionOf(transitions, tag, O));
  let last = 0;
  for (let tag = 1; tag < 3; tag += 1) if ((scores[tag] ?? 0) > (scores[last] ?? 0)) last = tag;
  for (let at = size - 1; at >= 0; at -= 1) {
    tags[from + at] = last;
    last = back[at * 3 + last] ?? 0;
  }
}

function transitionOf(transitions: readonly number[], from: number, to: number): number {
  return transitions[from * 3 + to] ?? 0;
}

export function spansOf(tags: Uint8Array): NameSpan[] {
  const spans: NameSpan[] = [];
  for (let at = 0; at < tags.length; at += 1) {
    if (tags[at] !== B) continue;
    let last = at;
    while (tags[last + 1] === I) last += 1;
    spans.push({ first: at, last });
    at = last;
  }
  return spans;
}

/**
 * The names among the tagged words. What the tagger took too much of at an edge is cut: a word in small letters beside one with a
 * capital. What is a place, a firm or a shortening throughout is nobody.
 */
export function nameSpans(words: readonly KnownWord[], tags: Uint8Array): NameSpan[] {
  const spans: NameSpan[] = [];
  for (const span of spansOf(tags)) {
    let { first, last } = span;
    if (words.slice(first, last + 1).some(({ shape }) => shape !== LOWER)) {
      while (words[first]?.shape === LOWER) first += 1;
      while (words[last]?.shape === LOWER) last -= 1;
    }
    if (!isNobody(words.slice(first, last + 1))) spans.push({ first, last });
  }
  return spans;
}

function isNobody(words: readonly KnownWord[]): boolean {
  const [only] = words;
  if (words.length === 1 && only !== undefined) {
    // A lone word in small letters names nobody: «per», «lue».
    if (only.shape === LOWER || only.text.length < 2) return true;
    // «Ho», «Fant»: a sentence begins with a word that is some surname somewhere.
    if (only.first && isCommon(only) && !isChosenName(only)) return true;
  }
  return words.every(
    (word) =>
      (isOther(word) && !isChosenName(word)) ||
      (word.shape === CAPITALS && word.text.length <= 5 && isUnlisted(word)) ||
      word.text.length < 2,
  );
}
