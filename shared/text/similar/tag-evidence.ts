import { GrowingInts } from './growing.ts';
import type { Weights } from './weights.ts';

/** What is known of a text besides its words. Any may be missing; none is ever required. */
export interface EvidenceTags {
  readonly tema?: string | null;
  readonly step?: string | null;
  readonly pain?: string | null;
}

const fields = ['tema', 'step', 'pain'] as const;
const NONE = -1;

/** The tags of the texts at hand as numbers, one column a field. */
export class TagColumns {
  readonly #weights: Weights;
  readonly #numbers = new Map<string, number>();
  readonly #columns = fields.map(() => new GrowingInts());

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  push(tags: EvidenceTags): void {
    fields.forEach((field, at) => {
      this.#columns[at]?.push(this.#number(tags[field], true));
    });
  }

  /** Adds to each text's score what the tags it shares with the query are worth. */
  addTo(scores: Float32Array, tags: EvidenceTags): void {
    fields.forEach((field, at) => {
      const asked = this.#number(tags[field], false);
      const column = this.#columns[at];
      if (asked === NONE || column === undefined) return;
      const { items, length } = column;
      const worth = this.#weights[field];
      for (let place = 0; place < length; place += 1)
        if (items[place] === asked) scores[place] = (scores[place] ?? 0) + worth;
    });
  }

  get bytes(): number {
    return this.#columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  #number(value: string | null | undefined, learn: boolean): number {
    if (value === undefined || value === null || value === '') return NONE;
    const known = this.#numbers.get(value);
    if (known !== undefined || !learn) return known ?? NONE;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
