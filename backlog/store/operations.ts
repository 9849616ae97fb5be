import { type Reading, statement, type Tx } from './database.ts';

export interface Arrived {
  readonly id: string;
  readonly kind: string;
}

const take = statement<{ id: string }>(
  'operation.take',
  // Sorted, so that two batches with the same operations wait for one another instead of dying of it.
  `INSERT INTO operation (id, kind, sub, received_at)
   SELECT id, kind, $3, $4 FROM unnest($1::uuid[], $2::text[]) AS arrived (id, kind) ORDER BY id
   ON CONFLICT (id) DO NOTHING
   RETURNING id`,
);

/**
 * Marks operations as applied, in the transaction that applies them, and returns those that were not yet. One that another
 * transaction is just applying is waited for.
 */
export async function takeOperations(
  tx: Tx,
  arrived: readonly Arrived[],
  sub: string,
  now: Date,
): Promise<Set<string>> {
  const rows = await tx.write(take, [
    arrived.map(({ id }) => id),
    arrived.map(({ kind }) => kind),
    sub,
    now,
  ]);
  return new Set(rows.map(({ id }) => id));
}

const giveBack = statement(
  'operation.giveBack',
  'DELETE FROM operation WHERE id = ANY($1::uuid[])',
);

/** Rejected operations were not applied. */
export async function giveBackOperations(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.write(giveBack, [ids]);
}

const ofOthers = statement<{ id: string }>(
  'operation.ofOthers',
  'SELECT id FROM operation WHERE id = ANY($1::uuid[]) AND sub <> $2',
);

/** Ids that somebody else's operations have: hers was never applied, whatever it was. */
export async function takenByOthers(
  tx: Reading,
  ids: readonly string[],
  sub: string,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.read(ofOthers, [ids, sub]);
  return new Set(rows.map(({ id }) => id));
}
