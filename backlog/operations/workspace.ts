import type { NewId } from '../../shared/domain/ids.ts';
import type { Review, Revision } from '../../shared/domain/observation.ts';
import type { Bearer } from '../bearer.ts';
import { personScope, scopesOfObservation } from '../feed/scopes.ts';
import type { Tx } from '../store/database.ts';
import type { FeedMarks } from '../store/feed.ts';
import { putInsights, removeInsights } from '../store/insights.ts';
import {
  eraseObservations,
  insertObservations,
  insertReviews,
  insertRevisions,
  setReviewStates,
} from '../store/observation-writes.ts';
import type { HeldObservation } from '../store/observations.ts';
import { readReplies, removeReplies } from '../store/replies.ts';
import type { HeldTheme } from '../store/themes.ts';
import { type Draft, loadedDraft, newDraft, reviewStateChanged, settleDraft } from './draft.ts';
import { insightContentOf, reviewFate } from './insight-of.ts';
import type { Standings } from './permissions.ts';

/** Another transaction made the same thing meanwhile; tried again, this one sees it. */
export class Overtaken extends Error {}

/** What is loaded and locked for a transaction. */
export interface Holdings {
  readonly standings: Standings;
  readonly observations: readonly HeldObservation[];
  readonly themes: readonly HeldTheme[];
  /** Ids of revisions, reviews and changes that are taken. */
  readonly takenIds: Set<string>;
  readonly ownReplies: ReadonlySet<string>;
}

/**
 * The things a transaction works on. Operations change them in memory, one after the other; `flush` writes what has come
 * together, with a few statements however many operations there were.
 */
export class Workspace {
  readonly tx: Tx;
  readonly bearer: Bearer;
  readonly now: Date;
  readonly newId: NewId;
  readonly marks: FeedMarks;
  readonly standings: Standings;
  readonly takenIds: Set<string>;
  readonly ownReplies: ReadonlySet<string>;
  readonly themes: Map<string, HeldTheme>;
  readonly #drafts = new Map<string, Draft>();
  readonly #byInsight = new Map<string, HeldObservation>();
  readonly #newInsights = new Set<string>();
  readonly #goneInsights: { readonly id: string; readonly themeId: string | null }[] = [];
  readonly #read = new Map<string, string>();

  constructor(
    tx: Tx,
    bearer: Bearer,
    now: Date,
    newId: NewId,
    marks: FeedMarks,
    holdings: Holdings,
  ) {
    this.tx = tx;
    this.bearer = bearer;
    this.now = now;
    this.newId = newId;
    this.marks = marks;
    this.standings = holdings.standings;
    this.takenIds = holdings.takenIds;
    this.ownReplies = holdings.ownReplies;
    this.themes = new Map(holdings.themes.map((theme) => [theme.id, theme]));
    for (const held of holdings.observations) {
      this.#drafts.set(held.id, loadedDraft(held));
      if (held.insight !== null) this.#byInsight.set(held.insight.id, held);
    }
  }

  observation(id: string): HeldObservation | undefined {
    return this.#drafts.get(id)?.held;
  }

  observationOfInsight(insightId: string): HeldObservation | undefined {
    const held = this.#byInsight.get(insightId);
    return held?.insight?.id === insightId ? held : undefined;
  }

  add(held: HeldObservation, sameAs: string | null): void {
    this.#drafts.set(held.id, newDraft(held, sameAs));
  }

  addRevision(held: HeldObservation, revision: Revision, acknowledged: readonly string[]): void {
    this.#touch(held).acknowledged.set(revision.id, acknowledged);
    held.revisions.push(revision);
    this.takenIds.add(revision.id);
    this.#keepInsight(held);
  }

  addReview(held: HeldObservation, review: Review): void {
    this.#touch(held);
    held.reviews.push(review);
    this.takenIds.add(review.id);
    this.#keepInsight(held);
  }

  withdraw(held: HeldObservation): void {
    this.#touch(held);
    held.withdrawn = true;
    held.waitingSince = null;
    this.#keepInsight(held);
  }

  /** An observation has its insight exactly while it stands approved. One that comes back is a new one, in no theme. */
  #keepInsight(held: HeldObservation): void {
    const approved = reviewFate(held).kind === 'approved';
    if (approved && held.insight === null) {
      held.insight = { id: this.newId(), themeId: null };
      this.#byInsight.set(held.insight.id, held);
      this.#newInsights.add(held.insight.id);
    } else if (!approved && held.insight !== null) {
      const { id, themeId } = held.insight;
      // One that nobody has seen leaves nothing behind.
      if (!this.#newInsights.delete(id)) this.#goneInsights.push({ id, themeId });
      held.insight = null;
    }
  }

