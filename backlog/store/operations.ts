import { column, textColumn } from './columns.ts';
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
    column(arrived, ({ id }) => id),
    textColumn(arrived, ({ kind }) => kind),
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

const applied = statement<{ id: string; kind: string; sub: string }>(
  'operation.applied',
  'SELECT id, kind, sub FROM operation WHERE id = ANY($1::uuid[])',
);

/** Operations applied before, by id: what they were and whose. */
export async function appliedBefore(
  tx: Reading,
  ids: readonly string[],
): Promise<Map<string, { readonly kind: string; readonly sub: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.read(applied, [ids]);
  return new Map(rows.map(({ id, kind, sub }) => [id, { kind, sub }]));
}
