import type { Tags } from '../../shared/domain/tags.ts';
import type { ReviewItem } from '../../shared/view/entry.ts';
import type { ReadableDb } from './database.ts';
import { observationView, parseDocument } from './observation-view.ts';
import { overlaysOf } from './operations.ts';

interface Row {
  id: string;
  document: string | null;
  tags: string;
  answered: number;
  waiting_since: string;
  pending: number;
}

const COLUMNS = 'id, document, tags, answered, waiting_since, pending';

export const QUEUE = `SELECT ${COLUMNS} FROM observation WHERE queue = 1 ORDER BY waiting_since, n LIMIT ? OFFSET ?`;
export const QUEUE_COUNT = 'SELECT count(*) AS total FROM observation WHERE queue = 1';

/** What waits for a decision, longest waiting first. */
export function listQueue(
  db: ReadableDb,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): { items: ReviewItem[]; total: number } {
  return { items: itemsOf(db, db.all<Row>(QUEUE, limit, offset)), total: queueCount(db) };
}

export function queueCount(db: ReadableDb): number {
  return db.get<{ total: number }>(QUEUE_COUNT)?.total ?? 0;
}

/** One that waits for a decision, or undefined. */
export function findReviewItem(db: ReadableDb, id: string): ReviewItem | undefined {
  return itemsOf(
    db,
    db.all<Row>(`SELECT ${COLUMNS} FROM observation WHERE id = ? AND queue = 1`, id),
  )[0];
}

/** Two statements however many rows: what waits here is laid on all documents at once. */
function itemsOf(db: ReadableDb, rows: readonly Row[]): ReviewItem[] {
  const overlays = overlaysOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const view = observationView(parseDocument(row.document), overlays.get(row.id) ?? []);
    if (view === null) return [];
    return [
      {
        observation: view.observation,
        tags: JSON.parse(row.tags) as Tags,
        answered: row.answered === 1,
        waitingSince: row.waiting_since,
        pending: row.pending === 1,
      },
    ];
  });
}
