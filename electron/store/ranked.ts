import type { Entry } from '../../shared/view/entry.ts';
import type { ReadableDb } from './database.ts';
import { COUNTED_BEYOND, type EntryQuery, entriesAt, MATCHES, rowsOf } from './entries.ts';
import { matchExpression, phraseExpression, wholeExpression, wordsOf } from './search.ts';

/** Where more match than so many, only the newest so many are ranked: what is older is found by another word. */
export const RANKED = 10_000;

/** The last of those that are ranked, and the next one; one or none where all are. */
export const RANKED_FROM = `SELECT s.rowid AS n ${MATCHES} ORDER BY s.rowid DESC LIMIT 2 OFFSET ${RANKED - 1}`;
export const RANKED_TIER = `SELECT s.rowid AS n ${MATCHES} AND s.rowid >= ? ORDER BY s.rowid DESC LIMIT ?`;

export interface Ranked {
  readonly entries: Entry[];
  /** All that match, or, where `capped`, no further than is worth knowing, and at most those that are ranked. */
  readonly total: number;
  readonly capped: boolean;
  /** So many of the newest hits were ranked, and there are more; null where all were. */
  readonly rankedOf: number | null;
}

/**
 * One's own entries that match, those that match best first: the words as they were typed, one after the other; then each as
 * a whole word; then each as the beginning of one. Newest first where they match alike: a note is too short for how often a
 * word stands in it to say more. `query` without a word finds nothing.
 */
export function rankEntries(db: ReadableDb, { query, limit, offset }: EntryQuery): Ranked {
  const words = wordsOf(query);
  if (words.length === 0) return { entries: [], total: 0, capped: false, rankedOf: null };
  const whole = wholeExpression(words);
  const [last, next] = rowsOf(db, RANKED_FROM, whole);
  const oldest = next === undefined ? undefined : last;
  const exact = words.length > 1 ? [phraseExpression(words), whole] : [whole];
  const wanted = offset + limit;
  const found = new Set<number>();
  // What a better one has found is in the next one too.
  for (const tier of exact)
    if (found.size < wanted) takeIn(found, rowsOf(db, RANKED_TIER, tier, oldest ?? 0, wanted));
  const page = () => entriesAt(db, [...found].slice(offset, wanted));
  // Beginnings of words come after ten thousand whole ones: nobody gets there.
  if (oldest !== undefined)
    return { entries: page(), total: RANKED, capped: true, rankedOf: RANKED };
  const most = wanted + COUNTED_BEYOND;
  const hits = rowsOf(db, RANKED_TIER, matchExpression(words), 0, most + 1);
  takeIn(found, hits);
  return {
    entries: page(),
    total: Math.min(hits.length, most),
    capped: hits.length > most,
    rankedOf: null,
  };
}

function takeIn(found: Set<number>, hits: readonly number[]): void {
  for (const hit of hits) found.add(hit);
}
