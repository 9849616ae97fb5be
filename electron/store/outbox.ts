import { entityOf, type Operation, type OperationKind } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export type OutboxState = 'waiting' | 'acknowledged' | 'set_aside';

/** An operation as kept. */
export interface OutboxRow {
  readonly n: number;
  readonly id: string;
  readonly kind: OperationKind;
  readonly entityId: string;
  readonly operation: Operation;
  readonly state: OutboxState;
  readonly code: string | null;
  readonly field: string | null;
}

interface Raw {
  n: number;
  id: string;
  kind: OperationKind;
  entity_id: string;
  body: string;
  state: OutboxState;
  code: string | null;
  field: string | null;
}

const COLUMNS = 'n, id, kind, entity_id, body, state, code, field';

function rowOf(raw: Raw): OutboxRow {
  return {
    n: raw.n,
    id: raw.id,
    kind: raw.kind,
    entityId: raw.entity_id,
    operation: JSON.parse(raw.body) as Operation,
    state: raw.state,
    code: raw.code,
    field: raw.field,
  };
}

/** Queues an operation behind those that wait, and notes that it was made. */
export function enqueue(db: WritableDb, operation: Operation): void {
  const entityId = entityOf(operation);
  db.run(
    `INSERT INTO outbox(id, kind, entity_id, body, state, made_at) VALUES (?, ?, ?, ?, 'waiting', ?)`,
    operation.id,
    operation.kind,
    entityId,
    JSON.stringify(operation),
    operation.madeAt,
  );
  audit(db, operation.madeAt, operation.kind, entityId, operation.id);
}

/** One line of what was done, without any text. */
export function audit(
  db: WritableDb,
  at: string,
  action: string,
  entityId: string,
  operationId: string | null,
): void {
  db.run(
    'INSERT INTO audit(at, action, entity_id, operation_id) VALUES (?, ?, ?, ?)',
    at,
    action,
    entityId,
    operationId,
  );
}

/** Operations whose effect is not in the service's document of this entity yet, in the order made. */
export function overlayOf(db: ReadableDb, entityId: string): OutboxRow[] {
  return db
    .all<Raw>(
      `SELECT ${COLUMNS} FROM outbox WHERE entity_id = ? AND overlay = 1 ORDER BY n`,
      entityId,
    )
    .map(rowOf);
}

export function operationById(db: ReadableDb, id: string): OutboxRow | undefined {
  const raw = db.get<Raw>(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`, id);
  return raw === undefined ? undefined : rowOf(raw);
}

/** The service's document holds it now: it is no longer laid on top. */
export function spend(db: WritableDb, n: number): void {
  db.run('UPDATE outbox SET overlay = 0 WHERE n = ?', n);
  db.run('DELETE FROM placement WHERE outbox_n = ?', n);
}

/** Takes operations out for good; only for those the service has refused, or that never left. */
export function removeOperation(db: WritableDb, row: OutboxRow, at: string, why: string): void {
  db.run('DELETE FROM outbox WHERE n = ?', row.n);
  audit(db, at, why, row.entityId, row.id);
}

export const WAITING_HEAD =
  "SELECT id, kind, body FROM outbox WHERE state = 'waiting' ORDER BY n LIMIT ?";

export function waitingHead(
  db: ReadableDb,
  limit: number,
): { id: string; kind: string; body: Readonly<Record<string, unknown>> }[] {
  return db
    .all<{ id: string; kind: string; body: string }>(WAITING_HEAD, limit)
    .map(({ id, kind, body }) => ({ id, kind, body: JSON.parse(body) as Record<string, unknown> }));
}

export function countIn(db: ReadableDb, state: 'waiting' | 'set_aside'): number {
  const sql =
    state === 'waiting'
      ? "SELECT count(*) AS total FROM outbox WHERE state = 'waiting'"
      : "SELECT count(*) AS total FROM outbox WHERE state = 'set_aside'";
  return db.get<{ total: number }>(sql)?.total ?? 0;
}

/** A line of the Sync page. `text`: the entry's own words, or the theme's name; empty where there are none. */
export interface OutboxLine {
  readonly operationId: string;
  readonly kind: string;
  readonly entityId: string;
  readonly text: string;
  readonly madeAt: string;
  readonly code: string | null;
  readonly field: string | null;
}

export function outboxLines(
  db: ReadableDb,
  state: 'waiting' | 'set_aside',
  limit: number,
): OutboxLine[] {
  return db
    .all<{
      id: string;
      kind: string;
      entity_id: string;
      text: string | null;
      made_at: string;
      code: string | null;
      field: string | null;
    }>(
      `SELECT o.id, o.kind, o.entity_id, o.made_at, o.code, o.field,
         coalesce(o.body ->> 'text', e.text, t.view ->> 'name', o.body ->> 'name', own.text) AS text
       FROM outbox o
       LEFT JOIN observation e ON e.id = o.entity_id
       LEFT JOIN theme t ON t.id = o.entity_id
       LEFT JOIN reply r ON r.id = o.entity_id
       LEFT JOIN observation own ON own.id = r.observation_id
       WHERE o.state = '${state}' ORDER BY o.n LIMIT ?`,
      limit,
    )
    .map((row) => ({
      operationId: row.id,
      kind: row.kind,
      entityId: row.entity_id,
      text: row.text ?? '',
      madeAt: row.made_at,
      code: row.code,
      field: row.field,
    }));
}
