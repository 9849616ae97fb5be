import { type Reading, statement, type Tx } from './database.ts';

/** An observation, locked, that has waited for a review longer than its unit lets it. */
export interface Overdue {
  readonly id: string;
  readonly author: string;
  readonly unit: string;
  readonly escalation: 0 | 1 | 2;
  readonly waitingSince: Date;
  readonly reviewLimitHours: number;
}

export const overdue = statement<Overdue>(
  'observation.overdue',
  // The shortest limit of all lets the index do the rough work. What another transaction holds is being decided just now.
  `SELECT observation.id, author, unit, escalation, waiting_since AS "waitingSince", review_limit_hours AS "reviewLimitHours"
   FROM observation JOIN unit ON unit.number = observation.unit
   WHERE waiting_since IS NOT NULL AND escalation < 2
     AND waiting_since <= $1::timestamptz - (SELECT min(review_limit_hours) FROM unit) * interval '1 hour'
     AND waiting_since <= $1::timestamptz - (escalation + 1) * review_limit_hours * interval '1 hour'
   ORDER BY waiting_since LIMIT $2
   FOR NO KEY UPDATE OF observation SKIP LOCKED`,
);

/** Those due for a higher level at `now`, longest waiting first, at most `limit`. */
export function holdOverdue(tx: Reading, now: Date, limit: number): Promise<Overdue[]> {
  return tx.read(overdue, [now, limit]);
}

const raise = statement(
  'observation.raise',
  `UPDATE observation SET escalation = given.level
   FROM unnest($1::uuid[], $2::smallint[]) AS given (id, level) WHERE observation.id = given.id`,
);

/** The observations must be held. */
export async function raiseEscalation(
  tx: Tx,
  reached: readonly { readonly id: string; readonly escalation: 0 | 1 | 2 }[],
): Promise<void> {
  if (reached.length === 0) return;
  await tx.write(raise, [reached.map(({ id }) => id), reached.map(({ escalation }) => escalation)]);
}
