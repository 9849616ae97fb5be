import type { Service } from '../service.ts';
import { inTransaction } from '../store/database.ts';
import { removeTombstones, stampTombstones } from '../store/feed-retention.ts';

/**
 * How long a tombstone stays in the feed. An app that was away longer starts over: it fetches everything again, and loses
 * nothing that it has not sent.
 */
export const TOMBSTONE_DAYS = 180;
const DAY_MS = 24 * 3_600_000;
/** Scopes in one transaction: whoever writes in them waits for it. */
const CHUNK = 200;

/** Removes tombstones that are old enough; returns how many. */
export async function removeOldTombstones(service: Service): Promise<number> {
  const now = service.clock();
  await inTransaction(service.pool, (tx) => stampTombstones(tx, new Date(now)));
  const before = new Date(now - TOMBSTONE_DAYS * DAY_MS);
  let removed = 0;
  for (;;) {
    const gone = await inTransaction(service.pool, (tx) => removeTombstones(tx, before, CHUNK));
    if (gone === 0) break;
    removed += gone;
  }
  if (removed > 0) service.log('feed.tombstonesRemoved', { removed });
  return removed;
}
