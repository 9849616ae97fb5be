import { LEAST_SHOWN } from './suppression-path.ts';

export interface UnitCount {
  readonly unit: string;
  readonly count: number;
}

/** Where a signal was heard, as far as it may be told. */
export interface Places {
  /** Units that each heard it at least five times. */
  readonly named: readonly string[];
  /** Others heard it too, which are not named: one of them alone could be told from the sum, so there are at least two. */
  readonly others: boolean;
}

/** Which units an alarm may name: none whose own count is under five, and none that would leave a single one unnamed. */
export function placesOf(counts: readonly UnitCount[]): Places {
  const heard = counts.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
  const large = heard.filter(({ count }) => count >= LEAST_SHOWN);
  const rest = heard.length - large.length;
  const named = rest === 1 ? large.slice(0, -1) : large;
  return { named: named.map(({ unit }) => unit).toSorted(), others: rest > 0 };
}
