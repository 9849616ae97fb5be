import type pg from 'pg';
import { statement, type Tx } from './database.ts';

export const receiptKinds = ['text', 'undecided', 'insight'] as const;
/** `text`: words of what was decided; `undecided`: of what nobody decided; `insight`: of insights, quotes among them. */
export type ReceiptKind = (typeof receiptKinds)[number];

/** What one run of the retention deleted: of what kind, how many, after how many days. Holds neither text nor id of anything. */
export interface Receipt {
  readonly run: string;
  readonly at: Date;
  readonly kind: ReceiptKind;
  readonly days: number;
  readonly removed: number;
}

const add = statement(
  'receipt.add',
  `INSERT INTO retention_receipt (run, at, kind, days, removed)
   SELECT $1, $2, kind, days, removed FROM unnest($3::text[], $4::int[], $5::int[]) AS given (kind, days, removed)
   ON CONFLICT (run, kind) DO UPDATE SET removed = retention_receipt.removed + excluded.removed`,
);

/** Adds to the receipts of a run, in the transaction that deletes. */
export async function addReceipts(
  tx: Tx,
  run: string,
  at: Date,
  rows: readonly Pick<Receipt, 'kind' | 'days' | 'removed'>[],
): Promise<void> {
  await tx.write(add, [
    run,
    at,
    rows.map(({ kind }) => kind),
    rows.map(({ days }) => days),
    rows.map(({ removed }) => removed),
  ]);
}

/** Newest first. */
export async function listReceipts(pool: pg.Pool, limit: number): Promise<Receipt[]> {
  const { rows } = await pool.query<Receipt>(
    'SELECT run, at, kind, days, removed FROM retention_receipt ORDER BY at DESC, run DESC, kind LIMIT $1',
    [limit],
  );
  return rows;
}
