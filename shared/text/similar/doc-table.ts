import { Best, type Candidate } from './best.ts';
import { GrowingInts, withRoom } from './growing.ts';
import { type EvidenceTags, TagColumns, type TagWorths } from './tag-evidence.ts';
import type { Likeness, Tokens } from './vocabulary.ts';
import type { Weights } from './weights.ts';

/** What is known of a query besides its likeness with tokens. */
export interface AskedTags {
  /** The query's own id, where it has one. */
  readonly id: string | undefined;
  readonly tags: EvidenceTags;
  /** The query's own tokens, without function words: what they go with suggests tags. */
  readonly tokens: readonly number[];
}

/** A token is loud where it alone makes this part of a perfect match. */
const LOUD = 0.01;
/** So many texts are looked up by loud tokens, the loudest first: what a question costs hardly grows with the index. */
const POSTINGS = 40_000;
/** For each candidate that is wanted, so many are looked at in full. */
const ROUGH = 3;

/**
 * The texts of an index side by side in typed arrays: their tokens one after the other, so that all of them are scored in one
 * pass through memory. A text is known by its place; a removed one leaves its place empty until the table is compacted.
 */
export class DocTable implements Iterable<Int32Array> {
  readonly #columns: TagColumns;
  readonly #weights: Weights;
  readonly #places = new Map<string, number>();
  readonly #ids: (string | undefined)[] = [];
  readonly #tags: EvidenceTags[] = [];
  readonly #tokens = new GrowingInts(64);
  readonly #tokenEnds = new GrowingInts(16);
  readonly #stems = new GrowingInts(64);
  readonly #stemEnds = new GrowingInts(16);
  /** Per token: the places of the texts that hold it. */
  readonly #holders: (GrowingInts | undefined)[] = [];
  /** One over the length of each text's vector; 0 for a removed one. */
  #inverse = new Float32Array(16);
  /** By place, while `likely` is at work: one array for all questions. */
  #sums = new Float32Array(0);

  constructor(weights: Weights) {
    this.#weights = weights;
    this.#columns = new TagColumns(weights);
  }

