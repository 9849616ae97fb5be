import type { ReadableDb, WritableDb } from './database.ts';

/** Words of saved entries that no index knows yet: a save leaves them to a pause, or to whoever asks an index next. */

/** Few enough for a page's frame or two. */
const AT_ONCE = 64;

export const ANY_UNINDEXED = 'SELECT 1 FROM unindexed LIMIT 1';
export const INDEX_WORDS = `INSERT INTO observation_search(rowid, text, workaround)
  SELECT o.n, o.text, o.workaround FROM (SELECT n FROM unindexed ORDER BY n LIMIT ?) u
  CROSS JOIN observation o ON o.n = u.n ORDER BY u.n`;
export const TELL_SIMILAR = `INSERT INTO similar_change(kind, id)
  SELECT 'observation', o.id FROM (SELECT n FROM unindexed ORDER BY n LIMIT ?) u CROSS JOIN observation o ON o.n = u.n
  ORDER BY u.n`;
export const FORGET_INDEXED =
  'DELETE FROM unindexed WHERE n IN (SELECT n FROM unindexed ORDER BY n LIMIT ?)';

export function hasUnindexed(db: ReadableDb): boolean {
  return db.get(ANY_UNINDEXED) !== undefined;
}

/** Takes the words of up to `most` entries into the search index, and notes them for similar texts. True where there are more. */
export function indexWords(db: WritableDb, most: number = AT_ONCE): boolean {
  db.run(INDEX_WORDS, most);
  db.run(TELL_SIMILAR, most);
  return db.run(FORGET_INDEXED, most) === most && hasUnindexed(db);
}

/** The same of all of them, in one go: where many come at once anyway. */
export function indexAllWords(db: WritableDb): void {
  // A negative limit is none.
  if (hasUnindexed(db)) indexWords(db, -1);
}
