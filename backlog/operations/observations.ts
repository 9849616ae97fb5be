import { currentTags, type Review } from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { HeldObservation } from '../store/observations.ts';
import { type Fault, fault } from './fault.ts';
import { knownKinds } from './gate.ts';
import { reviewFate } from './insight-of.ts';
import { mayReview, membershipFault } from './permissions.ts';
import type { Workspace } from './workspace.ts';

/** More of either than anybody makes by hand: what all who see an observation must load stays bounded. */
const REVISION_LIMIT = 50;
const REVIEW_LIMIT = 200;

export function logObservation(
  workspace: Workspace,
  operation: OperationOf<'observation.log'>,
): Fault | null {
  const notHers = membershipFault(workspace.standings, operation.unit);
  if (notHers !== null) return notHers;
  if (workspace.observation(operation.observationId) !== undefined)
    return fault('observation.exists', 'observationId');
  if (workspace.takenIds.has(operation.revisionId)) return fault('input.invalid', 'revisionId');
  const observation: HeldObservation = {
    id: operation.observationId,
    author: workspace.bearer.sub,
    unit: operation.unit,
    heardAt: operation.heardAt,
    receivedAt: workspace.now,
    withdrawn: false,
    escalation: 0,
    waitingSince: workspace.now,
    revisions: [],
    reviews: [],
    insight: null,
  };
  workspace.add(observation, operation.sameAs);
  workspace.addRevision(
    observation,
    revisionOf(operation, null, null),
    knownKinds(operation.acknowledged),
  );
  return null;
}

/**
 * Adds the author's newer words, whatever was decided of the older ones: they are reviewed anew. `basedOn` may name a revision
 * that never came here (the gate refused it, say): the new words are none the worse.
 */
export function reviseObservation(
  workspace: Workspace,
  operation: OperationOf<'observation.revise'>,
): Fault | null {
  const observation = ownObservation(workspace, operation);
  if ('code' in observation) return observation;
  if (observation.withdrawn) return fault('observation.withdrawn', 'observationId');
  if (observation.revisions.length >= REVISION_LIMIT)
    return fault('input.tooLarge', 'observationId');
  if (workspace.takenIds.has(operation.revisionId)) return fault('input.invalid', 'revisionId');
  workspace.addRevision(
    observation,
    revisionOf(operation, operation.basedOn, operation.answer),
    knownKinds(operation.acknowledged),
  );
  if (observation.waitingSince === null) {
    observation.waitingSince = workspace.now;
    observation.escalation = 0;
  }
  return null;
}

/** Twice is as good as once. */
export function withdrawObservation(
  workspace: Workspace,
  operation: OperationOf<'observation.withdraw'>,
): Fault | null {
  const observation = ownObservation(workspace, operation);
  if ('code' in observation) return observation;
  if (!observation.withdrawn) workspace.withdraw(observation);
  return null;
}

function ownObservation(
  workspace: Workspace,
  operation: OperationOf<'observation.revise' | 'observation.withdraw'>,
): HeldObservation | Fault {
  const notHers = membershipFault(workspace.standings, operation.unit);
  if (notHers !== null) return notHers;
  const observation = workspace.observation(operation.observationId);
  if (observation === undefined) return fault('observation.unknown', 'observationId');
  if (observation.author !== workspace.bearer.sub)
    return fault('observation.notYours', 'observationId');
  return observation;
}

function revisionOf(
  operation: OperationOf<'observation.log' | 'observation.revise'>,
  basedOn: string | null,
  answer: string | null,
) {
  const { revisionId, text, workaround, tags, madeAt } = operation;
  return { id: revisionId, basedOn, text, workaround, tags, answer, madeAt };
}

/** A review of an older revision is kept too; it decides nothing (see `fateOf`). */
export function addReview(
  workspace: Workspace,
  operation: OperationOf<'review.add'>,
): Fault | null {
  const { bearer, standings } = workspace;
  const observation = workspace.observation(operation.observationId);
  if (observation === undefined) return fault('observation.unknown', 'observationId');
  if (!mayReview(bearer, observation, standings)) return fault('unit.notYours', 'observationId');
  if (observation.withdrawn) return fault('observation.withdrawn', 'observationId');
  if (observation.reviews.length >= REVIEW_LIMIT) return fault('input.tooLarge', 'observationId');
  if (workspace.takenIds.has(operation.reviewId)) return fault('input.invalid', 'reviewId');
  const { decision } = operation;
  if (!observation.revisions.some(({ id }) => id === operation.revisionId))
    return fault('revision.unknown', 'revisionId');
  if (decision.kind === 'undo' && !canBeUndone(observation, decision.reviewId))
    return fault('review.unknown', 'decision.reviewId');
  const review: Review = {
    id: operation.reviewId,
    revisionId: operation.revisionId,
    decision,
    madeAt: operation.madeAt,
  };
  if (wouldApproveWithoutTema(observation, review)) return fault('review.temaMissing', 'decision');
  workspace.addReview(observation, review);
  const waits = reviewFate(observation).kind === 'in_review';
  // Taken back, it waits anew, in sight of those it had escalated to.
  if (waits) observation.waitingSince ??= workspace.now;
  else observation.waitingSince = null;
  return null;
}

function canBeUndone({ reviews }: HeldObservation, reviewId: string): boolean {
  return reviews.some(({ id, decision }) => id === reviewId && decision.kind !== 'undo');
}

/** An insight without a tema would reach no one: also when it is the tema of an approved one that goes. */
function wouldApproveWithoutTema(observation: HeldObservation, review: Review): boolean {
  const after = { ...observation, reviews: [...observation.reviews, review] };
  return reviewFate(after).kind === 'approved' && currentTags(after).tema === null;
}
