import type { Topic } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import type { OperationKind } from '../../shared/domain/operation.ts';
import { isOperationKind } from '../../shared/domain/operation.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { WritableDb } from './database.ts';
import { markWithdrawn } from './observations.ts';
import { type OutboxRow, operationById, spend } from './operations.ts';
import { refreshEntity } from './refresh.ts';
import { park } from './send-again.ts';

/**
 * Takes what the service said of operations. `applied` and `already_applied` leave the queue, and are kept so that they can be
 * sent again; `rejected` is set aside, or parked where it went out again in vain; `not_now` and what is not in the queue stay as they are. Returns what changed.
 */
export function settle(db: WritableDb, results: readonly OperationResult[], at: string): Topic[] {
  const changed = new Map<string, OutboxRow>();
  for (const result of results) {
    const row = operationById(db, result.id);
    // Once taken in, whatever a late answer says.
    if (row === undefined || row.state === 'acknowledged') continue;
    switch (result.outcome) {
      case 'applied':
      case 'already_applied':
        db.run(
          "UPDATE outbox SET state = 'acknowledged', acknowledged_at = ?, code = NULL, field = NULL, findings = NULL, again = 0 WHERE n = ?",
          at,
          row.n,
        );
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
  if (changed.size === 0) return [];
  const topics = new Set<Topic>(['sync']);
  for (const row of changed.values()) for (const topic of refreshEntity(db, row)) topics.add(topic);
  return [...topics];
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
