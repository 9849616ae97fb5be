import { findMeanings } from '../meanings/meanings.ts';
import { Compounds } from '../words/compounds.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { readWords, type Word } from '../words/read-words.ts';
import { GrowingInts, withRoom } from './growing.ts';
import type { Weights } from './weights.ts';

/** Letter groups are hashed into so many slots; what else a token holds has a number of its own above them. */
const GRAM_SLOTS = 1 << 16;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** A stem that no text of the index holds. */
const UNKNOWN = -1;
const RARITY_POWER = 0.25;
/** Features in more texts than this are few: their rarity is worked out each time. */
const COMMON = 1024;

type Kind = 'stem' | 'part' | 'gram' | 'meaning';

/** What a text is made of: its words, and the meanings of its words and phrases, as numbers of the vocabulary's tokens. */
export interface Tokens {
  /** Each once. */
  readonly known: Int32Array;
  /** The features of the words' stems in order, for pairs. */
  readonly stems: Int32Array;
}

/** Tokens that no text of the index holds, with their features; only for the length of a query. */
interface Query {
  /** Feature to how much of it the query holds. */
  readonly features: ReadonlyMap<number, number>;
  readonly stems: Int32Array;
  /** The tokens of the vocabulary that it holds, without function words. */
  readonly telling: readonly number[];
}

export interface Likeness {
  /** By token. */
  readonly tokens: Float32Array;
  /** The query's likeness with itself: its length squared. */
  readonly self: number;
}

interface Reading {
  readonly key: string;
  readonly word: Word | null;
  readonly english: boolean;
  readonly meaning: number;
}

/**
 * The tokens of the texts at hand and their features. A token's features are the same wherever it stands, so that a query is
 * compared with each token once and with each text only by adding up: exact, and cheap enough to leave no text out.
 */
export class Vocabulary {
  readonly #weights: Weights;
  readonly #tokens = new Map<string, number>();
  readonly #readings: Reading[] = [];
  /** Per token: its features; a word's first is its stem. */
  #features: Int32Array[] = [];
  #scale = new Float32Array(64);
  readonly #named = new Map<string, number>();
  #kindWeight = new Float32Array(GRAM_SLOTS + 64);
  /** Per feature: the tokens that hold it, and how many texts. */
  #holders: (GrowingInts | undefined)[] = [];
  #texts = new Int32Array(GRAM_SLOTS + 64);
  /** Per feature: the last text counted, so that each text counts once. */
  #lastText = new Int32Array(GRAM_SLOTS + 64);
  #stamp = 0;
  /** By the number of texts that hold a feature; 0 where not worked out yet. */
  readonly #rarities = new Float32Array(COMMON);
  #raritiesOf = 0;
  #likeness = new Float32Array(0);
  /** By feature; all zero but while `likenessWith` is at work. */
  #amounts = new Float32Array(0);
  #compounds = new Compounds([]);

  constructor(weights: Weights) {
    this.#weights = weights;
    this.#kindWeight.fill(weights.gram, 0, GRAM_SLOTS);
  }

  get size(): number {
    return this.#readings.length;
  }

