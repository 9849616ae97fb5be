import { assertNever } from '../../shared/domain/assert-never.ts';
import { isOperationKind } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { isInAnyScope, takeUnseen } from './documents.ts';
import { getMeta, setMeta } from './meta.ts';
import { findObservation, refreshObservation } from './observations.ts';
import { audit, operationsToRecheck, type Rechecked } from './operations.ts';
import { refreshEntity } from './refresh.ts';
import { dropUnscoped, type Touched } from './replica.ts';
import { findTheme, layPlacements, spendPlacements } from './themes.ts';

/**
 * The feed is followed from its beginning. `again`: not for the first time, so that what is here, and what the service is
 * thought to have, is to be checked against what comes.
 */
export function beginRebuild(db: WritableDb, again: boolean): void {
  setMeta(db, 'generation', String(Number(getMeta(db, 'generation') ?? 0) + 1));
  if (!again) return;
  setMeta(db, 'rebuilding', '1');
  db.run('DELETE FROM withdrawn');
  db.run("UPDATE outbox SET recheck = 1 WHERE state = 'acknowledged'");
}

/**
 * The feed has been followed to its end. Documents that were not in it go, except own words that can't be made again from the
 * outbox; acknowledged operations whose effect was not in it wait again under their own ids, which does no harm where the
 * service knows them.
 */
export function finishRebuild(
  db: WritableDb,
  generation: number,
  at: string,
  touched: Touched,
): void {
  const unseen = takeUnseen(db, generation);
  const recheck = operationsToRecheck(db);
  const logged = new Set(
    recheck.filter(({ kind }) => kind === 'observation.log').map(({ entityId }) => entityId),
  );
  for (const name of unseen) {
    const { kind, id } = name;
    if (kind === 'observation' && logged.has(id) && !isInAnyScope(db, kind, id))
      refreshObservation(db, id, null);
    dropUnscoped(db, name, touched);
  }
  db.run('UPDATE outbox SET overlay = 1 WHERE recheck = 1');
  for (const { n, operation } of recheck)
    if (operation.kind === 'theme.place' || operation.kind === 'theme.split')
      layPlacements(db, n, operation);
  for (const row of recheck) touched.tell(refreshEntity(db, row));
  const missing = operationsToRecheck(db).filter((row) => isMissing(db, row));
  for (const { n, entityId, id } of missing) {
    db.run("UPDATE outbox SET state = 'waiting', acknowledged_at = NULL WHERE n = ?", n);
    audit(db, at, 'operation.sentAgain', entityId, id);
  }
  // The rest has nothing left to be laid on.
  db.run("UPDATE outbox SET overlay = 0 WHERE recheck = 1 AND state = 'acknowledged'");
  db.run('UPDATE outbox SET recheck = 0 WHERE recheck = 1');
  spendPlacements(db);
  for (const row of missing) touched.tell(refreshEntity(db, row));
  setMeta(db, 'rebuilding', null);
  if (missing.length > 0) touched.tell(['sync']);
}

/** Its effect was not in the feed, and what it is about is there, or is about to be sent. */
function isMissing(db: ReadableDb, { operation, laidOn }: Rechecked): boolean {
  // Of a newer version: nobody here can tell.
  if (!isOperationKind(operation.kind)) return laidOn;
  switch (operation.kind) {
    case 'observation.log':
    case 'observation.revise':
    case 'theme.create':
    case 'theme.split':
    case 'proposal.confirm':
      return laidOn;
    // What has left her scopes can't tell whether the review is in.
    case 'review.add':
      return laidOn || !isInAnyScope(db, 'observation', operation.observationId);
    case 'observation.withdraw':
      return laidOn && findObservation(db, operation.observationId) !== undefined;
    case 'theme.change':
    case 'theme.merge':
    case 'theme.unmerge':
      return laidOn && findTheme(db, operation.themeId) !== undefined;
    case 'theme.place':
      return laidOn && operation.insightIds.some((id) => isInAnyScope(db, 'insight', id));
    // While it is still proposed, nobody has decided.
    case 'proposal.place':
    case 'proposal.dismiss':
      return laidOn && isInAnyScope(db, 'proposal', operation.proposalId);
    case 'reply.read':
    case 'reply.answer':
      return laidOn && isInAnyScope(db, 'reply', operation.replyId);
    default:
      return assertNever(operation);
  }
}
