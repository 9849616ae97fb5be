import type { ReadableDb, WritableDb } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import { removeExpired } from './operations.ts';
import { writeReceipt } from './receipts.ts';

/** When all whose time was up had last been deleted; ISO instant or null. */
export function lastExpiredAt(db: ReadableDb): string | null {
  return getMeta(db, 'expiredAt');
}

/**
 * Deletes, up to `most` at a time, operations that the service took in before an instant, and writes a receipt of it. Returns
 * whether all are gone.
 */
export function expire(db: WritableDb, before: string, at: string, most: number): boolean {
  const count = removeExpired(db, before, most);
  writeReceipt(db, { at, kind: 'operation', count });
  const all = count < most;
  if (all) setMeta(db, 'expiredAt', at);
  return all;
}
