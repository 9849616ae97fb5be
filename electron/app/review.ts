import type { Output, ParsedInput } from '../../shared/api.ts';
import { assertNever } from '../../shared/domain/assert-never.ts';
import { type ErrorCode, LyttError } from '../../shared/domain/errors.ts';
import {
  approves,
  currentTags,
  type Decision,
  fateOf,
  latestRevision,
  mergedInto,
  type Observation,
  standingReviews,
  unconfirmedKinds,
} from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import { findObservation, queueForObservation } from '../store/observations.ts';
import { listQueue } from '../store/review-queue.ts';
import { asFault } from './accounts/held-store.ts';
import { type Begin, type PersonContext, perform } from './context.ts';
import { passGate } from './gate.ts';

/** Most approvals in one transaction. */
const AT_ONCE = 500;

export function listReviews(
  { store }: PersonContext,
  input: ParsedInput<'review.list'>,
): Output<'review.list'> {
  return store.read((db) => listQueue(db, input));
}

/**
 * Adds a decision of the revision she saw. Errors: `observation.unknown` (not in her queue), `observation.withdrawn`,
 * `observation.decided`, `revision.unknown` (the author has written since), `review.temaMissing`, `review.unconfirmed`,
 * `review.unknown`, `review.alreadyUsed`, `target.unknown`, `text.identifies`, `text.mayIdentify`.
 */
export function addReview(
  context: PersonContext,
  { observationId, revisionId, decision, ...asked }: ParsedInput<'review.add'>,
): Output<'review.add'> {
  const acknowledged = passGate(wordsOf(decision), asked.acknowledged);
  return perform(context, ['reviews', 'observations', 'sync'], (db, begin) => {
    const observation = inQueue(db, observationId);
    const fault = faultOf(observation, revisionId, decision);
    if (fault !== null) throw new LyttError(fault);
    if (decision.kind === 'merge') refuseTarget(db, observationId, decision.into);
    const review = { revisionId, decision, acknowledged };
    return { reviewId: queueReview(context, db, begin, observation, review) };
  });
}

/** Each in its turn; what can't be approved is told and stays where it is, also what a fault of the disk kept back. */
export function approveMany(
  context: PersonContext,
  { observationIds }: ParsedInput<'review.approveMany'>,
): Output<'review.approveMany'> {
  const approved: string[] = [];
  const reviewIds: string[] = [];
  const refused: { id: string; code: string }[] = [];
  const ids = [...new Set(observationIds)];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE);
    try {
      const outcome = perform(context, ['reviews', 'observations', 'sync'], (db, begin) =>
        approvePart(context, db, begin, part),
      );
      approved.push(...outcome.approved);
      reviewIds.push(...outcome.reviewIds);
      refused.push(...outcome.refused);
    } catch (error) {
      // What went before is in; the page must hear of that too.
      if (from === 0) throw error;
      const { code } = asFault(error);
      refused.push(...ids.slice(from).map((id) => ({ id, code })));
      break;
    }
  }
  return { approved, reviewIds, refused };
}

function approvePart(
  context: PersonContext,
  db: WritableDb,
  begin: Begin,
  ids: readonly string[],
): { approved: string[]; reviewIds: string[]; refused: { id: string; code: ErrorCode }[] } {
  const approved: string[] = [];
  const reviewIds: string[] = [];
  const refused: { id: string; code: ErrorCode }[] = [];
  const decision: Decision = { kind: 'approve' };
  for (const id of ids) {
    const observation = findInQueue(db, id);
    const revisionId = observation === undefined ? '' : latestRevision(observation).id;
    const fault =
      observation === undefined
        ? 'observation.unknown'
        : faultOf(observation, revisionId, decision);
    if (observation === undefined || fault !== null)
      refused.push({ id, code: fault ?? 'observation.unknown' });
    else {
      const review = { revisionId, decision, acknowledged: [] };
      reviewIds.push(queueReview(context, db, begin, observation, review));
      approved.push(id);
    }
  }
  return { approved, reviewIds, refused };
}

function queueReview(
  { newId }: PersonContext,
  db: WritableDb,
  begin: Begin,
  { id, unit }: Observation,
  review: Pick<OperationOf<'review.add'>, 'revisionId' | 'decision' | 'acknowledged'>,
): string {
  const reviewId = newId();
  const operation = { ...begin(unit), kind: 'review.add' as const, reviewId };
  queueForObservation(db, { ...operation, observationId: id, ...review }, id);
  return reviewId;
}

/** Shown to her as a reviewer, also after it was decided; what is only her own is not. */
function findInQueue(db: ReadableDb, id: string): Observation | undefined {
  const found = findObservation(db, id);
  return found?.inReviewScope === true ? found.observation : undefined;
}

function inQueue(db: ReadableDb, id: string): Observation {
  const observation = findInQueue(db, id);
  if (observation === undefined) throw new LyttError('observation.unknown');
  return observation;
}

/** It is put together with another that she may see and that stands: not with itself, and not in a ring. */
function refuseTarget(db: ReadableDb, id: string, into: string): void {
  const target = findInQueue(db, into);
  if (target === undefined || into === id) throw new LyttError('target.unknown');
  const fate = fateOf(target).kind;
  if (fate === 'withdrawn' || fate === 'declined' || mergedInto(target) === id)
    throw new LyttError('target.unknown');
}

function faultOf(
  observation: Observation,
  revisionId: string,
  decision: Decision,
): ErrorCode | null {
  if (observation.withdrawn) return 'observation.withdrawn';
  if (!observation.revisions.some(({ id }) => id === revisionId)) return 'revision.unknown';
  if (decision.kind === 'undo') return undoFault(observation, decision.reviewId);
  if (fateOf(observation).kind !== 'in_review') return 'observation.decided';
  // She is shown the newer words first, and decides of those.
  const latest = latestRevision(observation);
  if (latest.id !== revisionId) return 'revision.unknown';
  if (approves(decision) && currentTags(observation).tema === null) return 'review.temaMissing';
  return unconfirmedKinds(latest, decision).length > 0 ? 'review.unconfirmed' : null;
}

function undoFault(observation: Observation, reviewId: string): ErrorCode | null {
  const standing = standingReviews(observation.reviews);
  if (!standing.some(({ id }) => id === reviewId)) return 'review.unknown';
  if (observation.themeId !== null) return 'review.alreadyUsed';
  // The tema that an approval stands on is not taken from under it.
  const after = { ...observation, reviews: standing.filter(({ id }) => id !== reviewId) };
  return fateOf(after).kind === 'approved' && currentTags(after).tema === null
    ? 'review.temaMissing'
    : null;
}

function wordsOf(decision: Decision): Readonly<Record<string, string>> {
  switch (decision.kind) {
    case 'return':
      return { 'decision.question': decision.question };
    case 'decline':
      return { 'decision.reason': decision.reason };
    case 'approve':
    case 'merge':
    case 'retag':
    case 'undo':
      return {};
    default:
      return assertNever(decision);
  }
}
