import { isOperationKind, type Operation } from '../../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { discardDraft, loadDraft, saveDraft } from '../drafts.ts';
import { startOver } from '../feed.ts';
import { audit, operationById, removeOperation } from '../operations.ts';
import { refreshEntity } from '../refresh.ts';
import { eraseWithdrawn } from '../settle.ts';
import { layPlacements } from '../themes.ts';
import type { Salvaged, SalvagedOperation } from './salvage.ts';

/** How far the outbox of a copy goes, and what its audit knows to have been taken out by then. */
interface Base {
  readonly lastN: number;
  readonly removed: ReadonlySet<string>;
}

const REMOVED = `SELECT operation_id FROM audit WHERE operation_id IS NOT NULL
  AND action IN ('operation.replaced', 'operation.dismissed', 'observation.discarded')`;

function baseOf(db: ReadableDb): Base {
  const last = db.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const removed = db.all<{ operation_id: string }>(REMOVED);
  return {
    lastN: last?.seq ?? 0,
    removed: new Set(removed.map(({ operation_id }) => operation_id)),
  };
}

/**
 * Lays what was salvaged on what was restored: operations that are not there, later states of those that are, the draft; takes
 * out what had been taken out since. The feed is followed from its beginning next. Returns how many operations were queued
 * since the copy and could not be read.
 */
export function takeBack(db: WritableDb, salvaged: Salvaged, at: string): number {
  const base = baseOf(db);
  const touched = new Map<string, Pick<SalvagedOperation, 'entityId'> & { operation: Operation }>();
  const touch = (id: string) => {
    const row = operationById(db, id);
    if (row !== undefined) touched.set(row.kind === 'theme.place' ? row.id : row.entityId, row);
  };
  const withdrawn: string[] = [];
  for (const found of salvaged.operations) {
    if (salvaged.removed.has(found.id)) continue;
    const here = operationById(db, found.id);
    if (here === undefined) insert(db, found, at);
    else if (here.state === 'waiting' && found.state !== 'waiting') overwrite(db, found);
    else continue;
    // Of a newer version: kept for it, and shown in nothing here.
    if (!isOperationKind(found.kind)) continue;
    touch(found.id);
    if (found.kind === 'observation.withdraw' && found.state === 'acknowledged')
      withdrawn.push(found.entityId);
  }
  const since = [...salvaged.removed].filter((id) => !base.removed.has(id));
  let removedHere = 0;
  for (const id of since) {
    const row = operationById(db, id);
    if (row === undefined || row.state === 'acknowledged') continue;
    touch(id);
    removeOperation(db, row, at, 'operation.dismissed');
    removedHere += 1;
  }
  for (const id of withdrawn) eraseWithdrawn(db, id);
  for (const row of touched.values()) refreshEntity(db, row);
  takeBackDraft(db, salvaged);
  startOver(db);
  const read = salvaged.operations.filter(({ n }) => n > base.lastN).length;
  const gone = since.length - removedHere;
  return Math.max(0, salvaged.lastN - base.lastN - read - gone);
}

function insert(db: WritableDb, found: SalvagedOperation, at: string): void {
  const inserted = db.get<{ n: number }>(
    `INSERT INTO outbox(id, kind, entity_id, body, state, code, field, findings, made_at, acknowledged_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
    found.id,
    found.kind,
    found.entityId,
    found.body,
    found.state,
    found.code,
    found.field,
    found.findings,
    found.madeAt,
    found.acknowledgedAt,
  );
  audit(db, at, 'operation.salvaged', found.entityId, found.id);
  const operation = operationById(db, found.id)?.operation;
  if (operation?.kind === 'theme.place' && inserted !== undefined)
    layPlacements(db, inserted.n, operation);
}

function overwrite(db: WritableDb, found: SalvagedOperation): void {
  db.run(
    'UPDATE outbox SET state = ?, code = ?, field = ?, findings = ?, acknowledged_at = ? WHERE id = ?',
    found.state,
    found.code,
    found.field,
    found.findings,
    found.acknowledgedAt,
    found.id,
  );
}

/** The later of the two; none whose words were saved meanwhile, which a copy can't know. */
function takeBackDraft(db: WritableDb, { draft }: Salvaged): void {
  const here = loadDraft(db);
  if (draft !== null && (here === null || draft.savedAt > here.savedAt))
    saveDraft(db, draft.draft, draft.savedAt);
  const kept = loadDraft(db)?.draft;
  if (kept === undefined || kept.observationId !== null) return;
  const saved = db.get('SELECT 1 FROM observation WHERE mine = 1 AND text = ? LIMIT 1', kept.text);
  if (saved !== undefined) discardDraft(db);
}
