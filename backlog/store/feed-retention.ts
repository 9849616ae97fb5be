import { statement, type Tx } from './database.ts';

const stamp = statement(
  'feed.stampTombstones',
  'UPDATE feed SET deleted_at = $1 WHERE deleted AND deleted_at IS NULL',
);

/** Notes of tombstones that were not yet seen to be there that they are there now. Their age counts from here. */
export async function stampTombstones(tx: Tx, now: Date): Promise<void> {
  await tx.write(stamp, [now]);
}

const due = statement<{ scope: string }>(
  'feed.dueScopes',
  `SELECT DISTINCT scope FROM feed WHERE deleted AND deleted_at < $1 LIMIT $2`,
);
const hold = statement(
  'scopeHead.hold',
  // As those who write do: in this order, and before the rows of the feed.
  'SELECT FROM scope_head WHERE scope = ANY($1::text[]) ORDER BY scope COLLATE "C" FOR UPDATE',
);
const remove = statement<{ removed: number }>(
  'feed.removeTombstones',
  `WITH gone AS (
     DELETE FROM feed WHERE scope = ANY($1::text[]) AND deleted AND deleted_at < $2 RETURNING scope, seq),
   reached AS (SELECT scope, max(seq) AS top FROM gone GROUP BY scope),
   raised AS (
     UPDATE scope_head SET low = greatest(low, top) FROM reached WHERE scope_head.scope = reached.scope)
   SELECT count(*)::int AS removed FROM gone`,
);

/**
 * Removes the tombstones seen before `before`, in at most `limit` scopes, and notes in each scope how far they reached; returns
 * how many there were. None: nothing is left to do.
 */
export async function removeTombstones(tx: Tx, before: Date, limit: number): Promise<number> {
  const rows = await tx.read(due, [before, limit]);
  if (rows.length === 0) return 0;
  const scopes = rows.map(({ scope }) => scope);
  await tx.write(hold, [scopes]);
  const [answer] = await tx.write(remove, [scopes, before]);
  return answer?.removed ?? 0;
}
