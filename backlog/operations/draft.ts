import type { HeldObservation } from '../store/observations.ts';

/** An observation in hand, and what of it is written already. */
export interface Draft {
  readonly held: HeldObservation;
  touched: boolean;
  /** Null: the observation is new. */
  written: Written | null;
}

interface Written {
  readonly revisions: number;
  readonly reviews: number;
  readonly withdrawn: boolean;
  readonly waitingSince: number | null;
  /** Those it had escalated to see it until they are told otherwise. */
  readonly escalation: 0 | 1 | 2;
  readonly goesWith: string | null;
  readonly follows: boolean;
  readonly sameAs: HeldObservation['sameAs'];
}

/** Of an observation as it was loaded. */
export function loadedDraft(held: HeldObservation): Draft {
  const draft = newDraft(held);
  settleDraft(draft);
  return draft;
}

export function newDraft(held: HeldObservation): Draft {
  return { held, touched: true, written: null };
}

/** What is in hand is now what is written. */
export function settleDraft(draft: Draft): void {
  const { held } = draft;
  draft.touched = false;
  draft.written = {
    revisions: held.revisions.length,
    reviews: held.reviews.length,
    withdrawn: held.withdrawn,
    waitingSince: held.waitingSince?.getTime() ?? null,
    escalation: held.escalation,
    goesWith: held.goesWith,
    follows: held.follows,
    sameAs: held.sameAs,
  };
}

export function reviewStateChanged({ held, written }: Draft): boolean {
  return (
    written !== null &&
    (written.waitingSince !== (held.waitingSince?.getTime() ?? null) ||
      written.escalation !== held.escalation ||
      written.goesWith !== held.goesWith ||
      written.follows !== held.follows ||
      written.sameAs !== held.sameAs)
  );
}
