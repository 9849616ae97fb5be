import type { ReadableDb } from './database.ts';

export const WITHDRAWALS = `SELECT id, kind, body FROM outbox
  WHERE kind = 'observation.withdraw' AND state IN ('acknowledged', 'waiting') ORDER BY n`;

/** All that she has taken back and this machine still knows of, as it was or will be sent. Holds no words. */
export function withdrawals(
  db: ReadableDb,
): { id: string; kind: string; body: Readonly<Record<string, unknown>> }[] {
  return db
    .all<{ id: string; kind: string; body: string }>(WITHDRAWALS)
    .map(({ id, kind, body }) => ({ id, kind, body: JSON.parse(body) as Record<string, unknown> }));
}
