import type { Topic } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import type { OperationResult } from '../../shared/protocol/protocol.ts';
import type { WritableDb } from './database.ts';
import { markWithdrawn } from './observations.ts';
import { type OutboxRow, operationById } from './operations.ts';
import { refreshEntity } from './refresh.ts';

/**
 * Takes what the service said of operations. `applied` and `already_applied` leave the queue, and are kept so that they can be
 * sent again; `rejected` is set aside; `not_now` and what is not in the queue stay as they are. Returns what changed.
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
          "UPDATE outbox SET state = 'acknowledged', acknowledged_at = ?, code = NULL, field = NULL WHERE n = ?",
          at,
          row.n,
        );
        if (row.kind === 'observation.withdraw') eraseWithdrawn(db, row.entityId);
        break;
      case 'rejected':
        db.run(
          "UPDATE outbox SET state = 'set_aside', code = ?, field = ? WHERE n = ?",
          result.code,
          result.field,
          row.n,
        );
        break;
      case 'not_now':
        continue;
      default:
        assertNever(result);
    }
    // Placements of one theme are about different insights; anything else is brought up to date once.
    changed.set(row.kind === 'theme.place' ? row.id : row.entityId, row);
  }
  if (changed.size === 0) return [];
  const topics = new Set<Topic>(['sync']);
  for (const row of changed.values()) for (const topic of refreshEntity(db, row)) topics.add(topic);
  return [...topics];
}

/** Withdrawn by its author here, and so are her words that were refused. */
function eraseWithdrawn(db: WritableDb, id: string): void {
  markWithdrawn(db, id);
  db.run(
    `DELETE FROM outbox WHERE entity_id = ? AND state = 'set_aside'
       AND kind IN ('observation.log', 'observation.revise')`,
    id,
  );
}
