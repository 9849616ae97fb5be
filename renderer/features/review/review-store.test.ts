import { beforeEach, describe, expect, test } from 'vitest';
import type { Input, Method } from '../../../shared/api.ts';
import { type ErrorCode, LyttError } from '../../../shared/domain/errors.ts';
import { noTags } from '../../../shared/domain/tags.ts';
import type { ReviewItem } from '../../../shared/view/entry.ts';
import {
  dagpenger,
  sampleId,
  sampleItem,
  sampleRevision,
} from '../../../tests/support/review-samples.ts';
import { idsOf, shownQueue } from './queue.ts';
import { createReviewStore, noteKey } from './review-store.ts';

const at = sampleId;
let calls: [Method, unknown][];
let refuse: ErrorCode | null;
/** So many calls go well, and then the disk is full. */
let refuseAfter: number | null;
let untagged: ReadonlySet<string>;

/** Answers as the app does, and writes down what it was asked. */
async function app(method: Method, input: unknown): Promise<unknown> {
  calls.push([method, input]);
  if (refuse !== null) throw new LyttError(refuse);
  if (refuseAfter !== null && calls.length > refuseAfter) throw new LyttError('store.full');
  if (method === 'review.add') return { reviewId: at(1000 + calls.length) };
  const { observationIds } = input as Input<'review.approveMany'>;
  const approved = observationIds.filter((id) => !untagged.has(id));
  return {
    approved,
    reviewIds: approved.map((id) => `review of ${id}`),
    refused: observationIds
      .filter((id) => untagged.has(id))
      .map((id) => ({ id, code: 'review.temaMissing' })),
  };
}

function storeOf(items: readonly ReviewItem[]) {
  const store = createReviewStore(app as Parameters<typeof createReviewStore>[0]);
  store.getState().reconcile(items, []);
  return store;
}
const items = [sampleItem(1), sampleItem(2), sampleItem(3)];
const first = items[0] as ReviewItem;
const second = items[1] as ReviewItem;

beforeEach(() => {
  calls = [];
  refuse = null;
  refuseAfter = null;
  untagged = new Set();
});

