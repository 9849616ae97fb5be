import type { ParsedInput } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import type { SyncItem, SyncStatus } from '../../shared/view/sync.ts';
import type { WritableDb } from '../store/database.ts';
import { halt, marks } from '../store/meta.ts';
import { findObservation, refreshObservation } from '../store/observations.ts';
import { operationById, removeOperation } from '../store/operations.ts';
import {
  countIn,
  dismissOperation,
  type OutboxLine,
  outboxLines,
  retryOperation,
} from '../store/outbox.ts';
import { acknowledgedCount, sendAgain } from '../store/send-again.ts';
import { type PersonContext, perform } from './context.ts';
import { settledFault } from './revising.ts';

/** Most lines of each kind the page gets. */
const SHOWN = 200;

/** How the queue stands: what waits and what was set aside, from the store, so that it is the same truth as in Mine. */
export function syncStatus({ store, syncState, heldBy }: PersonContext): SyncStatus {
  const itemOf = ({ code, field, ...line }: OutboxLine): SyncItem => ({
    ...line,
    setAside: code === null ? null : { code, field },
    heldBy: code === null ? heldBy(line.operationId) : null,
  });
  const { state, nextTryAt } = syncState();
  return store.read((db) => ({
    waiting: countIn(db, 'waiting'),
    setAside: countIn(db, 'set_aside'),
    state,
    nextTryAt,
    sendable: halt(db) === null ? 0 : acknowledgedCount(db),
    ...marks(db),
    waitingItems: outboxLines(db, 'waiting', SHOWN).map(itemOf),
    setAsideItems: outboxLines(db, 'set_aside', SHOWN).map(itemOf),
  }));
}

export async function tryNow(context: PersonContext): Promise<SyncStatus> {
  await context.tryNow();
  return syncStatus(context);
}

/** Errors: `input.invalid` where sync has not halted. */
export async function sendEverythingAgain(context: PersonContext): Promise<SyncStatus> {
  const topics = context.store.write((db) => {
    if (halt(db) === null) throw new LyttError('input.invalid');
    return sendAgain(db, context.now());
  });
  context.changed(topics);
  return tryNow(context);
}

/** Errors: `input.invalid` for an operation that is not set aside. */
export function retryItem(
  context: PersonContext,
  { operationId }: ParsedInput<'sync.retry'>,
): SyncStatus {
  perform(context, everything, (db) => {
    if (!retryOperation(db, operationId)) throw notSetAside();
  });
  return syncStatus(context);
}

/** Errors: `input.invalid` for an operation that is not set aside, or for words that can still be edited or withdrawn. */
export function dismissItem(
  context: PersonContext,
  { operationId }: ParsedInput<'sync.dismiss'>,
): SyncStatus {
  perform(context, everything, (db) => {
    const at = context.now();
    if (!dismissLateRevision(db, operationId, at) && !dismissOperation(db, operationId, at))
      throw notSetAside();
  });
  return syncStatus(context);
}

/**
 * A new wording that came after the entry was decided can't be sent however it is edited, and withdrawing would take the entry
 * itself back: so it alone may be given up. False, with nothing done, for anything else.
 */
function dismissLateRevision(db: WritableDb, operationId: string, at: string): boolean {
  const row = operationById(db, operationId);
  if (row?.kind !== 'observation.revise' || row.state !== 'set_aside') return false;
  const found = findObservation(db, row.entityId);
  if (found === undefined || settledFault(found) === null) return false;
  removeOperation(db, row, at, 'operation.dismissed');
  refreshObservation(db, row.entityId);
  return true;
}

/** What was refused may have been about anything she sees. */
const everything = ['observations', 'reviews', 'themes', 'inbox', 'sync'] as const;

function notSetAside(): LyttError {
  return new LyttError('input.invalid', { field: 'operationId' });
}
