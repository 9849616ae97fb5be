import type { Topic } from '../../shared/api.ts';
import { type Change, DocumentKind } from '../../shared/protocol/protocol.ts';
import { readChange, UnreadChange } from '../../shared/protocol/read-peer.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { isInScope, putInScope } from './documents.ts';
import { applyChange, Touched } from './replica.ts';
import { refreshThemes } from './themes.ts';

/**
 * Keeps a change that this version can't read, for one that can. What is here of the same thing, from before, stays: it is older,
 * not gone.
 */
export function putUnread(db: WritableDb, change: UnreadChange, generation: number): void {
  const { scope, kind, id } = change;
  db.run(
    `INSERT INTO unread_change(scope, kind, id, generation, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT(kind, id, scope) DO UPDATE SET generation = excluded.generation, body = excluded.body`,
    scope,
    kind,
    id,
    generation,
    JSON.stringify(change),
  );
  const known = DocumentKind.safeParse(kind).data;
  if (known !== undefined && isInScope(db, scope, known, id))
    putInScope(db, scope, known, id, generation);
}

/** A newer change of the same thing in the same scope can be read. */
export function forgetUnread(db: WritableDb, change: Change): void {
  const { scope, kind, id } = change;
  db.run(
    'DELETE FROM unread_change WHERE kind = ? AND id = ? AND scope = ?',
    kind === 'tombstone' ? change.of : kind,
    id,
    scope,
  );
}

/** What came in scopes that are no longer followed is not waited for. */
export function dropUnreadBut(db: WritableDb, followed: ReadonlySet<string>): void {
  db.run(
    'DELETE FROM unread_change WHERE scope NOT IN (SELECT value FROM json_each(?))',
    JSON.stringify([...followed]),
  );
}

/** Nor what has not come again since the feed was last begun. */
export function dropUnreadBefore(db: WritableDb, generation: number): void {
  db.run('DELETE FROM unread_change WHERE generation < ?', generation);
}

export function hasUnread(db: ReadableDb): boolean {
  return db.get('SELECT 1 FROM unread_change LIMIT 1') !== undefined;
}

/** Takes in what can be read by now; for after an upgrade. Returns what changed. */
export function replayUnread(db: WritableDb): Topic[] {
  const touched = new Touched();
  const rows = db.all<{ body: string; generation: number }>(
    'SELECT body, generation FROM unread_change ORDER BY scope, kind, id',
  );
  for (const { body, generation } of rows) {
    const raw = UnreadChange.safeParse(JSON.parse(body)).data;
    const change = raw === undefined ? null : readChange(raw);
    if (change === null) continue;
    applyChange(db, change, generation, touched);
    forgetUnread(db, change);
  }
  refreshThemes(db, [...touched.themes]);
  return [...touched.topics];
}
