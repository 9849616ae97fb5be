import type { WritableDb } from '../database.ts';
import { markWithdrawn, refreshObservation } from '../observations.ts';
import { enqueue, operationById } from '../operations.ts';
import type { Tombstones } from './tombstones.ts';

/**
 * Takes out of a store that was put back what had been withdrawn since, before anybody opens it: its words and whatever would send
 * them. A withdrawal the service may not have heard of is queued again, under its own id.
 */
export function replayTombstones(db: WritableDb, { gone, asked }: Tombstones): void {
  for (const id of gone) {
    db.run(
      `DELETE FROM outbox WHERE entity_id = ? AND kind IN ('observation.log', 'observation.revise', 'review.add')`,
      id,
    );
    markWithdrawn(db, id);
    refreshObservation(db, id);
  }
  for (const operation of asked) {
    if (operationById(db, operation.id) !== undefined) continue;
    // What is not there is withdrawn all the same: the service may have it.
    enqueue(db, operation);
    refreshObservation(db, operation.observationId);
  }
}
