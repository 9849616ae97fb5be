import type { ReadableDb, WritableDb } from './database.ts';
import { getMeta, setMeta } from './meta.ts';

/** Most words remembered; the oldest go first. */
const LIMIT = 5_000;

/** Hex of the key that the remembered words are hashed with; null before the first. */
export function wordKey(db: ReadableDb): string | null {
  return getMeta(db, 'wordKey');
}

export function setWordKey(db: WritableDb, key: string): void {
  setMeta(db, 'wordKey', key);
}

/** Of each hash, whether it is remembered. */
export function areKnown(db: ReadableDb, hashes: readonly string[]): boolean[] {
  return hashes.map(
    (hash) => db.get('SELECT 1 FROM not_a_person WHERE hash = ?', hash) !== undefined,
  );
}

export function rememberHashes(db: WritableDb, hashes: readonly string[], at: string): void {
  for (const hash of hashes)
    db.run(
      `INSERT INTO not_a_person(hash, said_at) VALUES (?, ?)
       ON CONFLICT(hash) DO UPDATE SET said_at = excluded.said_at`,
      hash,
      at,
    );
  db.run(
    `DELETE FROM not_a_person WHERE hash IN
       (SELECT hash FROM not_a_person ORDER BY said_at DESC LIMIT -1 OFFSET ?)`,
    LIMIT,
  );
}

/** Forgets them all, and the key with them: what a copy of the file still holds matches nothing any more. Returns how many. */
export function forgetHashes(db: WritableDb): number {
  setMeta(db, 'wordKey', null);
  return db.run('DELETE FROM not_a_person');
}
