import { GrowingInts } from './growing.ts';
import { guessTag } from './guess-tag.ts';
import { weights as chosenWeights, type Weights } from './weights.ts';

/** What is known of a text besides its words. Any may be missing; none is ever required. */
export interface EvidenceTags {
  readonly tema?: string | null;
  readonly step?: string | null;
  readonly pain?: string | null;
}

const fields = ['tema', 'step', 'pain'] as const;
const NONE = -1;

/** What a text's tags are worth to another with the same. */
export function fullWorth(tags: EvidenceTags, weights: Weights = chosenWeights): number {
  let sum = 0;
  for (const field of fields) if (isSaid(tags[field])) sum += weights[field];
  return sum;
}

function isSaid(value: string | null | undefined): value is string {
  return value !== undefined && value !== null && value !== '';
}

/** How much of a tag's weight goes by what the query's words suggest, where the tag is said and where it is not. */
const GUESS_BESIDE_TAG = 0.2;
const GUESS_WITHOUT_TAG = 0.4;

export interface TagWorths {
  /** No text's tags are worth more. */
  readonly most: number;
  at(place: number): number;
}

/** The tags of the texts at hand as numbers, one column a field. */
export class TagColumns {
  readonly #weights: Weights;
  readonly #numbers = new Map<string, number>();
  readonly #columns = fields.map(() => new GrowingInts());
  /** Per field: how many texts have each tag. */
  readonly #counts = fields.map(() => new Map<number, number>());

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  push(tags: EvidenceTags): void {
    fields.forEach((field, at) => {
      const number = this.#number(tags[field], true);
      this.#columns[at]?.push(number);
      this.#count(at, number, 1);
    });
  }

  /** Forgets the tags of a removed text. */
  clear(place: number): void {
    this.#columns.forEach(({ items }, at) => {
      this.#count(at, items[place] ?? NONE, -1);
      items[place] = NONE;
    });
  }

  /**
   * What the tags of a text are worth to the query, by the text's place: equal ones their weight, and any a part of it by how
   * likely the query's words make it. `holders`: for each of these words, the places of the texts that hold it.
   */
  worths(tags: EvidenceTags, holders: readonly GrowingInts[], own: number | undefined): TagWorths {
    const asked = fields.flatMap((field, at) => {
      const column = this.#columns[at];
      const counts = this.#counts[at];
      if (column === undefined || counts === undefined || counts.size === 0) return [];
      const number = this.#number(tags[field], false);
      const weight = this.#weights[field];
      const worth = new Float32Array(this.#numbers.size);
      const guessed = weight * (isSaid(tags[field]) ? GUESS_BESIDE_TAG : GUESS_WITHOUT_TAG);
      for (const [tag, likely] of guessTag(column.items, counts, holders, own))
        worth[tag] = guessed * likely;
      if (number !== NONE) worth[number] = (worth[number] ?? 0) + weight * (1 - GUESS_BESIDE_TAG);
      return [{ items: column.items, worth }];
    });
    return {
      most: asked.reduce((sum, { worth }) => sum + Math.max(...worth), 0),
      at(place) {
        let sum = 0;
        for (const { items, worth } of asked) sum += worth[items[place] ?? NONE] ?? 0;
        return sum;
      },
    };
  }

  get bytes(): number {
    return this.#columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  #count(field: number, number: number, by: 1 | -1): void {
    const counts = this.#counts[field];
    if (number === NONE || counts === undefined) return;
    const count = (counts.get(number) ?? 0) + by;
    if (count === 0) counts.delete(number);
    else counts.set(number, count);
  }

  #number(value: string | null | undefined, learn: boolean): number {
    if (!isSaid(value)) return NONE;
    const known = this.#numbers.get(value);
    if (known !== undefined || !learn) return known ?? NONE;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
