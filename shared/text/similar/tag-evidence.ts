import { GrowingInts } from './growing.ts';
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

  /** What the tags that a text shares with the query are worth, by the text's place. */
  worths(tags: EvidenceTags): (place: number) => number {
    const asked = fields.flatMap((field, at) => {
      const number = this.#number(tags[field], false);
      const column = this.#columns[at];
      return number === NONE || column === undefined
        ? []
        : [{ number, items: column.items, worth: this.#weights[field] }];
    });
    return (place) => {
      let sum = 0;
      for (const { number, items, worth } of asked) if (items[place] === number) sum += worth;
      return sum;
    };
  }

  get bytes(): number {
    return this.#columns.reduce((sum, column) => sum + column.bytes, 0);
  }

  #number(value: string | null | undefined, learn: boolean): number {
    if (!isSaid(value)) return NONE;
    const known = this.#numbers.get(value);
    if (known !== undefined || !learn) return known ?? NONE;
    this.#numbers.set(value, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