  get size(): number {
    return this.#places.size;
  }
  /** Empty places. */
  get dead(): number {
    return this.#ids.length - this.#places.size;
  }
  get bytes(): number {
    const arrays = [this.#tokens, this.#tokenEnds, this.#stems, this.#stemEnds, this.#columns];
    const lists = this.#holders.reduce((sum, holders) => sum + (holders?.bytes ?? 0), 0);
    return arrays.reduce((sum, { bytes }) => sum + bytes, this.#inverse.byteLength + lists);
  }

  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }
  idAt(place: number): string {
    return this.#ids[place] ?? '';
  }
  lengthAt(place: number): number {
    return 1 / (this.#inverse[place] || 1);
  }
  tokensAt(place: number): Int32Array {
    return slice(this.#tokens, this.#tokenEnds, place);
  }
  /** The stems of a text's words in order. */
  stemsAt(place: number): Int32Array {
    return slice(this.#stems, this.#stemEnds, place);
  }

  *[Symbol.iterator](): Generator<Int32Array> {
    for (const place of this.#places.values()) yield this.tokensAt(place);
  }

  add(id: string, { known, stems }: Tokens, tags: EvidenceTags, length: number): void {
    const place = this.#ids.push(id) - 1;
    this.#places.set(id, place);
    this.#tags.push(tags);
    this.#columns.push(tags);
    for (const token of known) {
      this.#tokens.push(token);
      let holders = this.#holders[token];
      if (holders === undefined) {
        holders = new GrowingInts(2);
        this.#holders[token] = holders;
      }
      holders.push(place);
    }
    this.#tokenEnds.push(this.#tokens.length);
    for (const stem of stems) this.#stems.push(stem);
    this.#stemEnds.push(this.#stems.length);
    this.#inverse = withRoom(this.#inverse, place + 1);
    this.#inverse[place] = length > 0 ? 1 / length : 0;
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#ids[place] = undefined;
    this.#inverse[place] = 0;
    this.#columns.clear(place);
  }

  compacted(): DocTable {
    const table = new DocTable(this.#weights);
    for (const [id, place] of this.#places)
      table.add(
        id,
        { known: this.tokensAt(place), stems: this.stemsAt(place) },
        this.#tags[place] ?? {},
        this.lengthAt(place),
      );
    return table;
  }

  /** Lengths of all texts anew, from what each token is worth by itself. */
  measure(selves: Float32Array): void {
    for (const place of this.#places.values()) {
      let sum = 0;
      for (const token of this.tokensAt(place)) sum += selves[token] ?? 0;
      this.#inverse[place] = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    }
  }

  #placeOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.#places.get(id);
  }

  #worths({ tags, tokens, id }: AskedTags): TagWorths {
    const holders = tokens.flatMap((token) => this.#holders[token] ?? []);
    return this.#columns.worths(tags, holders, this.#placeOf(id));
  }

  /** The score of every place: the cosine of its words with the query's, and what the shared tags are worth. Removed ones get 0. */
  scores({ tokens: likeness, self }: Likeness, asked: AskedTags): Float32Array {
    const length = Math.sqrt(self);
    const scores = new Float32Array(this.#ids.length);
    const { items: tokens } = this.#tokens;
    const { items: ends } = this.#tokenEnds;
    const inverse = this.#inverse;
    const worths = this.#worths(asked);
    let at = 0;
    for (let place = 0; place < scores.length; place += 1) {
      const end = ends[place] ?? 0;
      let sum = 0;
      for (; at < end; at += 1) sum += likeness[tokens[at] ?? 0] ?? 0;
      if (this.#ids[place] !== undefined)
        scores[place] = (sum * (inverse[place] ?? 0)) / length + worths.at(place);
    }
    return scores;
  }

  /** The best of all, best first; of equal ones the earlier. Not the one with `without` as id. */
  best(scores: Float32Array, count: number, without: string | undefined): Candidate[] {
    const own = this.#placeOf(without);
    const best = new Best(count);
    for (let place = 0; place < scores.length; place += 1) {
      const score = scores[place] ?? 0;
      if (score > best.bar && place !== own) best.offer(place, score);
    }
    return best.candidates;
  }

  /**
   * As `best` of `scores`, without a look at all: first by the tokens that say most, over the texts that hold one of them, then
   * the best of these in full. Null where so few are found that all had better be looked at.
   */
  likely(
    { tokens: likeness, self }: Likeness,
    asked: AskedTags,
    count: number,
  ): Candidate[] | null {
    const length = Math.sqrt(self);
    this.#sums = withRoom(this.#sums, this.#ids.length);
    const sums = this.#sums.fill(0).subarray(0, this.#ids.length);
    let left = POSTINGS;
    for (const token of loudest(likeness, self * LOUD)) {
      const holders = this.#holders[token];
      if (holders === undefined) continue;
      if (holders.length > left && left < POSTINGS) break;
      addAt(sums, holders, likeness[token] ?? 0);
      left -= holders.length;
    }
    const inverse = this.#inverse;
    const own = this.#placeOf(asked.id);
    const worths = this.#worths(asked);
    const rough = new Best(count * ROUGH);
    for (let place = 0; place < sums.length; place += 1) {
      const sum = sums[place] ?? 0;
      if (sum === 0 || place === own || this.#ids[place] === undefined) continue;
      const alike = (sum * (inverse[place] ?? 0)) / length;
      // Most texts fall short whatever their tags.
      if (alike + worths.most > rough.bar) rough.offer(place, alike + worths.at(place));
    }
    if (rough.candidates.length < count) return null;
    const best = new Best(count);
    for (const { place } of rough.candidates) {
      let sum = 0;
      for (const token of this.tokensAt(place)) sum += likeness[token] ?? 0;
      const score = (sum * (inverse[place] ?? 0)) / length + worths.at(place);
      if (score > best.bar) best.offer(place, score);
    }
    return best.candidates;
  }
}

function addAt(scores: Float32Array, { items, length }: GrowingInts, amount: number): void {
  for (let at = 0; at < length; at += 1) {
    const place = items[at] ?? 0;
    scores[place] = (scores[place] ?? 0) + amount;
  }
}

/** Tokens at least so alike, most alike first. */
function loudest(likeness: Float32Array, least: number): number[] {
  const tokens: number[] = [];
  likeness.forEach((alike, token) => {
    if (alike >= least) tokens.push(token);
  });
  return tokens.sort((a, b) => (likeness[b] ?? 0) - (likeness[a] ?? 0) || a - b);
}

function slice(items: GrowingInts, ends: GrowingInts, place: number): Int32Array {
  const from = place === 0 ? 0 : (ends.items[place - 1] ?? 0);
  return items.items.subarray(from, ends.items[place]);
}
