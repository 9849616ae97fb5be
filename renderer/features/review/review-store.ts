import { createStore, type StoreApi } from 'zustand';
import type { Input, Method, Output } from '../../../shared/api.ts';
import { LyttError } from '../../../shared/domain/errors.ts';
import { approves, type Decision, latestRevision } from '../../../shared/domain/observation.ts';
import type { Tags } from '../../../shared/domain/tags.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { afterMany, type BulkResult } from './bulk.ts';
import {
  chunks,
  type Decided,
  idsOf,
  nearest,
  neighbourOf,
  shownQueue,
  stillDecided,
  toggled,
  without,
} from './queue.ts';
import { mustBeConfirmed, sameTags, tagsOf, wordsOf } from './review-view.ts';

/** Most ids in one `review.approveMany`. */
const APPROVE_AT_ONCE = 1000;

/** What stands open beside the text: nothing but the verbs, or what a verb needs to know. */
export type Panel =
  | { readonly kind: 'verbs' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'merge' }
  /** The author kept something that looks like a person: what makes an insight of it says that it was looked at. */
  | { readonly kind: 'confirm'; readonly decision: Approval }
  /** `thenApprove`: opened because an approval lacks tema. `tags`: as chosen so far. */
  | { readonly kind: 'retag'; readonly thenApprove: boolean; readonly tags: Tags };

type Approval = Extract<Decision, { kind: 'approve' | 'merge' }>;

/** A decision made here, so that it can be taken back. */
export interface Made {
  readonly reviews: readonly { readonly item: ReviewItem; readonly reviewId: string }[];
  readonly kind: Exclude<Decision['kind'], 'undo'> | 'approveMany';
}

/** The line above the verbs. */
export interface LastLine {
  readonly kind: Decision['kind'] | 'approveMany' | 'undoMany';
  /** The first words of what it was about, or how many. */
  readonly text: string;
}

export interface ReviewState {
  readonly openId: string | null;
  readonly panel: Panel;
  readonly busy: boolean;
  readonly fault: LyttError | null;
  readonly decided: Decided;
  readonly restored: ReviewItem | null;
  readonly made: readonly Made[];
  readonly line: LastLine | null;
  /** What was open left the queue without being decided here. */
  readonly goneMeanwhile: boolean;
  readonly selected: ReadonlySet<string>;
  readonly anchor: string | null;
  readonly result: BulkResult | null;
  /** Questions and reasons begun and not sent, by `noteKey`: browsing on must not lose them. Never on disk. */
  readonly notes: ReadonlyMap<string, string>;

  /** The list came anew: keeps what is open, or opens its neighbour. `queue` is what was shown before. */
  reconcile(items: readonly ReviewItem[], before: readonly string[]): void;
  open(id: string): void;
  show(panel: Panel): void;
  write(key: string, text: string): void;
  select(ids: readonly string[], id: string, range: boolean): void;
  selectAll(ids: readonly string[]): void;
  closeResult(): void;
  /** The tags as chosen so far in the retag panel. */
  choose(tags: Tags): void;
  /** Approves; opens retag where tema is missing. */
  approve(items: readonly ReviewItem[], item: ReviewItem): Promise<void>;
  /** Decides what the confirm panel was opened for, having looked at what the author kept. */
  confirm(items: readonly ReviewItem[], item: ReviewItem): Promise<void>;
  decide(
    items: readonly ReviewItem[],
    item: ReviewItem,
    decision: Exclude<Decision, { kind: 'undo' }>,
    acknowledged?: readonly string[],
  ): Promise<boolean>;
  /** Saves what the retag panel holds; approves in the same breath where that was what it was opened for. */
  retag(items: readonly ReviewItem[], item: ReviewItem): Promise<void>;
  /** Takes back what was decided last: one, or all that was approved at once. */
  undo(): Promise<void>;
  approveSelected(items: readonly ReviewItem[]): Promise<void>;
}

