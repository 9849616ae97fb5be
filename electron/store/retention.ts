import type { ReadableDb, WritableDb } from './database.ts';
import { type Before, removeExpiredWords } from './expired-words.ts';
import { getMeta, setMeta } from './meta.ts';
import { removeExpired } from './operations.ts';
import { writeReceipt } from './receipts.ts';

/** When all whose time was up had last been deleted; ISO instant or null. */
export function lastExpiredAt(db: ReadableDb): string | null {
  return getMeta(db, 'expiredAt');
}

/** How many of each kind were deleted; `all`: nothing is left whose time is up. */
export interface Expired {
  readonly words: number;
  readonly operations: number;
  readonly drafts: number;
  readonly lines: number;
  readonly all: boolean;
}

/**
 * Deletes what has been kept for its time, up to `most` of each kind at a time, and writes a receipt for each: the words of
 * observations, operations that the service took in, a draft nobody has gone on with, lines of what was done.
 */
export function expire(db: WritableDb, before: Before, at: string, most: number): Expired {
  const words = removeExpiredWords(db, before, most);
  const operations = removeExpired(db, before, most);
  const drafts = db.run('DELETE FROM draft WHERE saved_at < ?', before.undecided);
  const lines = removeOldLines(db, before.undecided, most);
  writeReceipt(db, { at, kind: 'words', count: words });
  writeReceipt(db, { at, kind: 'operation', count: operations });
  writeReceipt(db, { at, kind: 'draft', count: drafts });
  writeReceipt(db, { at, kind: 'line', count: lines });
  const all = Math.max(words, operations, lines) < most;
  if (all) setMeta(db, 'expiredAt', at);
  return { words, operations, drafts, lines, all };
}

/**
 * Lines are in the order they were written, so the oldest come first; one whose clock was ahead hides none of those beside it. So
 * many are looked at for each that is taken.
 */
const OLD_LINES = 'SELECT n FROM (SELECT n, at FROM audit ORDER BY n LIMIT ?) WHERE at < ? LIMIT ?';
const LOOKED_AT = 4;

function removeOldLines(db: WritableDb, before: string, most: number): number {
  return db.run(`DELETE FROM audit WHERE n IN (${OLD_LINES})`, most * LOOKED_AT, before, most);
}
