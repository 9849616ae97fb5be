import { withoutWords } from '../../shared/domain/retention.ts';
import type { WritableDb } from './database.ts';
import { parseDocument } from './observation-view.ts';
import { refreshObservation } from './observations.ts';

/** Instants before which words are to be gone: of what was decided, and of what nobody has decided. ISO. */
export interface Before {
  readonly text: string;
  readonly undecided: string;
}

/**
 * Observations whose last word and last decision are old enough. Not those with something that the service has not taken in: it
 * is nowhere else.
 */
export const EXPIRED_WORDS = `SELECT id FROM observation
  WHERE text <> '' AND waiting_since < max(?, ?) AND document IS NOT NULL
    AND CASE WHEN fate IN ('approved', 'in_theme', 'declined') THEN ? ELSE ? END > max(waiting_since,
      coalesce((SELECT max(value ->> 'madeAt') FROM json_each(document, '$.reviews')), ''))
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE entity_id = observation.id AND state <> 'acknowledged')
  LIMIT ?`;

/** Takes the words out of such observations, own and others', at most `most`; returns how many. */
export function removeExpiredWords(db: WritableDb, before: Before, most: number): number {
  const { text, undecided } = before;
  const due = db.all<{ id: string }>(EXPIRED_WORDS, text, undecided, text, undecided, most);
  for (const { id } of due) {
    const row = db.get<{ document: string }>('SELECT document FROM observation WHERE id = ?', id);
    const document = parseDocument(row?.document ?? null);
    if (document === null) continue;
    refreshObservation(db, id, withoutWords(document));
    removeTakenWords(db, id);
  }
  return due.length;
}

/** What the service's document has taken over of an observation is not to be sent again: its words are gone. */
export function removeTakenWords(db: WritableDb, id: string): void {
  db.run(
    `DELETE FROM outbox WHERE entity_id = ? AND state = 'acknowledged' AND overlay = 0
       AND kind IN ('observation.log', 'observation.revise', 'review.add')`,
    id,
  );
}

/**
 * An observation has left the unit's room: it was withdrawn, or kept long enough, and what was decided about it goes too.
 */
export function removeTakenReviews(db: WritableDb, id: string): void {
  db.run(
    `DELETE FROM outbox WHERE entity_id = ? AND state = 'acknowledged' AND overlay = 0 AND kind = 'review.add'`,
    id,
  );
}

/**
 * An observation waits no longer for those it had escalated to: its author has written anew. They would not hear of it if she
 * took it back, so what they asked or answered goes now. Decisions without words stay, to be sent again if need be.
 */
export function removeWordsOfTakenReviews(db: WritableDb, id: string): void {
  db.run(
    `DELETE FROM outbox WHERE entity_id = ? AND state = 'acknowledged' AND overlay = 0 AND kind = 'review.add'
       AND body ->> '$.decision.kind' IN ('return', 'decline')`,
    id,
  );
}
