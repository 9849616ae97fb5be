import { GrowingInts, withRoom } from './growing.ts';
import { type EvidenceTags, TagColumns } from './tag-evidence.ts';
import type { Tokens } from './vocabulary.ts';
import type { Weights } from './weights.ts';

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
  /** One over the length of each text's vector; 0 for a removed one. */
  #inverse = new Float32Array(16);

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
    return arrays.reduce((sum, { bytes }) => sum + bytes, this.#inverse.byteLength);
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
    for (const token of known) this.#tokens.push(token);
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

  /** Each place's cosine with a query, given the query's likeness with each token and its length. */
  scores(likeness: Float32Array, length: number): Float32Array {
    const scores = new Float32Array(this.#ids.length);
    const { items: tokens } = this.#tokens;
    const { items: ends } = this.#tokenEnds;
    const inverse = this.#inverse;
    let at = 0;
    for (let place = 0; place < scores.length; place += 1) {
      const end = ends[place] ?? 0;
      let sum = 0;
      for (; at < end; at += 1) sum += likeness[tokens[at] ?? 0] ?? 0;
      scores[place] = (sum * (inverse[place] ?? 0)) / length;
    }
    return scores;
  }

  /** Adds what the tags that a text shares with the query are worth; removed texts stay at 0. */
  addTags(scores: Float32Array, tags: EvidenceTags): void {
    this.#columns.addTo(scores, tags);
    if (this.dead > 0)
      for (let place = 0; place < scores.length; place += 1)
        if (this.#ids[place] === undefined) scores[place] = 0;
  }

  /** The places of the `count` highest scores above `least`, best first; of equal ones the earlier. Not the one with `without` as id. */
  best(scores: Float32Array, count: number, without: string | undefined, least: number): number[] {
    const own = without === undefined ? undefined : this.#places.get(without);
    const places: number[] = [];
    let bar = least;
    for (let place = 0; place < scores.length; place += 1) {
      const score = scores[place] ?? 0;
      if (score <= bar || place === own || this.#ids[place] === undefined) continue;
      let at = places.length;
      while (at > 0 && score > (scores[places[at - 1] ?? 0] ?? 0)) at -= 1;
      places.splice(at, 0, place);
      if (places.length > count) places.pop();
      if (places.length === count) bar = scores[places[count - 1] ?? 0] ?? 0;
    }
    return places;
  }
}

function slice(items: GrowingInts, ends: GrowingInts, place: number): Int32Array {
  const from = place === 0 ? 0 : (ends.items[place - 1] ?? 0);
  return items.items.subarray(from, ends.items[place]);
}
