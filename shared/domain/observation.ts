import { z } from 'zod';
import { assertNever } from './assert-never.ts';
import { Id } from './ids.ts';
import { UnitNumber } from './roles.ts';
import { Tags } from './tags.ts';
import { KeptNote, KeptText, OptionalNote, RequiredNote, Workaround } from './text.ts';

/** An instant as ISO 8601 in UTC. Shown to people; never decides an order between machines. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** Kinds of finding (`shared/privacy`) in a text that its author was asked about and kept. */
export const KeptKinds = z.array(z.string().max(40)).max(20);

/** The author's words at one time. Never changed once made, but they may go; `basedOn` names the revision the author saw. */
export const Revision = z.object({
  id: Id,
  basedOn: Id.nullable(),
  text: KeptText,
  workaround: Workaround,
  tags: Tags,
  /** What the author answered to the supervisor's question, beside any change of the text. */
  answer: OptionalNote,
  /** What a supervisor must confirm points to nobody before these words may become an insight. */
  acknowledged: KeptKinds.default([]),
  madeAt: Instant,
});
export type Revision = z.infer<typeof Revision>;

function decisionWith(note: typeof RequiredNote) {
  return z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('approve'),
      /** Of the kinds that the author kept: those the supervisor has looked at, and found that they point to nobody. */
      confirmed: KeptKinds.optional(),
    }),
    z.object({ kind: z.literal('return'), question: note }),
    z.object({ kind: z.literal('retag'), tags: Tags }),
    z.object({ kind: z.literal('decline'), reason: note }),
    /** Says the same as another of the unit: approved, and from then on it lies where that one lies. */
    z.object({ kind: z.literal('merge'), into: Id, confirmed: KeptKinds.optional() }),
    /** Takes back an earlier review of the same observation. */
    z.object({ kind: z.literal('undo'), reviewId: Id }),
  ]);
}
export const Decision = decisionWith(RequiredNote);
export type Decision = z.infer<typeof Decision>;

/** What a +1 points at: the observation, insight or theme that said the same before. */
export const SameAs = z.object({ kind: z.enum(['observation', 'insight', 'theme']), id: Id });
export type SameAs = z.infer<typeof SameAs>;

/** What a supervisor decided, of the revision she saw. Added, never changed; a question or reason goes with the words it is about. */
export const Review = z.object({
  id: Id,
  revisionId: Id,
  decision: decisionWith(KeptNote),
  madeAt: Instant,
});
export type Review = z.infer<typeof Review>;

/**
 * An observation as its author and the unit's supervisors see it: every revision and review, in the order the service
 * took them in (those still waiting on this machine come last). Holds no author: in review it is the issue that counts.
 */
export const Observation = z.object({
  id: Id,
  unit: UnitNumber,
  heardAt: Instant,
  revisions: z.array(Revision).min(1),
  reviews: z.array(Review),
  withdrawn: z.boolean(),
  /** Of a +1, until its author words it herself. */
  sameAs: SameAs.nullable(),
  /** A +1 that shares the review of what it points at; it is not reviewed itself. */
  follows: z.boolean(),
  /** The theme its insight was put into, if any. */
  themeId: Id.nullable(),
  /** 0 the supervisor, 1 also the deputies, 2 also the unit above. */
  escalation: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
export type Observation = z.infer<typeof Observation>;

/** Where an observation stands. The same function decides it in the app and in the service. */
export type Fate =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'in_review'; readonly answered: boolean }
  | { readonly kind: 'returned'; readonly review: Review; readonly question: string }
  | { readonly kind: 'approved'; readonly review: Review }
  | { readonly kind: 'in_theme'; readonly themeId: string }
  | { readonly kind: 'declined'; readonly review: Review; readonly reason: string };

/** The reviews that still stand: undone ones and the undoings themselves left out. */
export function standingReviews(reviews: readonly Review[]): Review[] {
  const undone = new Set<string>();
  for (const { decision } of reviews) if (decision.kind === 'undo') undone.add(decision.reviewId);
  return reviews.filter(({ id, decision }) => decision.kind !== 'undo' && !undone.has(id));
}

export function latestRevision(observation: Pick<Observation, 'revisions'>): Revision {
  const latest = observation.revisions.at(-1);
  if (latest === undefined) throw new Error('an observation has at least one revision');
  return latest;
}

/** The tags that hold now: the author's, unless a standing retag came of that revision or a later one. */
export function currentTags(observation: Pick<Observation, 'revisions' | 'reviews'>): Tags {
  const latest = latestRevision(observation);
  const retag = standingReviews(observation.reviews).findLast(
    ({ decision, revisionId }) => decision.kind === 'retag' && revisionId === latest.id,
  );
  return retag?.decision.kind === 'retag' ? retag.decision.tags : latest.tags;
}

/** Whether a decision makes an insight of it. */
export function approves(
  decision: Decision,
): decision is Extract<Decision, { kind: 'approve' | 'merge' }> {
  return decision.kind === 'approve' || decision.kind === 'merge';
}

/** The observation it was merged with, if the merge still stands. */
export function mergedInto(observation: Pick<Observation, 'revisions' | 'reviews'>): Id | null {
  const fate = fateOf({ ...observation, withdrawn: false, themeId: null });
  const decision = fate.kind === 'approved' ? fate.review.decision : null;
  return decision?.kind === 'merge' ? decision.into : null;
}

/** Kinds of finding that the author kept and nobody has confirmed: while there are any, an approval is not to be made. */
export function unconfirmedKinds(
  revision: Pick<Revision, 'acknowledged'>,
  decision: Decision,
): readonly string[] {
  if (!approves(decision)) return [];
  const { confirmed = [] } = decision;
  return revision.acknowledged.filter((kind) => !confirmed.includes(kind));
}

/**
 * A decision counts while the revision it names is the latest; one of an older revision is kept and shown as such, but the
 * author's newer words are still to be reviewed. Among those that count, the last taken in holds.
 */
export function fateOf(
  observation: Pick<Observation, 'revisions' | 'reviews' | 'withdrawn' | 'themeId'>,
): Fate {
  if (observation.withdrawn) return { kind: 'withdrawn' };
  if (observation.themeId !== null) return { kind: 'in_theme', themeId: observation.themeId };
  const latest = latestRevision(observation);
  const standing = standingReviews(observation.reviews);
  const deciding = standing.findLast(
    ({ decision, revisionId }) => decision.kind !== 'retag' && revisionId === latest.id,
  );
  // Answered: the author has written something after a revision that was asked about.
  const answered = standing.some(
    ({ decision, revisionId }) => decision.kind === 'return' && revisionId !== latest.id,
  );
  if (deciding === undefined) return { kind: 'in_review', answered };
  const { decision } = deciding;
  switch (decision.kind) {
    case 'approve':
    case 'merge':
      return { kind: 'approved', review: deciding };
    case 'decline':
      return { kind: 'declined', review: deciding, reason: decision.reason };
    case 'return':
      return { kind: 'returned', review: deciding, question: decision.question };
    case 'retag':
    case 'undo':
      return { kind: 'in_review', answered };
    default:
      return assertNever(decision);
  }
}
