import {
  approves,
  currentTags,
  type Decision,
  mergedInto,
  type Review,
  type Revision,
  unconfirmedKinds,
} from '../../shared/domain/observation.ts';
import type { OperationOf } from '../../shared/domain/operation.ts';
import type { HeldObservation } from '../store/observations.ts';
import { type Fault, fault } from './fault.ts';
import { knownKinds } from './gate.ts';
import { reviewFate } from './insight-of.ts';
import { mayReview, membershipFault } from './permissions.ts';
import {
  joinPointedAt,
  pointedAt,
  pointsAtWithdrawn,
  rootOf,
  shareWithFollowers,
  wordsPointedAt,
} from './same.ts';
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
    sameAs: operation.sameAs,
    goesWith: null,
    follows: false,
    revisions: [],
    reviews: [],
    insight: null,
  };
  const pointed = pointedAt(workspace, operation.sameAs);
  workspace.add(observation);
  const revision = revisionOf(operation, null, null);
  if (pointsAtWithdrawn(workspace, operation.sameAs)) {
    workspace.addRevision(observation, { ...revision, text: '', workaround: null });
    observation.waitingSince = null;
  } else if (pointed === null) workspace.addRevision(observation, revision);
  else {
    workspace.addRevision(observation, { ...revision, ...wordsPointedAt(pointed, operation) });
    joinPointedAt(workspace, observation, pointed, operation.madeAt);
  }
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
  // Words of her own: it says no longer what another said.
  if (observation.sameAs !== null) {
    observation.sameAs = null;
    workspace.goWith(observation, null, false);
    // Those of before are the other's, who may take them back.
    workspace.loseWords(observation);
  }
  workspace.addRevision(observation, revisionOf(operation, operation.basedOn, operation.answer));
  if (observation.goesWith !== null && reviewFate(observation).kind !== 'approved')
    workspace.goWith(observation, null, false);
  const { revisionId: id, madeAt } = operation;
  shareWithFollowers(workspace, observation, { id, madeAt });
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
  if (observation.withdrawn) return null;
  workspace.goWith(observation, null, false);
  workspace.withdraw(observation);
  shareWithFollowers(workspace, observation, operation);
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
): Revision {
  const { revisionId, text, workaround, tags, madeAt } = operation;
  const acknowledged = knownKinds(operation.acknowledged);
  return { id: revisionId, basedOn, text, workaround, tags, answer, acknowledged, madeAt };
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
  const decision = decisionOf(operation);
  const revision = observation.revisions.find(({ id }) => id === operation.revisionId);
  if (revision === undefined) return fault('revision.unknown', 'revisionId');
  // Nobody can say anything of words that are gone.
  if (revision.text === '') return fault('observation.decided', 'observationId');
  if (decision.kind === 'undo' && !canBeUndone(observation, decision.reviewId))
    return fault('review.unknown', 'decision.reviewId');
  const review: Review = {
    id: operation.reviewId,
    revisionId: operation.revisionId,
    decision,
    madeAt: operation.madeAt,
  };
  if (wouldApproveWithoutTema(observation, review)) return fault('review.temaMissing', 'decision');
  // So every approval there is was made by someone who looked at what the author kept.
  if (unconfirmedKinds(revision, decision).length > 0)
    return fault('review.unconfirmed', 'decision.confirmed');
  const into =
    decision.kind === 'merge' ? mergeTarget(workspace, observation, decision.into) : null;
  if (decision.kind === 'merge' && into === null) return fault('target.unknown', 'decision.into');
  // Decided of by itself, a +1 no longer shares the review of another.
  if (observation.follows) workspace.goWith(observation, null, false);
  if (into !== null) workspace.goWith(observation, into.id, false);
  workspace.addReview(observation, review);
  if (mergedInto(observation) === null && observation.goesWith !== null)
    workspace.goWith(observation, null, false);
  if (into !== null) workspace.layBeside(observation);
  shareWithFollowers(workspace, observation, review);
  const waits = reviewFate(observation).kind === 'in_review';
  // Taken back, it waits anew, in sight of those it had escalated to.
  if (waits) observation.waitingSince ??= workspace.now;
  else observation.waitingSince = null;
  return null;
}

/** What it is to be put together with: another that the reviewer may see and that stands, and that does not go with this one. */
function mergeTarget(
  workspace: Workspace,
  observation: HeldObservation,
  into: string,
): HeldObservation | null {
  const target = workspace.observation(into);
  if (target === undefined || target.withdrawn) return null;
  if (!mayReview(workspace.bearer, target, workspace.standings)) return null;
  const root = rootOf(workspace, target);
  const ring = root.id === observation.id || workspace.companions(observation.id).includes(root);
  return ring ? null : root;
}

function decisionOf({ decision }: OperationOf<'review.add'>): Decision {
  return approves(decision) && decision.confirmed !== undefined
    ? { ...decision, confirmed: knownKinds(decision.confirmed) }
    : decision;
}

function canBeUndone({ reviews }: HeldObservation, reviewId: string): boolean {
  return reviews.some(({ id, decision }) => id === reviewId && decision.kind !== 'undo');
}

/** An insight without a tema would reach no one: also when it is the tema of an approved one that goes. */
function wouldApproveWithoutTema(observation: HeldObservation, review: Review): boolean {
  const after = { ...observation, reviews: [...observation.reviews, review] };
  return reviewFate(after).kind === 'approved' && currentTags(after).tema === null;
}
