import type { Bearer } from '../bearer.ts';
import { personScope, scopesOfObservation } from '../feed/scopes.ts';
import type { Tx } from '../store/database.ts';
import type { FeedMarks } from '../store/feed.ts';
import {
  eraseObservations,
  insertObservations,
  insertReviews,
  insertRevisions,
  setReviewStates,
} from '../store/observation-writes.ts';
import { removeReplies, repliesAbout } from '../store/replies.ts';
import { emptyWords } from '../store/retention.ts';
import { type Draft, reviewStateChanged } from './draft.ts';

/** Stands for the reviewer where nobody reviewed. */
const NOBODY = 'lytt';

/** In which one hears citizens; who has several, hears in the first. */
const listening = ['caseworker', 'supervisor', 'deputy'] as const;

interface Writing {
  readonly tx: Tx;
  readonly now: Date;
  readonly bearer: Bearer;
  readonly marks: FeedMarks;
}

/** Writes the observations, revisions and reviews that are new, and where each stands now. */
export async function writeWords(
  { tx, now, bearer, marks }: Writing,
  touched: readonly Draft[],
  shared: ReadonlySet<string>,
  wordless: ReadonlySet<string>,
): Promise<void> {
  const fresh = touched.filter(({ written }) => written === null);
  if (fresh.length > 0)
    await insertObservations(
      tx,
      fresh.map(({ held }) => held),
      now,
      listening.find((role) => bearer.roles.includes(role)) ?? null,
    );
  // Before new words come, which were not lost.
  await emptyWords(tx, [...wordless]);
  // What is withdrawn before it was ever written never is.
  const lasting = touched.filter(({ held }) => !held.withdrawn);
  const revisions = lasting.flatMap(({ held, written }) =>
    numbered(held.revisions, written?.revisions ?? 0).map(([ordinal, revision]) => ({
      observationId: held.id,
      ordinal,
      revision,
    })),
  );
  if (revisions.length > 0) await insertRevisions(tx, revisions, now);
  const reviews = lasting.flatMap(({ held, written }) =>
    numbered(held.reviews, written?.reviews ?? 0).map(([ordinal, review]) => ({
      observationId: held.id,
      ordinal,
      review,
      reviewer: shared.has(review.id) ? NOBODY : bearer.sub,
    })),
  );
  if (reviews.length > 0) await insertReviews(tx, reviews, now);
  const states = lasting.filter(reviewStateChanged);
  if (states.length > 0)
    await setReviewStates(
      tx,
      states.map(({ held }) => held),
    );
  // A reply says whether it answers a +1 or words of her own.
  const turned = lasting.filter(
    ({ held, written }) => written !== null && written.sameAs !== held.sameAs,
  );
  for (const { id, sub } of await repliesAbout(
    tx,
    turned.map(({ held }) => held.id),
  ))
    marks.put(personScope(sub), 'reply', id);
}

/** What was withdrawn leaves nothing but that it was. */
export async function eraseWithdrawn(
  { tx, marks }: Writing,
  touched: readonly Draft[],
): Promise<void> {
  const ids = touched
    .filter(({ held, written }) => held.withdrawn && written?.withdrawn === false)
    .map(({ held }) => held.id);
  if (ids.length === 0) return;
  await eraseObservations(tx, ids);
  for (const { id, sub, themeId, answered } of await removeReplies(tx, ids)) {
    marks.put(personScope(sub), 'reply', id, true);
    if (answered) marks.put('themes', 'theme', themeId);
  }
}

/** Marks the observation as changed for all who see it, and as gone for those who see it no more. */
export function markDraft(marks: FeedMarks, { held, written }: Draft): void {
  const sees = new Set(scopesOfObservation(held));
  for (const scope of scopesOfObservation({ ...held, escalation: written?.escalation ?? 0 }))
    if (!sees.has(scope)) marks.put(scope, 'observation', held.id, true);
  for (const scope of sees)
    if (written === null) marks.putNew(scope, 'observation', held.id, held.withdrawn);
    else marks.put(scope, 'observation', held.id, held.withdrawn);
}

/** What came after the first `written` of them, each with its place from one on. */
function numbered<T>(all: readonly T[], written: number): [ordinal: number, one: T][] {
  return all.slice(written).map((one, index) => [written + index + 1, one]);
}
