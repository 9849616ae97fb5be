import type { Overview } from '../../shared/domain/overview.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** What the service has worked out: for a unit, or (null) for all; undefined where it has not come. */
export function findOverview(db: ReadableDb, unit: string | null): Overview | undefined {
  const row = db.get<{ document: string }>(
    "SELECT document FROM overview WHERE unit IS ? ORDER BY document ->> 'madeAt' DESC LIMIT 1",
    unit,
  );
  return row === undefined ? undefined : (JSON.parse(row.document) as Overview);
}

/** `document` null: it is gone. */
export function putOverview(db: WritableDb, id: string, document: Overview | null): void {
  if (document === null) db.run('DELETE FROM overview WHERE id = ?', id);
  else
    db.run(
      `INSERT INTO overview(id, document, unit) VALUES (?, ?, ?)
       ON CONFLICT(id) DO UPDATE SET document = excluded.document, unit = excluded.unit`,
      id,
      JSON.stringify(document),
      document.unit,
    );
}
