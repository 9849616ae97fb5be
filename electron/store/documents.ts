import type { DocumentKind, Scope } from '../../shared/protocol/protocol.ts';
import type { ReadableDb, WritableDb } from './database.ts';

/** One's own room: what came in it is kept whatever becomes of the other scopes. */
export function isOwnScope(scope: string): boolean {
  return scope.startsWith('person:');
}

/** A unit's room: an observation leaves it only when its words are gone. */
export function isUnitScope(scope: string): boolean {
  return scope.startsWith('unit:');
}

/** Notes that a document stands in a scope, seen in this following of the feed. */
export function putInScope(
  db: WritableDb,
  scope: Scope,
  kind: DocumentKind,
  id: string,
  generation: number,
): void {
  db.run(
    `INSERT INTO document_scope(scope, kind, id, generation) VALUES (?, ?, ?, ?)
     ON CONFLICT(kind, id, scope) DO UPDATE SET generation = excluded.generation`,
    scope,
    kind,
    id,
    generation,
  );
}

export function takeFromScope(db: WritableDb, scope: Scope, kind: DocumentKind, id: string): void {
  db.run('DELETE FROM document_scope WHERE kind = ? AND id = ? AND scope = ?', kind, id, scope);
}

export function isInScope(db: ReadableDb, scope: string, kind: DocumentKind, id: string): boolean {
  return (
    db.get(
      'SELECT 1 FROM document_scope WHERE kind = ? AND id = ? AND scope = ?',
      kind,
      id,
      scope,
    ) !== undefined
  );
}

export function isInAnyScope(db: ReadableDb, kind: DocumentKind, id: string): boolean {
  return (
    db.get('SELECT 1 FROM document_scope WHERE kind = ? AND id = ? LIMIT 1', kind, id) !== undefined
  );
}

export interface DocumentName {
  readonly kind: DocumentKind;
  readonly id: string;
}

/** Takes everything out of the scopes that are no longer followed, one's own left alone. Returns what was in them. */
export function takeFromScopesBut(
  db: WritableDb,
  followed: ReadonlySet<string>,
): readonly DocumentName[] {
  const gone = db
    .all<{ scope: string }>('SELECT DISTINCT scope FROM document_scope')
    .map(({ scope }) => scope)
    .filter((scope) => !followed.has(scope) && !isOwnScope(scope));
  return gone.flatMap((scope) =>
    db.all<DocumentName>('DELETE FROM document_scope WHERE scope = ? RETURNING kind, id', scope),
  );
}

/** Takes out what has not been seen since the feed was last begun. Returns it. */
export function takeUnseen(db: WritableDb, generation: number): readonly DocumentName[] {
  return db.all<DocumentName>(
    'DELETE FROM document_scope WHERE generation < ? RETURNING kind, id',
    generation,
  );
}
