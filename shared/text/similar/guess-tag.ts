import type { GrowingInts } from './growing.ts';

/** So many texts' worth of doubt stand against what a word suggests. */
const DOUBT = 10;
/** Words of one text say much the same: each counts for this part of what it would say alone. */
const DAMPING = 0.5;
/** The newest texts that hold a word are enough to tell what it suggests. */
const LOOKED_AT = 100;

/**
 * How likely each tag of a field is for a text with certain words, learnt from the texts at hand: naive Bayes, damped.
 * @param column each text's tag by its place, negative where it has none
 * @param counts how many texts have each tag
 * @param holders for each word, the places of the texts that hold it
 * @param own the place of the text itself, which must not tell its own tag
 */
export function guessTag(
  column: Int32Array,
  counts: ReadonlyMap<number, number>,
  holders: readonly GrowingInts[],
  own: number | undefined,
): ReadonlyMap<number, number> {
  let all = 0;
  for (const count of counts.values()) all += count;
  const shares = new Map([...counts].map(([tag, count]) => [tag, count / all]));
  const logs = new Map([...shares].map(([tag, share]) => [tag, Math.log(share)]));
  for (const { items, length } of holders) {
    const seen = new Map<number, number>();
    for (let at = Math.max(0, length - LOOKED_AT); at < length; at += 1) {
      const place = items[at] ?? 0;
      const tag = column[place] ?? -1;
      if (tag >= 0 && place !== own) seen.set(tag, (seen.get(tag) ?? 0) + 1);
    }
    // What every tag loses by not being seen is the same for all, and falls out.
    for (const [tag, count] of seen) {
      const expected = DOUBT * (shares.get(tag) ?? 1);
      logs.set(tag, (logs.get(tag) ?? 0) + DAMPING * Math.log((count + expected) / expected));
    }
  }
  const highest = Math.max(...logs.values());
  let sum = 0;
  for (const [tag, log] of logs) {
    const grown = Math.exp(log - highest);
    logs.set(tag, grown);
    sum += grown;
  }
  for (const [tag, grown] of logs) logs.set(tag, grown / sum);
  return logs;
}