describe('deciding', () => {
  test('names the revision that was read, and opens the next', async () => {
    const store = storeOf(items);
    expect(store.getState().openId).toBe(at(1));
    await store.getState().approve(items, first);
    expect(calls).toEqual([
      ['review.add', { observationId: at(1), revisionId: at(101), decision: { kind: 'approve' } }],
    ]);
    const { openId, decided, restored, line } = store.getState();
    expect(openId).toBe(at(2));
    expect(idsOf(shownQueue(items, decided, restored))).toEqual([at(2), at(3)]);
    expect(line).toEqual({ kind: 'approve', text: 'Tekst 101' });
  });

  test('without tema opens the tags instead, and saves both once it is chosen', async () => {
    const bare = sampleItem(1, { tags: noTags });
    const queue = [bare, second];
    const store = storeOf(queue);
    await store.getState().approve(queue, bare);
    expect(calls).toEqual([]);
    expect(store.getState().panel).toEqual({ kind: 'retag', thenApprove: true, tags: noTags });
    store.getState().choose(dagpenger);
    await store.getState().retag(queue, bare);
    expect(calls.map(([, input]) => (input as Input<'review.add'>).decision.kind)).toEqual([
      'retag',
      'approve',
    ]);
    expect(store.getState().openId).toBe(at(2));
  });

  test('what its author kept is asked about first, and confirmed kind by kind', async () => {
    const kept = sampleItem(1, { acknowledged: ['address', 'name'] });
    const queue = [kept, second];
    const store = storeOf(queue);
    await store.getState().approve(queue, kept);
    expect(calls).toEqual([]);
    expect(store.getState().panel).toEqual({ kind: 'confirm', decision: { kind: 'approve' } });
    await store.getState().confirm(queue, kept);
    expect(calls.map(([, input]) => (input as Input<'review.add'>).decision)).toEqual([
      { kind: 'approve', confirmed: ['address', 'name'] },
    ]);
    expect(store.getState()).toMatchObject({ openId: at(2), panel: { kind: 'verbs' } });
  });

  test('what its author kept is asked about before it is merged, too', async () => {
    const kept = sampleItem(1, { acknowledged: ['name'] });
    const store = storeOf([kept, second]);
    const merge = { kind: 'merge', into: at(2) } as const;
    expect(await store.getState().decide([kept, second], kept, merge)).toBe(false);
    expect(calls).toEqual([]);
    await store.getState().confirm([kept, second], kept);
    expect(calls.map(([, input]) => (input as Input<'review.add'>).decision)).toEqual([
      { ...merge, confirmed: ['name'] },
    ]);
  });

  test('what its author kept is asked about also after a tema was chosen for it', async () => {
    const bare = sampleItem(1, { tags: noTags, acknowledged: ['name'] });
    const queue = [bare];
    const store = storeOf(queue);
    await store.getState().approve(queue, bare);
    store.getState().choose(dagpenger);
    await store.getState().retag(queue, bare);
    expect(calls.map(([, input]) => (input as Input<'review.add'>).decision.kind)).toEqual([
      'retag',
    ]);
    expect(store.getState()).toMatchObject({ openId: at(1), panel: { kind: 'confirm' } });
  });

  test('a note goes with what was kept in it', async () => {
    const store = storeOf(items);
    await store
      .getState()
      .decide(items, first, { kind: 'return', question: 'Storgata 12?' }, ['address']);
    expect(calls[0]?.[1]).toMatchObject({ acknowledged: ['address'] });
  });

  test('the service missing a tema that was there before opens the tags too', async () => {
    const store = storeOf(items);
    refuse = 'review.temaMissing';
    await store.getState().approve(items, first);
    expect(store.getState()).toMatchObject({
      panel: { kind: 'retag', thenApprove: true },
      fault: null,
      openId: at(1),
    });
  });

  test('retagging keeps the item open, and tags that are as before say nothing', async () => {
    const store = storeOf(items);
    store.getState().show({ kind: 'retag', thenApprove: false, tags: dagpenger });
    await store.getState().retag(items, first);
    expect(calls).toEqual([]);
    expect(store.getState().panel).toEqual({ kind: 'verbs' });
    store.getState().show({
      kind: 'retag',
      thenApprove: false,
      tags: { ...dagpenger, severity: 3 },
    });
    await store.getState().retag(items, first);
    expect(calls).toHaveLength(1);
    expect(store.getState().openId).toBe(at(1));
  });

  test('what fails is said, and nothing moves', async () => {
    const store = storeOf(items);
    store.getState().show({ kind: 'ask' });
    refuse = 'store.locked';
    await store.getState().decide(items, first, { kind: 'return', question: 'Hva?' });
    expect(store.getState()).toMatchObject({
      fault: { code: 'store.locked' },
      panel: { kind: 'ask' },
      openId: at(1),
      made: [],
      busy: false,
    });
  });

  test('a key held down decides once', async () => {
    const store = storeOf(items);
    const { approve } = store.getState();
    await Promise.all([approve(items, first), approve(items, first)]);
    expect(calls).toHaveLength(1);
  });

  test('leaves another item alone that was opened while it was on its way', async () => {
    const store = storeOf(items);
    const underway = store.getState().approve(items, first);
    store.getState().open(at(3));
    store.getState().show({ kind: 'ask' });
    await underway;
    expect(store.getState()).toMatchObject({ openId: at(3), panel: { kind: 'ask' } });
  });
});

describe('taking back', () => {
  test('undoes the last first, opens it again, and keeps it in its place meanwhile', async () => {
    const store = storeOf(items);
    await store.getState().approve(items, first);
    await store.getState().approve(items, second);
    await store.getState().undo();
    expect(calls.at(-1)).toEqual([
      'review.add',
      {
        observationId: at(2),
        revisionId: at(102),
        decision: { kind: 'undo', reviewId: at(1002) },
      },
    ]);
    // The list was fetched while neither was in it.
    const listed = [sampleItem(3)];
    store.getState().reconcile(listed, [at(3)]);
    const { openId, decided, restored, line } = store.getState();
    expect(openId).toBe(at(2));
    expect(line?.kind).toBe('undo');
    expect(idsOf(shownQueue(listed, decided, restored))).toEqual([at(2), at(3)]);
    await store.getState().undo();
    expect(store.getState().openId).toBe(at(1));
    await store.getState().undo();
    expect(calls).toHaveLength(4);
  });

  test('that is refused stays possible to try again', async () => {
    const store = storeOf(items);
    await store.getState().approve(items, first);
    refuse = 'review.alreadyUsed';
    await store.getState().undo();
    expect(store.getState()).toMatchObject({
      fault: { code: 'review.alreadyUsed' },
      openId: at(2),
    });
    expect(store.getState().made).toHaveLength(1);
  });
});