  readReply(id: string, at: string): void {
    if (!this.#read.has(id)) this.#read.set(id, at);
    this.marks.put(personScope(this.bearer.sub), 'reply', id);
  }

  /** Marks the observation as changed for all who see it. */
  markObservation(held: HeldObservation): void {
    for (const scope of scopesOfObservation(held)) this.marks.put(scope, 'observation', held.id);
  }

  #touch(held: HeldObservation): Draft {
    const draft = this.#drafts.get(held.id);
    if (draft === undefined) throw new Error('an observation was changed that is not in hand');
    draft.touched = true;
    return draft;
  }

  /** Writes everything that has changed so far. */
  async flush(): Promise<void> {
    const touched = [...this.#drafts.values()].filter((draft) => draft.touched);
    if (touched.length > 0) {
      await this.#writeWords(touched);
      await this.#writeInsights(touched);
      await this.#erase(touched);
      for (const draft of touched) {
        this.#markDraft(draft);
        settleDraft(draft);
      }
    }
    if (this.#read.size > 0) {
      await readReplies(
        this.tx,
        [...this.#read].map(([id, at]) => ({ id, at })),
      );
      this.#read.clear();
    }
  }

  async #writeWords(touched: readonly Draft[]): Promise<void> {
    const { tx, now, bearer } = this;
    const fresh = touched.filter(({ written }) => written === null);
    if (fresh.length > 0) {
      const inserted = await insertObservations(
        tx,
        fresh.map(({ held, sameAs }) => ({ ...held, sameAs })),
        now,
      );
      if (inserted !== fresh.length) throw new Overtaken('an observation of that id was made');
    }
    // What is withdrawn before it was ever written never is.
    const lasting = touched.filter(({ held }) => !held.withdrawn);
    const revisions = lasting.flatMap(({ held, written, acknowledged }) =>
      numbered(held.revisions, written?.revisions ?? 0).map(([ordinal, revision]) => ({
        observationId: held.id,
        ordinal,
        revision,
        acknowledged: acknowledged.get(revision.id) ?? [],
      })),
    );
    if (revisions.length > 0) await insertRevisions(tx, revisions, now);
    const reviews = lasting.flatMap(({ held, written }) =>
      numbered(held.reviews, written?.reviews ?? 0).map(([ordinal, review]) => ({
        observationId: held.id,
        ordinal,
        review,
        reviewer: bearer.sub,
      })),
    );
    if (reviews.length > 0) await insertReviews(tx, reviews, now);
    const states = lasting.filter(reviewStateChanged);
    if (states.length > 0)
      await setReviewStates(
        tx,
        states.map(({ held }) => held),
      );
  }

  async #writeInsights(touched: readonly Draft[]): Promise<void> {
    const gone = this.#goneInsights.splice(0);
    for (const { id, themeId } of gone) {
      this.marks.put('insights', 'insight', id, true);
      // Its evidence is one less.
      if (themeId !== null) this.marks.put('themes', 'theme', themeId);
    }
    if (gone.length > 0)
      await removeInsights(
        this.tx,
        gone.map(({ id }) => id),
      );
    const standing = touched.flatMap(({ held }) =>
      held.insight === null
        ? []
        : [{ id: held.insight.id, observationId: held.id, ...insightContentOf(held) }],
    );
    for (const { id } of standing) this.marks.put('insights', 'insight', id);
    if (standing.length > 0) await putInsights(this.tx, standing, this.now);
    this.#newInsights.clear();
  }

  async #erase(touched: readonly Draft[]): Promise<void> {
    const ids = touched
      .filter(({ held, written }) => held.withdrawn && written?.withdrawn === false)
      .map(({ held }) => held.id);
    if (ids.length === 0) return;
    await eraseObservations(this.tx, ids);
    for (const { id, sub } of await removeReplies(this.tx, ids))
      this.marks.put(personScope(sub), 'reply', id, true);
  }

  #markDraft({ held, written }: Draft): void {
    const sees = new Set(scopesOfObservation(held));
    for (const scope of scopesOfObservation({ ...held, escalation: written?.escalation ?? 0 }))
      if (!sees.has(scope)) this.marks.put(scope, 'observation', held.id, true);
    for (const scope of sees) this.marks.put(scope, 'observation', held.id, held.withdrawn);
  }
}

/** What came after the first `written` of them, each with its place from one on. */
function numbered<T>(all: readonly T[], written: number): [ordinal: number, one: T][] {
  return all.slice(written).map((one, index) => [written + index + 1, one]);
}
