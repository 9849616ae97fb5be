import type { Decision, Observation, Review, Revision } from '../../shared/domain/observation.ts';
import { currentTags } from '../../shared/domain/observation.ts';
import { noTags, type Tags } from '../../shared/domain/tags.ts';
import type { ReviewItem } from '../../shared/view/entry.ts';

/** The `n`th id, in order. */
export function sampleId(n: number): string {
  return `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** Day `n` of November 2026. */
export function sampleDay(n: number): string {
  return `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;
}

export const dagpenger: Tags = { ...noTags, tema: 'DAG' };

export function sampleRevision(n: number, change: Partial<Revision> = {}): Revision {
  return {
    id: sampleId(n),
    basedOn: null,
    text: `Tekst ${n}`,
    workaround: null,
    tags: dagpenger,
    answer: null,
    acknowledged: [],
    madeAt: sampleDay(1),
    ...change,
  };
}

export function sampleReview(
  n: number,
  revision: number,
  decision: Decision,
  madeAt = sampleDay(2),
): Review {
  return { id: sampleId(n), revisionId: sampleId(revision), decision, madeAt };
}

export function sampleObservation(
  n: number,
  revisions: Revision[],
  reviews: Review[] = [],
): Observation {
  return {
    id: sampleId(n),
    unit: '4100',
    heardAt: sampleDay(1),
    revisions,
    reviews,
    withdrawn: false,
    sameAs: null,
    follows: false,
    themeId: null,
    escalation: 0,
  };
}

/** Line `n` of a queue, which has waited since day `n`; its only revision is `n + 100`. */
export function sampleItem(n: number, change: Partial<Revision> = {}): ReviewItem {
  const observation = sampleObservation(n, [sampleRevision(n + 100, change)]);
  return {
    observation,
    tags: currentTags(observation),
    answered: false,
    waitingSince: sampleDay(n),
    pending: false,
  };
}
