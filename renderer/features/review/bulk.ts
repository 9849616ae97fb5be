import { type ErrorCode, isErrorCode } from '../../../shared/domain/errors.ts';
import { latestRevision } from '../../../shared/domain/observation.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import { type Decided, idsOf, nearest, shownQueue, without } from './queue.ts';
import { wordsOf } from './review-view.ts';

/** What became of approving many. */
export interface BulkResult {
  readonly approved: number;
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly id: string;
  readonly code: ErrorCode;
  /** Its first words. */
  readonly text: string;
}

/** The part of the view that approving many changes. */
export interface BulkView {
  readonly decided: Decided;
  readonly restored: ReviewItem | null;
  readonly selected: ReadonlySet<string>;
  readonly openId: string | null;
  readonly result: BulkResult | null;
}

/** The view after one answer to `review.approveMany`: what was approved leaves, what was refused stays, selected and named. */
export function afterMany(
  view: BulkView,
  queue: readonly ReviewItem[],
  answer: {
    readonly approved: readonly string[];
    readonly refused: readonly { readonly id: string; readonly code: string }[];
  },
): BulkView {
  const byId = new Map(queue.map((item) => [item.observation.id, item]));
  const decided = new Map(view.decided);
  for (const id of answer.approved) {
    const item = byId.get(id);
    if (item !== undefined) decided.set(id, latestRevision(item.observation).id);
  }
  const gone = new Set(answer.approved);
  const { openId } = view;
  const restored =
    view.restored !== null && gone.has(view.restored.observation.id) ? null : view.restored;
  const opensOther = openId !== null && gone.has(openId);
  return {
    decided,
    restored,
    selected: without(view.selected, answer.approved),
    openId: opensOther
      ? nearest(idsOf(queue), openId, idsOf(shownQueue(queue, decided, restored)))
      : openId,
    result: {
      approved: (view.result?.approved ?? 0) + answer.approved.length,
      refused: [
        ...(view.result?.refused ?? []),
        ...answer.refused.map(({ id, code }): Refused => {
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
