/** What two texts share of words that stand next to each other: «top up», «exchange rate», «ikke fått». */
export interface StemWeights {
  /** How much a stem tells: rarer ones more. */
  stemTelling(stem: number, texts: number): number;
}

/** Cosine over pairs of neighbouring stems, each pair as telling as its two stems together. 0 for texts of one word. */
export function pairLikeness(
  a: Int32Array,
  b: Int32Array,
  weights: StemWeights,
  texts: number,
): number {
  if (a.length < 2 || b.length < 2) return 0;
  const telling = (stems: Int32Array) => {
    const pairs = new Map<number, number>();
    for (let at = 0; at + 1 < stems.length; at += 1) {
      const first = stems[at] ?? 0;
      const second = stems[at + 1] ?? 0;
      const worth = weights.stemTelling(first, texts) + weights.stemTelling(second, texts);
      pairs.set((first + 1) * STEMS + second, worth);
    }
    return pairs;
  };
  const ours = telling(a);
  const theirs = telling(b);
  let shared = 0;
  for (const [pair, worth] of ours) if (theirs.has(pair)) shared += worth * worth;
  return shared === 0 ? 0 : shared / (lengthOf(ours) * lengthOf(theirs));
}

/** More stems than any index holds; two of them still make an exact number. */
const STEMS = 2 ** 26;

function lengthOf(pairs: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const worth of pairs.values()) sum += worth * worth;
  return Math.sqrt(sum) || 1;
}
