import { createStore, type StoreApi } from 'zustand';
import type { Input, Method, Output, ReviewItem } from '../../../shared/api.ts';
import { isErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import { type Decision, latestRevision } from '../../../shared/domain/observation.ts';
import type { Tags } from '../../../shared/domain/tags.ts';
import { chunks, type Decided, neighbourOf, shownQueue, stillDecided, toggled } from './queue.ts';
import { excerpt, tagsOf } from './review-view.ts';

/** Most ids in one `review.approveMany`. */
const APPROVE_AT_ONCE = 1000;

/** What stands open beside the text: nothing but the verbs, or what a verb needs to know. */
export type Panel =
  | { readonly kind: 'verbs' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'decline' }
  /** `thenApprove`: opened because an approval lacks tema. */
  | { readonly kind: 'retag'; readonly thenApprove: boolean };

/** A decision made here, so that it can be taken back. */
export interface Made {
  readonly item: ReviewItem;
  readonly reviewId: string;
  readonly kind: Exclude<Decision['kind'], 'undo'>;
}

/** The line above the verbs. */
export interface LastLine {
  readonly kind: Decision['kind'];
  readonly text: string;
}

export interface BulkResult {
  readonly approved: number;
  readonly refused: readonly {
    readonly id: string;
    readonly code: string;
    readonly text: string;
  }[];
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

  /** The list came anew: keeps what is open, or opens its neighbour. `queue` is what was shown before. */
  reconcile(items: readonly ReviewItem[], before: readonly string[]): void;
  open(id: string): void;
  show(panel: Panel): void;
  select(ids: readonly string[], id: string, range: boolean): void;
  selectAll(ids: readonly string[]): void;
  closeResult(): void;
  /** Approves, or opens retag where tema is missing. */
  approve(items: readonly ReviewItem[], item: ReviewItem): Promise<void>;
  decide(
    items: readonly ReviewItem[],
    item: ReviewItem,
    decision: Exclude<Decision, { kind: 'undo' }>,
  ): Promise<boolean>;
  retag(items: readonly ReviewItem[], item: ReviewItem, tags: Tags): Promise<void>;
  undo(): Promise<void>;
  approveSelected(items: readonly ReviewItem[]): Promise<void>;
}

type CallApp = <M extends Method>(method: M, input: Input<M>) => Promise<Output<M>>;

const idsOf = (items: readonly ReviewItem[]) => items.map(({ observation }) => observation.id);
const wordsOf = (item: ReviewItem) => excerpt(latestRevision(item.observation).text);
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
    ): Promise<void> {
      const { id } = item.observation;
      const revisionId = latestRevision(item.observation).id;
      const { reviewId } = await call('review.add', { observationId: id, revisionId, decision });
      const leaves = decision.kind !== 'retag';
      set((state) => ({
        made: [...state.made, { item, reviewId, kind: decision.kind }],
        line: { kind: decision.kind, text: wordsOf(item) },
        panel: { kind: 'verbs' },
        goneMeanwhile: false,
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

      reconcile(items, before) {
        const { decided, restored, openId, selected, panel } = get();
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
            goneMeanwhile: openId !== null,
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
          set({ panel: { kind: 'retag', thenApprove: true }, fault: null });
          return;
        }
        await get().decide(items, item, { kind: 'approve' });
      },
      async decide(items, item, decision) {
        const made = await alone(() => add(items, item, decision));
        // The service may know of a tema that went missing since; the cure is the same.
        if (get().fault?.code === 'review.temaMissing')
          set({ panel: { kind: 'retag', thenApprove: true }, fault: null });
        return made;
      },
      async retag(items, item, tags) {
        const { panel } = get();
        const thenApprove = panel.kind === 'retag' && panel.thenApprove;
        await alone(async () => {
          await add(items, item, { kind: 'retag', tags });
          if (thenApprove) await add(items, item, { kind: 'approve' });
        });
      },
      async undo() {
        const last = get().made.at(-1);
        if (last === undefined) return;
        const { observation } = last.item;
        await alone(async () => {
          await call('review.add', {
            observationId: observation.id,
            revisionId: latestRevision(observation).id,
            decision: { kind: 'undo', reviewId: last.reviewId },
          });
          set(({ made, decided }) => ({
            made: made.filter((one) => one !== last),
            decided: new Map([...decided].filter(([id]) => id !== observation.id)),
            restored: last.kind === 'retag' ? get().restored : last.item,
            openId: observation.id,
            panel: { kind: 'verbs' },
            line: { kind: 'undo', text: wordsOf(last.item) },
            goneMeanwhile: false,
          }));
        });
      },
      async approveSelected(items) {
        const { selected, decided, restored } = get();
        const queue = shownQueue(items, decided, restored);
        const chosen = queue.filter(({ observation }) => selected.has(observation.id));
        const byId = new Map(chosen.map((item) => [item.observation.id, item]));
        await alone(async () => {
          set({ result: null });
          for (const part of chunks([...byId.keys()], APPROVE_AT_ONCE)) {
            const { approved, refused } = await call('review.approveMany', {
              observationIds: part,
            });
            set((state) => afterMany(state, queue, byId, approved, refused));
          }
        });
      },
    };
  });
}

function afterMany(
  state: ReviewState,
  queue: readonly ReviewItem[],
  byId: ReadonlyMap<string, ReviewItem>,
  approved: readonly string[],
  refused: readonly { id: string; code: string }[],
): Partial<ReviewState> {
  const decided = new Map(state.decided);
  for (const id of approved) {
    const item = byId.get(id);
    if (item !== undefined) decided.set(id, latestRevision(item.observation).id);
  }
  const gone = new Set(approved);
  const restored = state.restored;
  return {
    decided,
    restored: restored !== null && gone.has(restored.observation.id) ? null : restored,
    selected: without(state.selected, approved),
    openId:
      state.openId !== null && gone.has(state.openId)
        ? nearest(
            idsOf(queue),
            state.openId,
            idsOf(queue).filter((id) => !gone.has(id)),
          )
        : state.openId,
    result: {
      approved: (state.result?.approved ?? 0) + approved.length,
      refused: [
        ...(state.result?.refused ?? []),
        ...refused.map(({ id, code }) => {
          const item = byId.get(id);
          return {
            id,
            code: isErrorCode(code) ? code : 'app.failed',
            text: item === undefined ? '' : wordsOf(item),
          };
        }),
      ],
    },
  };
}

function without(selected: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const next = new Set(selected);
  for (const id of ids) next.delete(id);
  return next;
}

/** Of `ids`, the first that stood after `id` in `before`, else the last that stood ahead of it. */
function nearest(
  before: readonly string[],
  id: string | null,
  ids: readonly string[],
): string | null {
  const left = new Set(ids);
  const at = id === null ? -1 : before.indexOf(id);
  if (at === -1) return ids[0] ?? null;
  return (
    before.slice(at + 1).find((one) => left.has(one)) ??
    before.slice(0, at).findLast((one) => left.has(one)) ??
    ids[0] ??
    null
  );
}
