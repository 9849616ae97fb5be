import type { Draft } from '../../shared/view/entry.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** What was being written, or null. There is one draft a person. */
export function loadDraft(
  db: ReadableDb,
): { readonly draft: Draft; readonly savedAt: string } | null {
  const row = db.get<{ body: string; saved_at: string }>('SELECT body, saved_at FROM draft');
  return row === undefined ? null : { draft: JSON.parse(row.body) as Draft, savedAt: row.saved_at };
}

/** Keeps the draft in place of the one before. The caller has masked what may not be on a disk. */
export function saveDraft(db: WritableDb, draft: Draft, at: string): void {
  db.run(
    `INSERT INTO draft(one, body, saved_at) VALUES (1, ?, ?)
     ON CONFLICT(one) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`,
    JSON.stringify(draft),
    at,
  );
}

export function discardDraft(db: WritableDb): void {
  db.run('DELETE FROM draft');
}
