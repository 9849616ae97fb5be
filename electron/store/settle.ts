import type { Topic } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import type { OperationKind } from '../../shared/domain/operation.ts';
import { isOperationKind } from '../../shared/domain/operation.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { markWithdrawn } from './observations.ts';
import { type OutboxRow, operationById, spend } from './operations.ts';
import { observationTopics, refreshEntity } from './refresh.ts';
import { park } from './send-again.ts';

const ACKNOWLEDGE = `UPDATE outbox SET state = 'acknowledged', acknowledged_at = ?, code = NULL, field = NULL, findings = NULL,
  again = 0`;

/**
 * Takes what the service said of operations. `applied` and `already_applied` leave the queue, and are kept so that they can be
 * sent again; `rejected` is set aside, or parked where it went out again in vain; `not_now` and what is not in the queue stay as they are. Returns what changed.
 */
export function settle(db: WritableDb, results: readonly OperationResult[], at: string): Topic[] {
  const sent = settleSent(db, results, at);
  const changed = new Map<string, OutboxRow>();
  for (const result of results) {
    if (sent.has(result.id)) continue;
    const row = operationById(db, result.id);
    // Once taken in, whatever a late answer says.
    if (row === undefined || row.state === 'acknowledged') continue;
    switch (result.outcome) {
      case 'applied':
      case 'already_applied':
        db.run(`${ACKNOWLEDGE} WHERE n = ?`, at, row.n);
        // Of a newer version: nothing here lays it on anything.
        if (!isOperationKind(row.kind)) spend(db, row.n);
        if (row.kind === 'observation.withdraw') eraseWithdrawn(db, row.entityId);
        break;
      case 'rejected':
        if (park(db, row, result.code, at)) break;
        db.run(
          "UPDATE outbox SET state = 'set_aside', code = ?, field = ?, findings = ? WHERE n = ?",
          result.code,
          result.field,
          result.findings === undefined ? null : JSON.stringify(result.findings),
          row.n,
        );
        break;
      case 'not_now':
        continue;
      default:
        assertNever(result);
    }
    // What is about more than its entity is brought up to date by itself; anything else once.
    changed.set(aboutMore.has(row.kind) ? row.id : row.entityId, row);
  }
  if (changed.size === 0 && sent.size === 0) return [];
  const topics = new Set<Topic>(['sync']);
  if (sent.size > 0) for (const topic of observationTopics(true, false)) topics.add(topic);
  for (const row of changed.values()) for (const topic of refreshEntity(db, row)) topics.add(topic);
  return [...topics];
}

export const NEW_ENTRIES = `SELECT o.n, o.id, o.entity_id AS entityId
  FROM outbox o JOIN observation e ON e.id = o.entity_id
  WHERE o.id IN (SELECT value FROM json_each(?)) AND o.kind = 'observation.log' AND o.state = 'waiting'
    AND e.document IS NULL
    AND (SELECT count(*) FROM outbox WHERE entity_id = o.entity_id AND overlay = 1) = 1
    AND NOT EXISTS (SELECT 1 FROM withdrawn WHERE id = o.entity_id)`;

/**
 * Most of what goes out are new entries that nothing else has been done to: of those nothing changes but that they are sent. A
 * whole batch of them in three statements, since whoever saves waits meanwhile. Returns the operations it has settled.
 */
function settleSent(
  db: WritableDb,
  results: readonly OperationResult[],
  at: string,
): ReadonlySet<string> {
  const accepted = results.filter(isAccepted).map(({ id }) => id);
  const rows = db.all<{ n: number; id: string; entityId: string }>(
    NEW_ENTRIES,
    JSON.stringify(accepted),
  );
  if (rows.length === 0) return none;
  db.run(
    `${ACKNOWLEDGE} WHERE n IN (SELECT value FROM json_each(?))`,
    at,
    JSON.stringify(rows.map(({ n }) => n)),
  );
  db.run(
    "UPDATE observation SET state = 'sent' WHERE id IN (SELECT value FROM json_each(?))",
    JSON.stringify(rows.map(({ entityId }) => entityId)),
  );
  return new Set(rows.map(({ id }) => id));
}

const none: ReadonlySet<string> = new Set();

/** The service has it now, or had it before. */
export function isAccepted({ outcome }: OperationResult): boolean {
  return outcome === 'applied' || outcome === 'already_applied';
}

const aboutMore: ReadonlySet<OperationKind> = new Set([
  'theme.place',
  'theme.split',
  'proposal.confirm',
]);

/** Withdrawn by its author here, and so are her words that were refused. */
export function eraseWithdrawn(db: WritableDb, id: string): void {
  markWithdrawn(db, id);
  db.run(
    `DELETE FROM outbox WHERE entity_id = ? AND state = 'set_aside'
       AND kind IN ('observation.log', 'observation.revise')`,
    id,
  );
}

export const TOOK_WORDS = `SELECT 1 FROM outbox WHERE id IN (SELECT value FROM json_each(?))
  AND (kind = 'observation.withdraw' OR entity_id IN (SELECT id FROM withdrawn)) LIMIT 1`;

/** Whether words may go with what the service said of operations: of something that was taken back. To be asked before it is settled. */
export function takesWords(db: ReadableDb, results: readonly OperationResult[]): boolean {
  return db.get(TOOK_WORDS, JSON.stringify(results.map(({ id }) => id))) !== undefined;
}
