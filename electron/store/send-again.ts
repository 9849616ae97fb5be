import type { Topic } from '../../shared/api.ts';
import type { OperationKind } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { setMeta } from './meta.ts';
import { acknowledgedRows, audit, type OutboxRow, parkedRows } from './operations.ts';
import { refreshEntity } from './refresh.ts';
import { layPlacements } from './themes.ts';

export const ACKNOWLEDGED_COUNT =
  "SELECT count(*) AS total FROM outbox WHERE state = 'acknowledged'";

/** How many operations were taken in once and are still here. */
export function acknowledgedCount(db: ReadableDb): number {
  return db.get<{ total: number }>(ACKNOWLEDGED_COUNT)?.total ?? 0;
}

export const LAST_ACKNOWLEDGED =
  "SELECT id FROM outbox WHERE state = 'acknowledged' AND code IS NULL ORDER BY n DESC LIMIT 1";

/** One that the service must know, if it is as it was; null where there is none. */
export function lastAcknowledged(db: ReadableDb): string | null {
  return db.get<{ id: string }>(LAST_ACKNOWLEDGED)?.id ?? null;
}

/**
 * All that was ever taken in waits again, in the order made and under its own ids; the service that answers next is hers, and
 * its feed is followed from the beginning. Nothing is removed. Returns what changed.
 */
export function sendAgain(db: WritableDb, at: string): Topic[] {
  const rows = acknowledgedRows(db);
  db.run(
    `UPDATE outbox SET state = 'waiting', again = 1, overlay = 1, acknowledged_at = NULL, code = NULL, field = NULL
     WHERE state = 'acknowledged'`,
  );
  for (const row of rows) lay(db, row);
  const topics = new Set<Topic>(['sync']);
  for (const row of oneOfEach(rows)) for (const topic of refreshEntity(db, row)) topics.add(topic);
  setMeta(db, 'cursor', null);
  setMeta(db, 'adopting', '1');
  setMeta(db, 'halt', null);
  audit(db, at, 'outbox.sentAgain', '', null);
  return [...topics];
}

function lay(db: WritableDb, { n, operation }: OutboxRow): void {
  if (operation.kind === 'theme.place' || operation.kind === 'theme.split')
    layPlacements(db, n, operation);
}

/** Of what was done to one entry, one is enough to bring it up to date; the others are about more than one thing. */
function oneOfEach(rows: readonly OutboxRow[]): OutboxRow[] {
  const last = new Map<string, OutboxRow>();
  for (const row of rows)
    last.set(row.kind.startsWith('observation.') ? row.entityId : row.id, row);
  return [...last.values()];
}

/** What it is about is not there: made by others who have not sent theirs again yet, or gone for good. */
const missing = /^(observation|revision|review|theme|insight|reply|proposal|target)\.unknown$/;
/** Her own words are never parked: where they can't go she is told. */
const words = new Set<OperationKind>(['observation.log', 'observation.revise']);

/**
 * Parks an operation that went out again and found nothing to be laid on: no person can mend that, and it was taken in once. False,
 * with nothing done, for any other.
 */
export function park(db: WritableDb, row: OutboxRow, code: string, at: string): boolean {
  if (!missing.test(code) || words.has(row.kind)) return false;
  const parked = db.run(
    `UPDATE outbox SET state = 'acknowledged', overlay = 0, acknowledged_at = ?, code = ?, field = NULL
     WHERE n = ? AND again = 1`,
    at,
    code,
    row.n,
  );
  if (parked === 0) return false;
  db.run('DELETE FROM placement WHERE outbox_n = ?', row.n);
  return true;
}

/** The thing has come: what was parked for want of it goes out. Returns what changed. */
export function unpark(db: WritableDb, entityId: string): Topic[] {
  const rows = parkedRows(db, entityId);
  if (rows.length === 0) return [];
  const topics = new Set<Topic>(['sync']);
  for (const row of rows) {
    db.run(
      "UPDATE outbox SET state = 'waiting', overlay = 1, acknowledged_at = NULL, code = NULL WHERE n = ?",
      row.n,
    );
    lay(db, row);
    for (const topic of refreshEntity(db, row)) topics.add(topic);
  }
  return [...topics];
}
