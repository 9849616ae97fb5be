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
import type { HeldObservation } from '../store/observations.ts';
import { takeOutOfProposals } from '../store/proposals.ts';
import {
  answerReplies,
  insertReplies,
  type OwnReply,
  type ReplyContent,
  readReplies,
} from '../store/replies.ts';
import { emptyInsights } from '../store/retention.ts';
import { forgetTerms, type HeldTheme, statusReason, writeTheme } from '../store/themes.ts';
import { Beside } from './beside.ts';
import { type Draft, loadedDraft, newDraft, settleDraft } from './draft.ts';
import { type Deadlines, dayOf, dueAfter } from './due.ts';
import { insightContentOf, reviewFate } from './insight-of.ts';
import { Overtaken } from './overtaken.ts';
import type { Standings } from './permissions.ts';
import { eraseWithdrawn, markDraft, writeWords } from './write-words.ts';

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
  readonly #beside = new Beside();
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
      this.#beside.lay(held, held.goesWith);
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
    this.#beside.take(held, held.goesWith);
    held.goesWith = other;
    held.follows = follows;
    this.#beside.lay(held, other);
  }

  /** What goes with an observation, and what goes with that. */
  companions(id: string): HeldObservation[] {
    return this.#beside.companions(id);
  }

  /** Those +1s that share its review. */
  followers(id: string): HeldObservation[] {
    return this.#beside.of(id).filter(({ follows }) => follows);
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
      await writeWords(this, touched, this.#shared, this.#wordless);
      await this.#writeInsights(touched);
      await eraseWithdrawn(this, touched);
      for (const draft of touched) {
        markDraft(this.marks, draft);
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
}