/** Under which key a question (`ask`) or reason (`decline`) that is being written is kept. */
export function noteKey(kind: 'ask' | 'decline', observationId: string): string {
  return `${kind} ${observationId}`;
}

type CallApp = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;

const asFault = (error: unknown) =>
  error instanceof LyttError ? error : new LyttError('app.failed', { cause: error });

/** The state of one look at the queue. Lives as long as the page: another person never meets it. */
export function createReviewStore(call: CallApp): StoreApi<ReviewState> {
  return createStore<ReviewState>()((set, get) => {
    /** One thing at a time: a key held down decides once. */
    async function alone(work: () => Promise<void>): Promise<boolean> {
      if (get().busy) return false;
      set({ busy: true, fault: null });
      try {
        await work();
        return true;
      } catch (error) {
        set({ fault: asFault(error) });
        return false;
      } finally {
        set({ busy: false });
      }
    }

    async function add(
      items: readonly ReviewItem[],
      item: ReviewItem,
      decision: Exclude<Decision, { kind: 'undo' }>,
      acknowledged: readonly string[] = [],
    ): Promise<void> {
      const { id } = item.observation;
      const revisionId = latestRevision(item.observation).id;
      const { reviewId } = await call('review.add', {
        observationId: id,
        revisionId,
        decision,
        ...(acknowledged.length > 0 && { acknowledged: [...acknowledged] }),
      });
      const leaves = decision.kind !== 'retag';
      set((state) => ({
        made: [...state.made, { reviews: [{ item, reviewId }], kind: decision.kind }],
        line: { kind: decision.kind, text: wordsOf(item) },
        ...(state.openId === id && { panel: { kind: 'verbs' }, goneMeanwhile: false }),
        ...(leaves && {
          decided: new Map(state.decided).set(id, revisionId),
          restored: state.restored?.observation.id === id ? null : state.restored,
          selected: without(state.selected, [id]),
          openId:
            id === state.openId
              ? neighbourOf(idsOf(shownQueue(items, state.decided, state.restored)), id)
              : state.openId,
        }),
      }));
    }

    return {
      openId: null,
      panel: { kind: 'verbs' },
      busy: false,
      fault: null,
      decided: new Map(),
      restored: null,
      made: [],
      line: null,
      goneMeanwhile: false,
      selected: new Set(),
      anchor: null,
      result: null,
      notes: new Map(),

      reconcile(items, before) {
        const { decided, restored, openId, selected, panel, busy } = get();
        const kept = stillDecided(items, decided);
        const back = items.some(({ observation }) => observation.id === restored?.observation.id);
        const left = back ? null : restored;
        const ids = idsOf(shownQueue(items, kept, left));
        const inQueue = new Set(ids);
        const stays = openId !== null && inQueue.has(openId);
        set({
          decided: kept,
          restored: left,
          selected: new Set([...selected].filter((id) => inQueue.has(id))),
          ...(!stays && {
            openId: nearest(before, openId, ids),
            // While a decision of one's own is on its way, that is what took it.
            goneMeanwhile: openId !== null && !busy,
            panel: panel.kind === 'verbs' ? panel : { kind: 'verbs' },
          }),
        });
      },
      open(id) {
        if (id !== get().openId)
          set({ openId: id, panel: { kind: 'verbs' }, fault: null, goneMeanwhile: false });
      },
      show(panel) {
        set({ panel, fault: null });
      },
      choose(tags) {
        const { panel } = get();
        if (panel.kind === 'retag') set({ panel: { ...panel, tags } });
      },
      write(key, text) {
        set(({ notes }) => ({ notes: new Map(notes).set(key, text) }));
      },
      select(ids, id, range) {
        const { selected, anchor } = get();
        set({ selected: toggled(selected, ids, id, anchor, range), anchor: id });
      },
      selectAll(ids) {
        set({ selected: new Set(ids), anchor: null });
      },
      closeResult() {
        set({ result: null });
      },

      async approve(items, item) {
        if (tagsOf(item).tema === null) {
          set({ panel: { kind: 'retag', thenApprove: true, tags: tagsOf(item) }, fault: null });
          return;
        }
        await get().decide(items, item, { kind: 'approve' });
      },
      async confirm(items, item) {
        const { panel } = get();
        if (panel.kind !== 'confirm') return;
        const confirmed = [...latestRevision(item.observation).acknowledged];
        await get().decide(items, item, { ...panel.decision, confirmed });
      },
      async decide(items, item, decision, acknowledged) {
        if (approves(decision) && mustBeConfirmed(item, decision)) {
          set({ panel: { kind: 'confirm', decision }, fault: null });
          return false;
        }
        const made = await alone(() => add(items, item, decision, acknowledged));
        if (made && (decision.kind === 'return' || decision.kind === 'decline'))
          get().write(
            noteKey(decision.kind === 'return' ? 'ask' : 'decline', item.observation.id),
            '',
          );
        // The service may know of a tema that went missing since; the cure is the same.
        if (get().fault?.code === 'review.temaMissing')
          set({ panel: { kind: 'retag', thenApprove: true, tags: tagsOf(item) }, fault: null });
        return made;
      },
      async retag(items, item) {
        const { panel } = get();
        if (panel.kind !== 'retag') return;
        const { tags, thenApprove } = panel;
        const changed = !sameTags(tags, tagsOf(item));
        if (!changed && !thenApprove) {
          set({ panel: { kind: 'verbs' } });
          return;
        }
        await alone(async () => {
          if (changed) await add(items, item, { kind: 'retag', tags });
          if (!thenApprove) return;
          const decision = { kind: 'approve' } as const;
          if (mustBeConfirmed(item)) set({ panel: { kind: 'confirm', decision } });
          else await add(items, item, decision);
        });
      },
      async undo() {
        const last = get().made.at(-1);
        if (last === undefined) return;
        await alone(async () => {
          const one = last.reviews.length === 1;
          for (const [place, { item, reviewId }] of last.reviews.entries()) {
            const { observation } = item;
            await call('review.add', {
              observationId: observation.id,
              revisionId: latestRevision(observation).id,
              decision: { kind: 'undo', reviewId },
            });
            const left = last.reviews.slice(place + 1);
            // What a fault keeps back can be taken back by the next try.
            set(({ made, decided, restored, openId }) => ({
              made: [
                ...made.slice(0, -1),
                ...(left.length > 0 ? [{ ...last, reviews: left }] : []),
              ],
              decided: new Map([...decided].filter(([id]) => id !== observation.id)),
              restored: last.kind === 'retag' ? restored : item,
              openId: place === 0 ? observation.id : openId,
              panel: { kind: 'verbs' },
              line: one
                ? { kind: 'undo', text: wordsOf(item) }
                : { kind: 'undoMany', text: String(place + 1) },
              result: one ? get().result : null,
              goneMeanwhile: false,
            }));
          }
        });
      },
      async approveSelected(items) {
        const { selected, decided, restored } = get();
        const queue = shownQueue(items, decided, restored);
        const chosen = idsOf(queue).filter((id) => selected.has(id));
        await alone(async () => {
          set({ result: null });
          const byId = new Map(queue.map((item) => [item.observation.id, item]));
          const before = get().made;
          const reviews: Made['reviews'][number][] = [];
          for (const observationIds of chunks(chosen, APPROVE_AT_ONCE)) {
            const answer = await call('review.approveMany', { observationIds });
            for (const [place, id] of answer.approved.entries()) {
              const item = byId.get(id);
              const reviewId = answer.reviewIds[place];
              if (item !== undefined && reviewId !== undefined) reviews.push({ item, reviewId });
            }
            set((state) => ({
              ...afterMany(state, queue, answer),
              ...(reviews.length > 0 && {
                made: [...before, { reviews: [...reviews], kind: 'approveMany' }],
                line: { kind: 'approveMany', text: String(reviews.length) },
              }),
            }));
          }
        });
      },
    };
  });
}