  /** Reads a text and takes what is new in it into the vocabulary. */
  take(text: string): Tokens {
    const tokens = new Set<number>();
    const stems: number[] = [];
    for (const reading of readingsOf(text)) {
      const token = this.#tokens.get(reading.key) ?? this.#add(reading);
      tokens.add(token);
      if (reading.word !== null) stems.push(this.#features[token]?.[0] ?? UNKNOWN);
    }
    return { known: Int32Array.from(tokens), stems: Int32Array.from(stems) };
  }

  /** Counts a text's features in (1) or out (-1). */
  count(tokens: Int32Array, by: 1 | -1): void {
    this.#stamp += 1;
    for (const token of tokens)
      for (const feature of this.#features[token] ?? [])
        if (this.#lastText[feature] !== this.#stamp) {
          this.#lastText[feature] = this.#stamp;
          this.#texts[feature] = (this.#texts[feature] ?? 0) + by;
        }
  }

  query(text: string): Query {
    const features = new Map<number, number>();
    const stems: number[] = [];
    const seen = new Set<string>();
    const telling: number[] = [];
    for (const reading of readingsOf(text)) {
      const token = this.#tokens.get(reading.key);
      const held =
        (token === undefined ? undefined : this.#features[token]) ??
        this.#featuresOf(reading, false);
      if (reading.word !== null) stems.push(token === undefined ? UNKNOWN : (held[0] ?? UNKNOWN));
      if (seen.has(reading.key)) continue;
      seen.add(reading.key);
      const scale = scaleOf(reading, this.#weights);
      if (token !== undefined && scale === 1) telling.push(token);
      for (const feature of held) features.set(feature, (features.get(feature) ?? 0) + scale);
    }
    return { features, stems: Int32Array.from(stems), telling };
  }

  /** Worked out once for each number of texts that hold a feature, as long as there are as many texts. */
  #rarity(feature: number, texts: number): number {
    if (texts !== this.#raritiesOf) {
      this.#rarities.fill(0);
      this.#raritiesOf = texts;
    }
    const held = Math.max(0, this.#texts[feature] ?? 0);
    if (held >= this.#rarities.length) return rarity(held, texts);
    const known = this.#rarities[held] ?? 0;
    if (known !== 0) return known;
    const worked = rarity(held, texts);
    this.#rarities[held] = worked;
    return worked;
  }

  /** How much a feature tells, squared: rare ones tell more. */
  #telling(feature: number, texts: number): number {
    const loud = (this.#kindWeight[feature] ?? 0) * this.#rarity(feature, texts);
    return loud * loud;
  }

  /** What each token of the vocabulary has in common with a query; good until the next call. `texts`: how many texts there are. */
  likeness(features: Query['features'], texts: number): Likeness {
    this.#likeness = withRoom(this.#likeness, this.size);
    const tokens = this.#likeness.fill(0).subarray(0, this.size);
    let self = 0;
    for (const [feature, amount] of features) {
      const telling = this.#telling(feature, texts);
      self += telling * amount * amount;
      const holders = this.#holders[feature];
      if (holders === undefined) continue;
      const { items, length } = holders;
      const value = telling * amount;
      for (let at = 0; at < length; at += 1) {
        const token = items[at] ?? 0;
        tokens[token] = (tokens[token] ?? 0) + value * (this.#scale[token] ?? 0);
      }
    }
    return { tokens, self };
  }

  /** Each token's likeness with itself, from token `from` on. */
  selves(texts: number, from = 0): Float32Array<ArrayBuffer> {
    const selves = new Float32Array(this.size - from);
    for (let token = from; token < this.size; token += 1) {
      let sum = 0;
      for (const feature of this.#features[token] ?? []) sum += this.#telling(feature, texts);
      const scale = this.#scale[token] ?? 0;
      selves[token - from] = sum * scale * scale;
    }
    return selves;
  }

  /** The length of a text's vector. Two tokens of one text that share a feature are taken for unlike: near enough, and quick. */
  lengthOf(tokens: Int32Array, texts: number): number {
    let sum = 0;
    for (const token of tokens) {
      const scale = this.#scale[token] ?? 0;
      for (const feature of this.#features[token] ?? [])
        sum += scale * scale * this.#telling(feature, texts);
    }
    return Math.sqrt(sum);
  }

  /** How much a stem tells, by its feature. */
  stemTelling(stem: number, texts: number): number {
    return this.#rarity(stem, texts);
  }

  /** How alike one text is with each of some others. */
  likenessWith(tokens: Int32Array, others: readonly Int32Array[], texts: number): number[] {
    this.#amounts = withRoom(this.#amounts, GRAM_SLOTS + this.#named.size);
    const amounts = this.#amounts;
    for (const token of tokens)
      for (const feature of this.#features[token] ?? [])
        amounts[feature] =
          (amounts[feature] ?? 0) + (this.#scale[token] ?? 0) * this.#telling(feature, texts);
    const likeness = others.map((other) => {
      let sum = 0;
      for (const token of other) {
        const scale = this.#scale[token] ?? 0;
        for (const feature of this.#features[token] ?? []) sum += scale * (amounts[feature] ?? 0);
      }
      return sum;
    });
    for (const token of tokens)
      for (const feature of this.#features[token] ?? []) amounts[feature] = 0;
    return likeness;
  }

  /** Learns compounds anew from the stems that stand in several texts, and counts all texts again. */
  relearn(texts: Iterable<Int32Array>): void {
    const holders = new Int32Array(this.size);
    const all = [...texts];
    for (const tokens of all)
      for (const token of tokens) holders[token] = (holders[token] ?? 0) + 1;
    const stems = new Map<string, number>();
    this.#readings.forEach(({ word }, token) => {
      if (word !== null) stems.set(word.stem, (stems.get(word.stem) ?? 0) + (holders[token] ?? 0));
    });
    this.#compounds = new Compounds(
      [...stems].filter(([, held]) => held >= 2).map(([stem]) => stem),
    );
    this.#holders = [];
    this.#texts.fill(0);
    this.#lastText.fill(0);
    this.#stamp = 0;
    this.#features = [];
    this.#readings.forEach((reading, token) => {
      this.#hold(token, this.#featuresOf(reading, true));
    });
    for (const tokens of all) this.count(tokens, 1);
  }

  #add(reading: Reading): number {
    const token = this.#readings.push(reading) - 1;
    this.#tokens.set(reading.key, token);
    this.#scale = withRoom(this.#scale, token + 1);
    this.#scale[token] = scaleOf(reading, this.#weights);
    this.#hold(token, this.#featuresOf(reading, true));
    return token;
  }

  #hold(token: number, features: Int32Array): void {
    this.#features[token] = features;
    for (const feature of features) {
      let holders = this.#holders[feature];
      if (holders === undefined) {
        holders = new GrowingInts(2);
        this.#holders[feature] = holders;
      }
      holders.push(token);
    }
  }

  /** @param learn whether features that no token holds yet get a number; else they are left out */
  #featuresOf({ word, meaning, english }: Reading, learn: boolean): Int32Array {
    const features = new Set<number>();
    const name = (kind: Kind, text: string) => {
      const feature = this.#feature(kind, text, learn);
      if (feature !== undefined) features.add(feature);
    };
    if (word === null) {
      name('meaning', String(meaning));
      return Int32Array.from(features);
    }
    name('stem', word.stem);
    if (!english && !isFunctionWord(word.stem)) {
      const parts = this.#compounds.parts(word.stem);
      for (const part of parts.length > 0 ? parts : [word.stem]) name('part', part);
    }
    addGrams(word.spelt, features);
    return Int32Array.from(features);
  }

  #feature(kind: Kind, text: string, learn: boolean): number | undefined {
    const key = `${kind} ${text}`;
    const known = this.#named.get(key);
    if (known !== undefined || !learn) return known;
    const feature = GRAM_SLOTS + this.#named.size;
    this.#named.set(key, feature);
    if (feature >= this.#texts.length) {
      const length = Math.ceil(feature * 1.25);
      this.#texts = grownInts(this.#texts, length);
      this.#lastText = grownInts(this.#lastText, length);
      this.#kindWeight = withRoom(this.#kindWeight, length);
    }
    this.#kindWeight[feature] = this.#weights[kind];
    return feature;
  }
}

function readingsOf(text: string): Reading[] {
  const { words, language } = readWords(text);
  const english = language === 'english';
  const readings: Reading[] = words.map((word) => ({
    key: english ? `e${word.spelt}` : `n${word.spelt}`,
    word,
    english,
    meaning: -1,
  }));
  // The meanings are Norwegian words; some would be met by chance.
  for (const { meaning } of english ? [] : findMeanings(words))
    readings.push({ key: `m${meaning}`, word: null, english, meaning });
  return readings;
}

/** How rare, tempered: in texts of one trade a word that is four times as rare does not say four times as much. */
function rarity(held: number, texts: number): number {
  return Math.log(1 + texts / (held + 2)) ** RARITY_POWER;
}

function scaleOf({ word }: Reading, weights: Weights): number {
  return word !== null && isFunctionWord(word.stem) ? weights.functionWord : 1;
}

function grownInts(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}

/** The slots of a word's letter groups, its two edges counted as letters. FNV-1a over UTF-16 units. */
function addGrams(word: string, slots: Set<number>): void {
  const edged = `<${word}>`;
  for (let from = 0; from + SHORTEST_GRAM <= edged.length; from += 1) {
    let hash = 0x811c9dc5;
    const end = Math.min(edged.length, from + LONGEST_GRAM);
    for (let at = from; at < end; at += 1) {
      hash = Math.imul(hash ^ edged.charCodeAt(at), 0x01000193);
      if (at - from + 1 >= SHORTEST_GRAM) slots.add(((hash ^ (hash >>> 15)) >>> 0) % GRAM_SLOTS);
    }
  }
}
