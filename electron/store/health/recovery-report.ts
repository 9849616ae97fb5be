import { z } from 'zod';
import { Id } from '../../../shared/domain/ids.ts';
import { Instant } from '../../../shared/domain/observation.ts';
import type { Recovery } from '../../../shared/view/recovery.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { cursor, getMeta, isRebuilding, setMeta } from '../meta.ts';
import { rowNumber } from '../order.ts';

const count = z.number().int().nonnegative();

/** What is remembered of a recovery until its owner has read it; the rest is counted when it is asked for. */
const Remembered = z.object({
  at: Instant,
  from: z.enum(['file', 'copy', 'nothing']),
  copyMadeAt: Instant.nullable(),
  entries: count,
  unsent: count,
  draft: z.boolean(),
  unread: count.nullable(),
  /** Own entries that are known to have been there and were not among what came back. */
  missing: z.array(Id),
  keptIn: z.string(),
});
export type RememberedRecovery = z.infer<typeof Remembered>;

export function rememberRecovery(db: WritableDb, recovery: RememberedRecovery): void {
  setMeta(db, 'recovery', JSON.stringify(recovery));
  setMeta(db, 'restoredAt', null);
  db.run('DELETE FROM came_back');
  db.run('INSERT INTO came_back(id) SELECT id FROM observation WHERE listed = 1');
}

export function forgetRecovery(db: WritableDb): void {
  setMeta(db, 'recovery', null);
  db.run('DELETE FROM came_back');
}

/** The feed has been followed to its end: what can come back has come back. */
export function noteRestored(db: WritableDb, at: string): void {
  if (getMeta(db, 'restoredAt') === null) setMeta(db, 'restoredAt', at);
}

/** When that was; null while there is more to come. */
export function restoredAt(db: ReadableDb): string | null {
  return isComplete(db) ? getMeta(db, 'restoredAt') : null;
}

function isComplete(db: ReadableDb): boolean {
  return cursor(db) !== null && !isRebuilding(db);
}

export const OWN_COUNT = 'SELECT count(*) AS total FROM observation WHERE listed = 1';
/** Of before the recovery, and not among what was back at once. */
const FETCHED = `SELECT count(*) AS total FROM observation o WHERE listed = 1 AND n < ?
  AND NOT EXISTS (SELECT 1 FROM came_back c WHERE c.id = o.id)`;

/** The last recovery and how it stands now, or null where there was none, or it has been read. */
export function lastRecovery(db: ReadableDb): Recovery | null {
  const kept = getMeta(db, 'recovery');
  if (kept === null) return null;
  const { missing, ...recovery } = Remembered.parse(JSON.parse(kept));
  const fetched = db.get<{ total: number }>(FETCHED, rowNumber(db, 'observation', recovery.at));
  return {
    ...recovery,
    fetched: fetched?.total ?? 0,
    missing: missing.filter((id) => isAbsent(db, id)).length,
    complete: isComplete(db),
  };
}

export function isAbsent(db: ReadableDb, observationId: string): boolean {
  return (
    db.get(
      'SELECT 1 FROM observation WHERE id = ? UNION ALL SELECT 1 FROM withdrawn WHERE id = ?',
      observationId,
      observationId,
    ) === undefined
  );
}
