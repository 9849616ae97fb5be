import type { Entry } from '../../shared/view/entry.ts';
import type { ReadableDb } from './database.ts';
import { COUNTED_BEYOND, type EntryQuery, entriesAt, MATCHES, rowsOf } from './entries.ts';
import {
  begunPhraseExpression,
  matchExpression,
  phraseExpression,
  wholeExpression,
  wordsOf,
} from './search.ts';

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
 * a whole word; then as typed, the last not to its end; then each as the beginning of one. Newest first where they match
 * alike: a note is too short for how often a word stands in it to say more. `query` without a word finds nothing.
 */
export function rankEntries(db: ReadableDb, { query, limit, offset }: EntryQuery): Ranked {
  const words = wordsOf(query);
  if (words.length === 0) return { entries: [], total: 0, capped: false, rankedOf: null };
  const wanted = offset + limit;
  const most = wanted + COUNTED_BEYOND;
  const whole = rowsOf(db, RANKED_TIER, wholeExpression(words), 0, most + 1);
  // Beginnings of words would come after all of these: nobody gets there, and looking them up costs most of all.
  const many = whole.length > most;
  const oldest = many ? oldestRanked(db, words) : null;
  const found = new Set<number>();
  const tier = (expression: string) =>
    takeIn(found, rowsOf(db, RANKED_TIER, expression, oldest ?? 0, wanted));
  if (words.length > 1) tier(phraseExpression(words));
  takeIn(found, whole);
  const page = () => entriesAt(db, [...found].slice(offset, wanted));
  if (oldest !== null) return { entries: page(), total: RANKED, capped: true, rankedOf: RANKED };
  if (many) return { entries: page(), total: most, capped: true, rankedOf: null };
  if (words.length > 1) tier(begunPhraseExpression(words));
  const hits = rowsOf(db, RANKED_TIER, matchExpression(words), 0, most + 1);
  takeIn(found, hits);
  return {
    entries: page(),
    total: Math.min(hits.length, most),
    capped: hits.length > most,
    rankedOf: null,
  };
}

/** The oldest of the hits that are ranked; null where all of them are. */
function oldestRanked(db: ReadableDb, words: readonly string[]): number | null {
  const [last, next] = rowsOf(db, RANKED_FROM, wholeExpression(words));
  return last === undefined || next === undefined ? null : last;
}

function takeIn(found: Set<number>, hits: readonly number[]): void {
  for (const hit of hits) found.add(hit);
}
