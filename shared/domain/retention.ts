import { z } from 'zod';
import { assertNever } from './assert-never.ts';
import {
  type Decision,
  fateOf,
  latestRevision,
  type Observation,
  type Review,
} from './observation.ts';

const days = z.number().int().min(1).max(3650);

/** How long words are kept, in days. Tags, decisions, themes and counts stay. */
export const Retention = z.object({
  /** What was decided: the author's words, questions, answers and reasons, from the last word or decision on. */
  textDays: days,
  /** The same words as an insight and as a quote in a theme; never shorter. */
  insightDays: days,
  /** What nobody has decided, from the last word on; and what is begun and not saved. */
  undecidedDays: days,
});
export type Retention = z.infer<typeof Retention>;

export const defaultRetention: Retention = { textDays: 90, insightDays: 90, undecidedDays: 365 };

export const DAY_MS = 24 * 3_600_000;

/** Whether its words are gone: kept long enough, or taken back by who wrote them. What it counts for stays. */
export function isWordless(observation: Pick<Observation, 'revisions'>): boolean {
  return latestRevision(observation).text === '';
}

/** The observation as it is kept once its words are gone. */
export function withoutWords(observation: Observation): Observation {
  return {
    ...observation,
    revisions: observation.revisions.map((revision) => ({
      ...revision,
      text: '',
      workaround: null,
      answer: null,
      acknowledged: [],
    })),
    reviews: observation.reviews.map((review) => ({
      ...review,
      decision: withoutNote(review.decision),
    })),
  };
}

function withoutNote(decision: Review['decision']): Decision {
  switch (decision.kind) {
    case 'return':
      return { ...decision, question: '' };
    case 'decline':
      return { ...decision, reason: '' };
    case 'approve':
    case 'merge':
    case 'retag':
    case 'undo':
      return decision;
    default:
      return assertNever(decision);
  }
}

type Reviewed = Pick<Observation, 'revisions' | 'reviews' | 'withdrawn' | 'themeId'>;

/** How many days the words of an observation are kept after the last of them, or of what was decided of them. */
export function daysKept(observation: Reviewed, retention: Retention): number {
  const fate = fateOf(observation);
  switch (fate.kind) {
    case 'approved':
    case 'in_theme':
    case 'declined':
      return retention.textDays;
    case 'in_review':
    case 'returned':
    case 'withdrawn':
      return retention.undecidedDays;
    default:
      return assertNever(fate);
  }
}
