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
import { insightContentOf } from './insight-of.ts';
import type { Standings } from './permissions.ts';

/** Another transaction made the same thing meanwhile; tried again, this one sees it. */
export class Overtaken extends Error {}

/** An observation in hand, with what is not yet written of it. */
interface Draft {
  readonly held: HeldObservation;
  readonly sameAs: string | null;
  stored: boolean;
  /** As others see it still; beyond what is held, those it escalated to lose it. */
  seenAt: 0 | 1 | 2;
  touched: boolean;
  storedRevisions: number;
  storedReviews: number;
  storedWithdrawn: boolean;
  storedState: string;
  readonly acknowledged: Map<string, readonly string[]>;
}

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
      this.#drafts.set(held.id, draftOf(held));
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
    this.#drafts.set(held.id, {
      held,
      sameAs,
      stored: false,
      seenAt: 0,
      touched: true,
      storedRevisions: 0,
      storedReviews: 0,
      storedWithdrawn: false,
      storedState: stateOf(held),
      acknowledged: new Map(),
    });
  }

  addRevision(held: HeldObservation, revision: Revision, acknowledged: readonly string[]): void {
    const draft = this.#touch(held);
    held.revisions.push(revision);
    draft.acknowledged.set(revision.id, acknowledged);
    this.takenIds.add(revision.id);
  }

  addReview(held: HeldObservation, review: Review): void {
    this.#touch(held);
    held.reviews.push(review);
    this.takenIds.add(review.id);
  }

  withdraw(held: HeldObservation): void {
    this.#touch(held);
    held.withdrawn = true;
    held.waitingSince = null;
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
        settle(draft);
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
    const fresh = touched.filter(({ stored }) => !stored);
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
    const revisions = lasting.flatMap(({ held, storedRevisions, acknowledged }) =>
      held.revisions.slice(storedRevisions).map((revision, index) => ({
        observationId: held.id,
        ordinal: storedRevisions + index + 1,
        revision,
        acknowledged: acknowledged.get(revision.id) ?? [],
      })),
    );
    if (revisions.length > 0) await insertRevisions(tx, revisions, now);
    const reviews = lasting.flatMap(({ held, storedReviews }) =>
      held.reviews.slice(storedReviews).map((review, index) => ({
        observationId: held.id,
        ordinal: storedReviews + index + 1,
        review,
        reviewer: bearer.sub,
      })),
    );
    if (reviews.length > 0) await insertReviews(tx, reviews, now);
    const states = lasting.filter(
      (draft) => draft.stored && stateOf(draft.held) !== draft.storedState,
    );
    if (states.length > 0)
      await setReviewStates(
        tx,
        states.map(({ held }) => held),
      );
  }

  /** An observation has its insight exactly while it stands approved. */
  async #writeInsights(touched: readonly Draft[]): Promise<void> {
    const put = [];
    const gone: string[] = [];
    for (const { held } of touched) {
      const content = insightContentOf(held);
      if (content !== null) {
        held.insight ??= { id: this.newId(), themeId: null };
        const { id } = held.insight;
        this.#byInsight.set(id, held);
        put.push({ id, observationId: held.id, ...content });
        this.marks.put('insights', 'insight', id);
      } else if (held.insight !== null) {
        const { id, themeId } = held.insight;
        gone.push(id);
        this.marks.put('insights', 'insight', id, true);
        // Its evidence is one less.
        if (themeId !== null) this.marks.put('themes', 'theme', themeId);
        held.insight = null;
      }
    }
    if (put.length > 0) await putInsights(this.tx, put, this.now);
    if (gone.length > 0) await removeInsights(this.tx, gone);
  }

  async #erase(touched: readonly Draft[]): Promise<void> {
    const ids = touched
      .filter(({ held, stored, storedWithdrawn }) => held.withdrawn && stored && !storedWithdrawn)
      .map(({ held }) => held.id);
    if (ids.length === 0) return;
    await eraseObservations(this.tx, ids);
    for (const { id, sub } of await removeReplies(this.tx, ids))
      this.marks.put(personScope(sub), 'reply', id, true);
  }

  #markDraft({ held, seenAt }: Draft): void {
    const sees = new Set(scopesOfObservation(held));
    for (const scope of scopesOfObservation({ ...held, escalation: seenAt }))
      if (!sees.has(scope)) this.marks.put(scope, 'observation', held.id, true);
    for (const scope of sees) this.marks.put(scope, 'observation', held.id, held.withdrawn);
  }
}

function draftOf(held: HeldObservation): Draft {
  return {
    held,
    sameAs: null,
    stored: true,
    seenAt: held.escalation,
    touched: false,
    storedRevisions: held.revisions.length,
    storedReviews: held.reviews.length,
    storedWithdrawn: held.withdrawn,
    storedState: stateOf(held),
    acknowledged: new Map(),
  };
}

function stateOf({ waitingSince, escalation }: HeldObservation): string {
  return `${waitingSince?.getTime() ?? ''} ${escalation}`;
}

/** What is in hand is now what is written. */
function settle(draft: Draft): void {
  const { held } = draft;
  draft.stored = true;
  draft.seenAt = held.escalation;
  draft.touched = false;
  draft.storedRevisions = held.revisions.length;
  draft.storedReviews = held.reviews.length;
  draft.storedWithdrawn = held.withdrawn;
  draft.storedState = stateOf(held);
}
