import type { Due } from '../../shared/domain/evidence.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import type { Review, Revision } from '../../shared/domain/observation.ts';
import { withoutWords } from '../../shared/domain/retention.ts';
import type { Helped } from '../../shared/domain/theme.ts';
import type { Bearer } from '../bearer.ts';
import { personScope, scopesOfObservation } from '../feed/scopes.ts';
import type { Service } from '../service.ts';
import type { Tx } from '../store/database.ts';
import type { FeedMarks } from '../store/feed.ts';
import { placeInsights, putInsights, removeInsights } from '../store/insights.ts';
import {
  eraseObservations,
  insertObservations,
  insertReviews,
  insertRevisions,
  setReviewStates,
} from '../store/observation-writes.ts';
import type { HeldObservation } from '../store/observations.ts';
import { takeOutOfProposals } from '../store/proposals.ts';
import {
  answerReplies,
  insertReplies,
  type OwnReply,
  type ReplyContent,
  readReplies,
  removeReplies,
  repliesAbout,
} from '../store/replies.ts';
import { emptyInsights, emptyWords } from '../store/retention.ts';
import { forgetTerms, type HeldTheme, statusReason, writeTheme } from '../store/themes.ts';
import { type Draft, loadedDraft, newDraft, reviewStateChanged, settleDraft } from './draft.ts';
import { type Deadlines, dayOf, dueAfter } from './due.ts';
import { insightContentOf, reviewFate } from './insight-of.ts';
import type { Standings } from './permissions.ts';

/** Stands for the reviewer where nobody reviewed. */
const NOBODY = 'lytt';

/** In which one hears citizens; who has several, hears in the first. */
const listening = ['caseworker', 'supervisor', 'deputy'] as const;

/** Another transaction made the same thing meanwhile; tried again, this one sees it. */
export class Overtaken extends Error {}

