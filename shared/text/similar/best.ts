export interface Candidate {
  readonly place: number;
  readonly score: number;
}

/** Below this there is nothing in common but chance. */
const NOTHING = 1e-6;

/** The best of many, best first; of equal ones the first that was offered. */
export class Best {
  readonly candidates: Candidate[] = [];
  readonly #count: number;
  /** What is not above it need not be offered. */
  bar = NOTHING;

  constructor(count: number) {
    this.#count = count;
  }

  offer(place: number, score: number): void {
    if (score <= this.bar) return;
    const { candidates } = this;
    let low = 0;
    let high = candidates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[middle]?.score ?? 0) >= score) low = middle + 1;
      else high = middle;
    }
    candidates.splice(low, 0, { place, score });
    if (candidates.length > this.#count) candidates.pop();
    if (candidates.length === this.#count) this.bar = candidates.at(-1)?.score ?? NOTHING;
  }
}
