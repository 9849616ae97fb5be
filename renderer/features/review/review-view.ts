import { besideLatest } from '../../../shared/domain/beside.ts';
import {
  currentTags,
  type Decision,
  latestRevision,
  type Observation,
  type Review,
  type Revision,
  standingReviews,
  unconfirmedKinds,
} from '../../../shared/domain/observation.ts';
import type { Tags } from '../../../shared/domain/tags.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { excerpt } from '../../ui/excerpt.ts';

/** What was asked and what the author did with it. Versions count from 1. */
export interface Exchange {
  readonly question: string;
  readonly askedAt: string;
  readonly askedVersion: number;
  /** The author had already written a newer version when the question was made. */
  readonly askedOfOlder: boolean;
  readonly answer: string | null;
  readonly answeredAt: string;
  readonly before: Revision;
  readonly after: Revision;
}

/** An earlier decision, in the order they were made. */
export interface HistoryLine {
  readonly id: string;
  readonly kind: 'approve' | 'return' | 'retag' | 'decline' | 'merge';
  readonly madeAt: string;
  readonly version: number;
  /** It was made of another version than the one shown. */
  readonly older: boolean;
  readonly undone: boolean;
  /** The question or the reason, quoted. */
  readonly note: string | null;
}

export interface ReviewView {
  readonly revision: Revision;
  readonly version: number;
  readonly versions: number;
  readonly exchange: Exchange | null;
  readonly history: readonly HistoryLine[];
  /** What the author wrote on another machine at the same time. */
  readonly beside: readonly Revision[];
}

export function reviewView(observation: Observation): ReviewView {
  const exchange = lastExchange(observation);
  return {
    revision: latestRevision(observation),
    version: observation.revisions.length,
    versions: observation.revisions.length,
    exchange: exchange?.shown ?? null,
    history: historyOf(observation, exchange?.review.id ?? null),
    beside: besideLatest(observation),
  };
}

function versionOf(observation: Observation, revisionId: string): number {
  return observation.revisions.findIndex(({ id }) => id === revisionId) + 1;
}

function lastExchange(observation: Observation): { shown: Exchange; review: Review } | null {
  const review = standingReviews(observation.reviews).findLast(
    ({ decision }) => decision.kind === 'return',
  );
  if (review?.decision.kind !== 'return') return null;
  const askedVersion = versionOf(observation, review.revisionId);
  const before = observation.revisions[askedVersion - 1];
  const after = latestRevision(observation);
  if (before === undefined || before.id === after.id) return null;
  const since = observation.revisions.slice(askedVersion);
  return {
    review,
    shown: {
      question: review.decision.question,
      askedAt: review.madeAt,
      askedVersion,
      askedOfOlder: after.madeAt < review.madeAt,
      answer: since.findLast(({ answer }) => answer !== null)?.answer ?? null,
      answeredAt: after.madeAt,
      before,
      after,
    },
  };
}

function historyOf(observation: Observation, shownAbove: string | null): HistoryLine[] {
  const standing = new Set(standingReviews(observation.reviews).map(({ id }) => id));
  const lines: HistoryLine[] = [];
  for (const { id, decision, madeAt, revisionId } of observation.reviews) {
    if (decision.kind === 'undo' || id === shownAbove) continue;
    const version = versionOf(observation, revisionId);
    lines.push({
      id,
      kind: decision.kind,
      madeAt,
      version,
      older: version < observation.revisions.length,
      undone: !standing.has(id),
      note:
        decision.kind === 'return'
          ? decision.question
          : decision.kind === 'decline'
            ? decision.reason
            : null,
    });
  }
  return lines;
}

/** The tags that hold for an item now. */
export function tagsOf(item: ReviewItem): Tags {
  return currentTags(item.observation);
}

export function sameTags(a: Tags, b: Tags): boolean {
  return (
    a.tema === b.tema &&
    a.step === b.step &&
    a.pain === b.pain &&
    a.channel === b.channel &&
    a.severity === b.severity
  );
}

/** Its author kept something that looks like a person: a decision that does not confirm it would be refused. */
export function mustBeConfirmed(
  { observation }: ReviewItem,
  decision: Decision = { kind: 'approve' },
): boolean {
  return unconfirmedKinds(latestRevision(observation), decision).length > 0;
}

/** Says that an item means the same as another; both keep their words. */
export function mergeOf(into: string): { kind: 'merge'; into: string } {
  return { kind: 'merge', into };
}

/** The first words of an item, for a line that names it. */
export function wordsOf(item: ReviewItem): string {
  return excerpt(latestRevision(item.observation).text, 40);
}