/** What is loaded and locked for a transaction. */
export interface Holdings {
  readonly standings: Standings;
  readonly observations: readonly HeldObservation[];
  readonly themes: readonly HeldTheme[];
  readonly proposals: readonly string[];
  /** Ids of revisions, reviews and changes that are taken. */
  readonly takenIds: Set<string>;
  readonly ownReplies: ReadonlyMap<string, OwnReply>;
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
  readonly deadlines: Deadlines;
  readonly marks: FeedMarks;
  readonly standings: Standings;
  readonly takenIds: Set<string>;
  readonly ownReplies: ReadonlyMap<string, OwnReply>;
  readonly proposals: Set<string>;
  readonly themes: Map<string, HeldTheme>;
  readonly #drafts = new Map<string, Draft>();
  readonly #byInsight = new Map<string, HeldObservation>();
  readonly #newInsights = new Set<string>();
  readonly #goneInsights: {
    readonly id: string;
    readonly themeId: string | null;
    readonly unit: string;
  }[] = [];
  readonly #read = new Map<string, string>();
  readonly #answered = new Map<string, { helped: Helped; at: string }>();
  readonly #beside = new Map<string, Set<HeldObservation>>();
  /** Reviews that nobody made: a +1 shares those of what it points at. */
  readonly #shared = new Set<string>();
  /** Those whose words, as they are written, are to go. */
  readonly #wordless = new Set<string>();
  readonly #placed = new Map<string, HeldObservation[]>();
  /** Insights that were written before, and where they lie now. */
  readonly #moved = new Map<string, string>();

  constructor(
    tx: Tx,
    bearer: Bearer,
    now: Date,
    { newId, deadlines }: Pick<Service, 'newId' | 'deadlines'>,
    marks: FeedMarks,
    holdings: Holdings,
  ) {
    this.tx = tx;
    this.bearer = bearer;
    this.now = now;
    this.newId = newId;
    this.deadlines = deadlines;
    this.marks = marks;
    this.standings = holdings.standings;
    this.takenIds = holdings.takenIds;
    this.ownReplies = holdings.ownReplies;
    this.proposals = new Set(holdings.proposals);
    this.themes = new Map(holdings.themes.map((theme) => [theme.id, theme]));
    for (const held of holdings.observations) {
      this.#drafts.set(held.id, loadedDraft(held));
      this.#besideOf(held.goesWith)?.add(held);
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

  add(held: HeldObservation): void {
    this.#drafts.set(held.id, newDraft(held));
  }

  /** The theme that counts what is said of this one: itself, or what it was merged into in the end. */
  standsFor(themeId: string): HeldTheme | undefined {
    let theme = this.themes.get(themeId);
    if (theme === undefined) return undefined;
    while (theme.mergedInto !== null) {
      const next = this.themes.get(theme.mergedInto);
      if (next === undefined) throw new Overtaken('a theme was merged meanwhile');
      theme = next;
    }
    return theme;
  }

  /** Lays an observation beside another, or (null) by itself again. */
  goWith(held: HeldObservation, other: string | null, follows: boolean): void {
    this.#touch(held);
    this.#besideOf(held.goesWith)?.delete(held);
    held.goesWith = other;
    held.follows = follows;
    this.#besideOf(other)?.add(held);
  }

  #besideOf(id: string | null): Set<HeldObservation> | undefined {
    if (id === null) return undefined;
    const known = this.#beside.get(id);
    if (known !== undefined) return known;
    const made = new Set<HeldObservation>();
    this.#beside.set(id, made);
    return made;
  }

  /** What goes with an observation, and what goes with that. */
  companions(id: string): HeldObservation[] {
    return [...(this.#beside.get(id) ?? [])].flatMap((held) => [held, ...this.companions(held.id)]);
  }

  /** Those +1s that share its review. */
  followers(id: string): HeldObservation[] {
    return [...(this.#beside.get(id) ?? [])].filter(({ follows }) => follows);
  }

  /** Its contributor is told, when all is written, that it lies in this theme now. */
  tellPlaced(held: HeldObservation, themeId: string): void {
    const placed = this.#placed.get(themeId) ?? [];
    placed.push(held);
    this.#placed.set(themeId, placed);
  }

  addRevision(held: HeldObservation, revision: Revision): void {
    this.#touch(held);
    held.revisions.push(revision);
    this.takenIds.add(revision.id);
    this.#keepInsight(held);
  }

  /** A review that nobody made: it follows from that of another. */
  shareReview(held: HeldObservation, review: Review): void {
    this.#shared.add(review.id);
    this.addReview(held, review);
  }

  addReview(held: HeldObservation, review: Review): void {
    this.#touch(held);
    held.reviews.push(review);
    this.takenIds.add(review.id);
    this.#keepInsight(held);
  }

  /** All words there are in it go, and in its insight; it goes on counting. */
  loseWords(held: HeldObservation): void {
    this.#touch(held);
    this.#wordless.add(held.id);
    const { revisions, reviews } = withoutWords({ ...held, themeId: null });
    held.revisions.splice(0, held.revisions.length, ...revisions);
    held.reviews.splice(0, held.reviews.length, ...reviews);
    if (held.insight?.themeId != null) this.marks.put('themes', 'theme', held.insight.themeId);
  }

  withdraw(held: HeldObservation): void {
    this.#touch(held);
    held.withdrawn = true;
    held.waitingSince = null;
    this.#keepInsight(held);
  }

  /**
   * An observation has its insight exactly while it stands approved. One that comes back is a new one, in no theme but that of
   * the one it goes with.
   */
  #keepInsight(held: HeldObservation): void {
    const approved = reviewFate(held).kind === 'approved';
    if (approved && held.insight === null) {
      held.insight = { id: this.newId(), themeId: null };
      this.#byInsight.set(held.insight.id, held);
      this.#newInsights.add(held.insight.id);
      this.layBeside(held);
    } else if (!approved && held.insight !== null) {
      const { id, themeId } = held.insight;
      // One that nobody has seen leaves nothing behind.
      if (!this.#newInsights.delete(id)) this.#goneInsights.push({ id, themeId, unit: held.unit });
      held.insight = null;
    }
  }

  /** Puts its insight where that of the one it goes with lies, if it lies anywhere. */
  layBeside(held: HeldObservation): void {
    const themeId =
      held.goesWith === null ? null : this.observation(held.goesWith)?.insight?.themeId;
    if (themeId !== null && themeId !== undefined) this.layIn(held, themeId);
  }

  /** Puts its insight, which was written with it or is about to be, in a theme that is held. */
  layIn(held: HeldObservation, themeId: string): void {
    const { insight } = held;
    if (insight === null || insight.themeId === themeId) return;
    if (!this.themes.has(themeId)) throw new Overtaken('it was put into a theme meanwhile');
    this.#touch(held);
    if (insight.themeId !== null) this.marks.put('themes', 'theme', insight.themeId);
    held.insight = { id: insight.id, themeId };
    if (!this.#newInsights.has(insight.id)) this.#moved.set(insight.id, themeId);
    this.marks.put('themes', 'theme', themeId);
    this.tellPlaced(held, themeId);
  }

  /** A merge has moved its insight, where it is in hand. */
  moveHeld(id: string, themeId: string): void {
    const held = this.observation(id);
    if (held?.insight != null) held.insight = { id: held.insight.id, themeId };
  }

  /** What is to be done about it, as it stands now. */
  dueOf(theme: HeldTheme): Due | null {
    return dueAfter(theme.due, theme, dayOf(this.now), this.deadlines);
  }

  /** Writes a theme, which is held, as it now stands. */
  async putTheme(theme: HeldTheme): Promise<HeldTheme> {
    const standing = { ...theme, due: this.dueOf(theme) };
    await writeTheme(this.tx, standing);
    this.themes.set(theme.id, standing);
    return standing;
  }

  markTheme(theme: HeldTheme): void {
    this.marks.put('themes', 'theme', theme.id);
  }

  markInsight(held: HeldObservation, id: string, deleted = false): void {
    this.marks.put('insights', 'insight', id, deleted);
    this.marks.put(`heard:${held.unit}`, 'insight', id, deleted);
  }

  answerReply(id: string, helped: Helped, at: string): void {
    this.#answered.set(id, { helped, at });
    this.marks.put(personScope(this.bearer.sub), 'reply', id);
    const themeId = this.ownReplies.get(id)?.themeId;
    if (themeId !== undefined) this.marks.put('themes', 'theme', themeId);
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
    if (this.#answered.size > 0) {
      await answerReplies(
        this.tx,
        [...this.#answered].map(([id, answer]) => ({ id, ...answer })),
      );
      this.#answered.clear();
    }
    await this.#tellPlaced();
  }

  /** Those who have withdrawn meanwhile have nothing to hear. */
  async #tellPlaced(): Promise<void> {
    for (const [themeId, placed] of this.#placed) {
      const theme = this.themes.get(themeId);
      const still = placed.filter(({ withdrawn }) => !withdrawn);
      if (theme === undefined || still.length === 0) continue;
      const reason = await statusReason(this.tx, themeId);
      await this.reply(theme, { event: 'placed', fromName: null, reason }, still);
    }
    this.#placed.clear();
  }

  /** Tells contributors how a theme stands. Their observations must be written. */
  async reply(
    theme: HeldTheme,
    said: Pick<ReplyContent, 'event' | 'fromName' | 'reason'>,
    contributions: readonly { readonly id: string; readonly author: string }[],
  ): Promise<void> {
    const replies = contributions.map(({ id, author }) => ({
      id: this.newId(),
      sub: author,
      observationId: id,
    }));
    const { id: themeId, name: themeName, status, owner, releaseDate } = theme;
    const content = { ...said, themeId, themeName, status, owner, releaseDate };
    await insertReplies(this.tx, replies, content, this.now);
    for (const { id, sub } of replies) this.marks.put(personScope(sub), 'reply', id);
  }

  async #writeWords(touched: readonly Draft[]): Promise<void> {
    const { tx, now, bearer } = this;
    const fresh = touched.filter(({ written }) => written === null);
    if (fresh.length > 0) {
      const inserted = await insertObservations(
        tx,
        fresh.map(({ held }) => held),
        now,
        listening.find((role) => bearer.roles.includes(role)) ?? null,
      );
      if (inserted !== fresh.length) throw new Overtaken('an observation of that id was made');
    }
    // Before new words come, which were not lost.
    await emptyWords(tx, [...this.#wordless]);
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
        reviewer: this.#shared.has(review.id) ? NOBODY : bearer.sub,
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
      this.marks.put(personScope(sub), 'reply', id);
  }

  async #writeInsights(touched: readonly Draft[]): Promise<void> {
    const gone = this.#goneInsights.splice(0);
    for (const { id, themeId, unit } of gone) {
      this.marks.put('insights', 'insight', id, true);
      this.marks.put(`heard:${unit}`, 'insight', id, true);
      // Its evidence is one less.
      if (themeId !== null) this.marks.put('themes', 'theme', themeId);
    }
    if (gone.length > 0) {
      const ids = gone.map(({ id }) => id);
      await this.leaveProposals(ids);
      await removeInsights(this.tx, ids);
      await forgetTerms(
        this.tx,
        gone.flatMap(({ themeId }) => themeId ?? []),
      );
    }
    const standing = touched.flatMap(({ held }) =>
      held.insight === null
        ? []
        : [{ held, ...held.insight, observationId: held.id, ...insightContentOf(held) }],
    );
    for (const { held, id } of standing) this.markInsight(held, id);
    if (standing.length > 0) await putInsights(this.tx, standing, this.now);
    await this.#emptyInsights(
      standing.filter(({ held, text }) => this.#wordless.has(held.id) && text === ''),
    );
    this.#wordless.clear();
    this.#newInsights.clear();
    const moved = Map.groupBy(this.#moved, ([, themeId]) => themeId);
    this.#moved.clear();
    for (const [themeId, insights] of moved) {
      const ids = insights.map(([id]) => id);
      await placeInsights(this.tx, ids, themeId);
      await this.leaveProposals(ids);
    }
  }

  async #emptyInsights(
    standing: readonly { readonly id: string; readonly observationId: string }[],
  ): Promise<void> {
    if (standing.length === 0) return;
    await emptyInsights(
      this.tx,
      standing.map(({ observationId }) => observationId),
    );
    await this.leaveProposals(standing.map(({ id }) => id));
  }

  /** What lies in a theme or is gone is not proposed any more. */
  async leaveProposals(insightIds: readonly string[]): Promise<void> {
    for (const { id, gone } of await takeOutOfProposals(this.tx, insightIds))
      this.markProposal(id, gone);
  }

  markProposal(id: string, gone = false): void {
    this.marks.put('insights', 'proposal', id, gone);
    this.marks.put('proposals', 'proposal', id, gone);
    if (gone) this.proposals.delete(id);
  }

  async #erase(touched: readonly Draft[]): Promise<void> {
    const ids = touched
      .filter(({ held, written }) => held.withdrawn && written?.withdrawn === false)
      .map(({ held }) => held.id);
    if (ids.length === 0) return;
    await eraseObservations(this.tx, ids);
    for (const { id, sub, themeId, answered } of await removeReplies(this.tx, ids)) {
      this.marks.put(personScope(sub), 'reply', id, true);
      if (answered) this.marks.put('themes', 'theme', themeId);
    }
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
