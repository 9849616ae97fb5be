import { LyttError } from '../../shared/domain/errors.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { operationById, removeOperation } from './operations.ts';
import { refreshEntity } from './refresh.ts';

export const WAITING_HEAD = `SELECT n, id, kind, body FROM outbox
  WHERE n NOT IN (SELECT value FROM json_each(?)) AND state = 'waiting' ORDER BY n LIMIT ?`;

/** An operation that is to go out. `n`: its place in the queue; `bytes`: of its body as it lies there. */
export interface WaitingOperation {
  readonly n: number;
  readonly id: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: number;
}

/** Oldest first, but for those at the places named. */
export function waitingHead(
  db: ReadableDb,
  limit: number,
  except: readonly number[] = [],
): WaitingOperation[] {
  return db
    .all<{ n: number; id: string; kind: string; body: string }>(
      WAITING_HEAD,
      JSON.stringify(except),
      limit,
    )
    .map(({ n, id, kind, body }) => ({
      n,
      id,
      kind,
      body: JSON.parse(body) as Record<string, unknown>,
      bytes: Buffer.byteLength(body),
    }));
}

export const WAITING_COUNT = "SELECT count(*) AS total FROM outbox WHERE state = 'waiting'";
const SET_ASIDE_COUNT = "SELECT count(*) AS total FROM outbox WHERE state = 'set_aside'";

export function countIn(db: ReadableDb, state: 'waiting' | 'set_aside'): number {
  const sql = state === 'waiting' ? WAITING_COUNT : SET_ASIDE_COUNT;
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

const LINES = `SELECT o.id, o.kind, o.entity_id, o.made_at, o.code, o.field,
    coalesce(o.body ->> 'text', e.text, t.view ->> 'name', o.body ->> 'name', own.text, i.text) AS text
  FROM outbox o
  LEFT JOIN observation e ON e.id = o.entity_id
  LEFT JOIN theme t ON t.id = o.entity_id
  LEFT JOIN reply r ON r.id = o.entity_id
  LEFT JOIN observation own ON own.id = r.observation_id
  LEFT JOIN insight i ON i.id = o.entity_id`;
export const WAITING_LINES = `${LINES} WHERE o.state = 'waiting' ORDER BY o.n LIMIT ?`;
export const SET_ASIDE_LINES = `${LINES} WHERE o.state = 'set_aside' ORDER BY o.n LIMIT ?`;

interface Line {
  id: string;
  kind: string;
  entity_id: string;
  text: string | null;
  made_at: string;
  code: string | null;
  field: string | null;
}

/** Oldest first. */
export function outboxLines(
  db: ReadableDb,
  state: 'waiting' | 'set_aside',
  limit: number,
): OutboxLine[] {
  return db.all<Line>(state === 'waiting' ? WAITING_LINES : SET_ASIDE_LINES, limit).map((row) => ({
    operationId: row.id,
    kind: row.kind,
    entityId: row.entity_id,
    text: row.text ?? '',
    madeAt: row.made_at,
    code: row.code,
    field: row.field,
  }));
}

/** Puts an operation that was set aside back in its place in the queue, under its own id. False: none such is set aside. */
export function retryOperation(db: WritableDb, id: string): boolean {
  const row = operationById(db, id);
  if (row?.state !== 'set_aside') return false;
  db.run(
    "UPDATE outbox SET state = 'waiting', code = NULL, field = NULL, findings = NULL WHERE n = ?",
    row.n,
  );
  refreshEntity(db, row);
  return true;
}

/**
 * Gives up an operation that was set aside. False: none such is set aside. Errors: `input.invalid` for words of one's own,
 * which are edited or withdrawn instead.
 */
export function dismissOperation(db: WritableDb, id: string, at: string): boolean {
  const row = operationById(db, id);
  if (row?.state !== 'set_aside') return false;
  if (row.kind === 'observation.log' || row.kind === 'observation.revise')
    throw new LyttError('input.invalid', { field: 'operationId' });
  removeOperation(db, row, at, 'operation.dismissed');
  refreshEntity(db, row);
  return true;
}
