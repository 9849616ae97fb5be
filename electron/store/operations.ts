import { entityOf, type Operation, type OperationKind } from '../../shared/domain/operation.ts';
import type { FoundIn } from '../../shared/protocol/protocol.ts';
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
  /** Where the service's gate stopped it. */
  readonly findings: readonly FoundIn[];
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
  findings: string | null;
}

const COLUMNS = 'n, id, kind, entity_id, body, state, code, field, findings';

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
    findings: raw.findings === null ? [] : (JSON.parse(raw.findings) as FoundIn[]),
  };
}

/** Queues an operation behind those that wait, and notes that it was made. Returns its place in the queue. */
export function enqueue(db: WritableDb, operation: Operation): number {
  const entityId = entityOf(operation);
  const inserted = db.get<{ n: number }>(
    `INSERT INTO outbox(id, kind, entity_id, body, state, made_at) VALUES (?, ?, ?, ?, 'waiting', ?) RETURNING n`,
    operation.id,
    operation.kind,
    entityId,
    JSON.stringify(operation),
    operation.madeAt,
  );
  audit(db, operation.madeAt, operation.kind, entityId, operation.id);
  if (inserted === undefined) throw new Error('an insert returns its row');
  return inserted.n;
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

export const OVERLAY = `SELECT ${COLUMNS} FROM outbox WHERE entity_id = ? AND overlay = 1 ORDER BY n`;

/** Operations whose effect is not in the service's document of this entity yet, in the order made. */
export function overlayOf(db: ReadableDb, entityId: string): OutboxRow[] {
  return db.all<Raw>(OVERLAY, entityId).map(rowOf);
}

export function operationById(db: ReadableDb, id: string): OutboxRow | undefined {
  const raw = db.get<Raw>(`SELECT ${COLUMNS} FROM outbox WHERE id = ?`, id);
  return raw === undefined ? undefined : rowOf(raw);
}

export const OVERLAYS = `SELECT ${COLUMNS} FROM outbox
  WHERE entity_id IN (SELECT value FROM json_each(?)) AND overlay = 1 ORDER BY entity_id, n`;

/** The same of many entities at once, by entity. */
export function overlaysOf(
  db: ReadableDb,
  entityIds: readonly string[],
): ReadonlyMap<string, readonly OutboxRow[]> {
  const rows = db.all<Raw>(OVERLAYS, JSON.stringify(entityIds)).map(rowOf);
  return Map.groupBy(rows, ({ entityId }) => entityId);
}

/** The service's document holds it now: it is no longer laid on top. */
export function spend(db: WritableDb, n: number): void {
  db.run('UPDATE outbox SET overlay = 0 WHERE n = ?', n);
}

/** The service has said its last word about the entity: nothing it took in is laid on top any more. */
export function spendAcknowledged(db: WritableDb, entityId: string): void {
  db.run(
    "UPDATE outbox SET overlay = 0 WHERE entity_id = ? AND overlay = 1 AND state = 'acknowledged'",
    entityId,
  );
}

/** `laidOn`: its effect is in no document. */
export type Rechecked = OutboxRow & { readonly laidOn: boolean };

/** Acknowledged operations whose effect must turn up in a feed that is followed anew. */
export function operationsToRecheck(db: ReadableDb): Rechecked[] {
  return db
    .all<Raw & { overlay: number }>(
      `SELECT ${COLUMNS}, overlay FROM outbox WHERE recheck = 1 ORDER BY n`,
    )
    .map((raw) => ({ ...rowOf(raw), laidOn: raw.overlay === 1 }));
}

/** All that the service took in, in the order made. */
export function acknowledgedRows(db: ReadableDb): OutboxRow[] {
  return db
    .all<Raw>(`SELECT ${COLUMNS} FROM outbox WHERE state = 'acknowledged' ORDER BY n`)
    .map(rowOf);
}

export const PARKED = `SELECT ${COLUMNS} FROM outbox
  WHERE entity_id = ? AND again = 1 AND state = 'acknowledged' AND code IS NOT NULL ORDER BY n`;

/** Those that went out again in vain, because the entity was not there. */
export function parkedRows(db: ReadableDb, entityId: string): OutboxRow[] {
  return db.all<Raw>(PARKED, entityId).map(rowOf);
}

/** Takes operations out for good; only for those the service has refused, or that never left. */
export function removeOperation(db: WritableDb, row: OutboxRow, at: string, why: string): void {
  db.run('DELETE FROM outbox WHERE n = ?', row.n);
  audit(db, at, why, row.entityId, row.id);
}

/**
 * Own words are kept as long as the observation has any, so that they can be sent again; a withdrawal, which has none, for the
 * longer time: a service that was set back must hear of it again.
 */
export const EXPIRED = `SELECT n FROM outbox
  WHERE state = 'acknowledged' AND acknowledged_at < max(?, ?) AND overlay = 0
    AND acknowledged_at < CASE kind WHEN 'observation.withdraw' THEN ? ELSE ? END
    AND NOT (kind IN ('observation.log', 'observation.revise')
      AND EXISTS (SELECT 1 FROM observation WHERE id = entity_id AND text <> ''))
  LIMIT ?`;

/**
 * Forgets what the service took in before an instant, so that it can't be sent again; returns how many, at most `most`. What no
 * document holds yet stays, and so does all that waits or is set aside.
 */
export function removeExpired(
  db: WritableDb,
  { text, undecided }: { readonly text: string; readonly undecided: string },
  most: number,
): number {
  return db.run(
    `DELETE FROM outbox WHERE n IN (${EXPIRED})`,
    text,
    undecided,
    undecided,
    text,
    most,
  );
}
