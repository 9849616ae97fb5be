import { currentTags, fateOf, latestRevision } from '../../shared/domain/observation.ts';
import { weekOf } from '../../shared/domain/week.ts';
import type { InsightContent } from '../store/insights.ts';
import type { HeldObservation } from '../store/observations.ts';

type Reviewed = Pick<HeldObservation, 'revisions' | 'reviews' | 'withdrawn'>;

/** Where it stands in review, whatever theme its insight lies in. */
export function reviewFate(observation: Reviewed) {
  return fateOf({ ...observation, themeId: null });
}

/** What the backlog may know of an approved observation: its latest words and tags. Neither author nor unit. */
export function insightContentOf(
  observation: HeldObservation,
): Pick<InsightContent, 'text' | 'workaround' | 'tags' | 'week'> {
  const { text, workaround } = latestRevision(observation);
  // A machine whose clock is ahead would put it into a week that has not been.
  const received = observation.receivedAt.toISOString();
  const heard = observation.heardAt < received ? observation.heardAt : received;
  return { text, workaround, tags: currentTags(observation), week: weekOf(heard) };
}