describe('a list that comes anew', () => {
  test('keeps what is open', () => {
    const store = storeOf(items);
    store.getState().open(at(2));
    store.getState().reconcile([second, sampleItem(4)], idsOf(items));
    expect(store.getState()).toMatchObject({ openId: at(2), goneMeanwhile: false });
  });

  test('without what is open opens its neighbour and says so; a panel for it closes', () => {
    const store = storeOf(items);
    store.getState().open(at(2));
    store.getState().show({ kind: 'decline' });
    store.getState().reconcile([first, sampleItem(3)], idsOf(items));
    expect(store.getState()).toMatchObject({
      openId: at(3),
      goneMeanwhile: true,
      panel: { kind: 'verbs' },
    });
  });

  test('does not call one own decision someone else’s', async () => {
    const store = storeOf(items);
    const underway = store.getState().approve(items, first);
    store.getState().reconcile(items.slice(1), idsOf(items));
    await underway;
    expect(store.getState()).toMatchObject({ goneMeanwhile: false, openId: at(2) });
  });

  test('shows an item again that came back with new words after it was decided', async () => {
    const store = storeOf(items);
    await store.getState().approve(items, first);
    const again: ReviewItem = {
      ...first,
      observation: { ...first.observation, revisions: [sampleRevision(101), sampleRevision(201)] },
    };
    const { decided, restored } = store.getState();
    expect(idsOf(shownQueue([again], decided, restored))).toEqual([at(1)]);
  });

  test('lets go of choices that are gone', () => {
    const store = storeOf(items);
    store.getState().selectAll([at(1), at(3)]);
    store.getState().reconcile([first, second], idsOf(items));
    expect([...store.getState().selected]).toEqual([at(1)]);
  });
});

describe('words begun and not sent', () => {
  test('are there when one comes back, and gone once sent', async () => {
    const store = storeOf(items);
    const key = noteKey('ask', at(1));
    store.getState().show({ kind: 'ask' });
    store.getState().write(key, 'Hvilket?');
    store.getState().open(at(2));
    expect(store.getState().panel).toEqual({ kind: 'verbs' });
    expect(store.getState().notes.get(key)).toBe('Hvilket?');
    store.getState().open(at(1));
    await store.getState().decide(items, first, { kind: 'return', question: 'Hvilket?' });
    expect(store.getState().notes.get(key)).toBe('');
  });
});

describe('approving many', () => {
  test('leaves what was refused in the queue, chosen and named with its reason', async () => {
    const store = storeOf(items);
    untagged = new Set([at(2)]);
    store.getState().selectAll(idsOf(items));
    await store.getState().approveSelected(items);
    const { decided, selected, result, openId } = store.getState();
    expect(calls).toEqual([['review.approveMany', { observationIds: idsOf(items) }]]);
    expect(idsOf(shownQueue(items, decided, null))).toEqual([at(2)]);
    expect([...selected]).toEqual([at(2)]);
    expect(openId).toBe(at(2));
    expect(result).toEqual({
      approved: 2,
      refused: [{ id: at(2), code: 'review.temaMissing', text: 'Tekst 102' }],
    });
  });

  test('is taken back by one key, all of it; what a fault kept back by the next', async () => {
    const store = storeOf(items);
    await store.getState().approve(items, first);
    store.getState().selectAll([at(2), at(3)]);
    await store.getState().approveSelected(items);
    expect(store.getState().line).toEqual({ kind: 'approveMany', text: '2' });
    const undone = (n: number) => [
      'review.add',
      {
        observationId: at(n),
        revisionId: at(100 + n),
        decision: { kind: 'undo', reviewId: `review of ${at(n)}` },
      },
    ];
    calls = [];
    refuseAfter = 1;
    await store.getState().undo();
    expect(store.getState().fault?.code).toBe('store.full');
    refuseAfter = null;
    await store.getState().undo();
    expect(calls).toEqual([undone(2), undone(3), undone(3)]);
    const { decided, restored, line, result, made } = store.getState();
    expect(idsOf(shownQueue(items, decided, restored))).toEqual([at(2), at(3)]);
    expect([line?.kind, result, made.length]).toEqual(['undo', null, 1]);
    await store.getState().undo();
    expect(calls.at(-1)?.[1]).toMatchObject({ observationId: at(1) });
  });

  test('goes in parts of at most a thousand and counts them together', async () => {
    const many = Array.from({ length: 2300 }, (_, n) => sampleItem(1).observation.id + n);
    const queue = many.map(
      (id): ReviewItem => ({
        ...first,
        observation: { ...first.observation, id },
      }),
    );
    const store = storeOf(queue);
    store.getState().selectAll(many);
    await store.getState().approveSelected(queue);
    expect(
      calls.map(([, input]) => (input as Input<'review.approveMany'>).observationIds.length),
    ).toEqual([1000, 1000, 300]);
    expect(store.getState().result?.approved).toBe(2300);
    expect(store.getState().openId).toBeNull();
  });

  test('does not touch what is chosen but no longer in the queue', async () => {
    const store = storeOf(items);
    await store.getState().approve(items, first);
    store.getState().selectAll([at(1), at(2)]);
    await store.getState().approveSelected(items);
    expect(calls.at(-1)).toEqual(['review.approveMany', { observationIds: [at(2)] }]);
  });
});
