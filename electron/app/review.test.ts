import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../shared/api.ts';
import { LyttError } from '../../shared/domain/errors.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import { type Decision, latestRevision } from '../../shared/domain/observation.ts';
import { noTags } from '../../shared/domain/tags.ts';
import type { ReviewItem } from '../../shared/view/entry.ts';
import { exchange } from '../../tests/support/exchange.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { demoPeople, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { waitingHead } from '../store/outbox.ts';
import { personStore } from './accounts/account.ts';
import { approveMany } from './review.ts';

let test: TestApp;
let service: ModelService;
let kari: Handlers;
let siri: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  service = new ModelService();
  kari = await test.as('kari');
  siri = await test.as('siri');
});
afterEach(() => test.close());

const words = { workaround: null, tags: { ...noTags, tema: 'DAG' }, acknowledged: [] };
const page = { limit: 500, offset: 0 };
const unknown = '0190a000-0000-7000-8000-000000000001';

/** Logged by Kari and come to Siri's queue. */
async function arrive(given: Partial<typeof words & { text: string }> = {}): Promise<ReviewItem> {
  const { id } = await kari['observation.log']({ ...words, text: 'Venter på svar', ...given });
  await exchange(test, service, 'kari', 'siri');
  return queued(id);
}
async function queued(id: string): Promise<ReviewItem> {
  const { items } = await siri['review.list'](page);
  const item = items.find(({ observation }) => observation.id === id);
  if (item === undefined) throw new Error('it is not in the queue');
  return item;
}
const naming = ({ observation }: ReviewItem) => ({
  observationId: observation.id,
  revisionId: latestRevision(observation).id,
});
const add = (item: ReviewItem, decision: Decision) =>
  siri['review.add']({ ...naming(item), decision, acknowledged: [] });
const total = async () => (await siri['review.list'](page)).total;
const waiting = () => test.inStore('siri', (db) => waitingHead(db, 100).map(({ body }) => body));
const code = (code: string) => expect.objectContaining({ code });

describe('a decision', () => {
  it.each([
    { kind: 'approve' },
    { kind: 'return', question: 'Hvilket brev?' },
    { kind: 'decline', reason: 'Kjent fra før' },
  ] as const)('$kind names the revision she saw and leaves the queue at once', async (decision) => {
    const item = await arrive();
    const { reviewId } = await add(item, decision);
    expect(await total()).toBe(0);
    expect((await siri['counts.get']({})).review).toBe(0);
    expect(await waiting()).toMatchObject([
      { kind: 'review.add', reviewId, ...naming(item), decision, unit: '4100' },
    ]);
  });

  it('to retag keeps it in the queue, with the new tags', async () => {
    const item = await arrive();
    await add(item, { kind: 'retag', tags: { ...noTags, tema: 'SYK' } });
    expect(await queued(item.observation.id)).toMatchObject({
      tags: { tema: 'SYK' },
      pending: true,
    });
  });

  it('can be taken back, before it is sent and after', async () => {
    const item = await arrive();
    const { reviewId } = await add(item, { kind: 'decline', reason: 'Kjent fra før' });
    await add(item, { kind: 'undo', reviewId });
    expect(await total()).toBe(1);
    await expect(add(item, { kind: 'undo', reviewId })).rejects.toEqual(code('review.unknown'));
    await exchange(test, service, 'siri', 'kari');
    expect(await total()).toBe(1);
    expect((await kari['observation.list']({ ...page, query: null })).entries[0]?.state).toBe(
      'sent',
    );
  });

  it('to approve needs a tema, also one she has just set', async () => {
    const item = await arrive({ tags: { ...noTags } as typeof words.tags });
    await expect(add(item, { kind: 'approve' })).rejects.toEqual(code('review.temaMissing'));
    const retag = await add(item, { kind: 'retag', tags: { ...noTags, tema: 'DAG' } });
    const approval = await add(item, { kind: 'approve' });
    expect(await total()).toBe(0);
    const undoRetag = () => add(item, { kind: 'undo', reviewId: retag.reviewId });
    await expect(undoRetag()).rejects.toEqual(code('review.temaMissing'));
    await add(item, { kind: 'undo', reviewId: approval.reviewId });
    await undoRetag();
    expect((await queued(item.observation.id)).tags.tema).toBeNull();
  });

  it('of words that have been written anew meanwhile is refused, and none is queued', async () => {
    const item = await arrive();
    const { id } = item.observation;
    const revised = { ...words, observationId: id, text: 'Venter fortsatt', answer: null };
    await kari['observation.revise'](revised);
    await exchange(test, service, 'kari', 'siri');
    await expect(add(item, { kind: 'approve' })).rejects.toEqual(code('revision.unknown'));
    expect(await waiting()).toEqual([]);
    await add(await queued(id), { kind: 'approve' });
  });

  it('of what is decided, withdrawn, unknown or not in her queue is refused', async () => {
    const item = await arrive();
    await add(item, { kind: 'approve' });
    await expect(add(item, { kind: 'approve' })).rejects.toEqual(code('observation.decided'));
    await expect(
      siri['review.add']({
        observationId: unknown,
        revisionId: unknown,
        decision: { kind: 'approve' },
        acknowledged: [],
      }),
    ).rejects.toEqual(code('observation.unknown'));
    const own = await siri['observation.log']({ ...words, text: 'Hørt selv' });
    const { observation } = await siri['observation.get']({ observationId: own.id });
    await expect(
      siri['review.add']({
        observationId: own.id,
        revisionId: latestRevision(observation).id,
        decision: { kind: 'approve' },
        acknowledged: [],
      }),
    ).rejects.toEqual(code('observation.unknown'));
  });

  it('tells her windows', async () => {
    const item = await arrive();
    const heard = test.heard('window of siri');
    await add(item, { kind: 'approve' });
    expect(heard).toEqual(expect.arrayContaining(['reviews', 'sync']));
  });
});

describe('approving many', () => {
  it('approves each by a review of its own and tells which could not be', async () => {
    const fine = await arrive();
    const untagged = await arrive({ tags: { ...noTags } as typeof words.tags });
    const decided = await arrive();
    await add(decided, { kind: 'decline', reason: 'Kjent fra før' });
    const [a, b, c] = [fine, untagged, decided].map(({ observation }) => observation.id);
    const outcome = await siri['review.approveMany']({
      observationIds: [a ?? '', b ?? '', c ?? '', unknown, a ?? ''],
    });
    expect(outcome).toEqual({
      approved: [a],
      reviewIds: [expect.any(String)],
      refused: [
        { id: b, code: 'review.temaMissing' },
        { id: c, code: 'observation.decided' },
        { id: unknown, code: 'observation.unknown' },
      ],
    });
    expect(
      (await waiting()).filter(({ decision }) => Object(decision).kind === 'approve'),
    ).toHaveLength(1);
    expect(await total()).toBe(1);
    // By the review that approved it, it can be taken back.
    await add(fine, { kind: 'undo', reviewId: outcome.reviewIds[0] ?? '' });
    expect(await total()).toBe(2);
  });

  it('takes hundreds; what a fault keeps back is told beside what was in before it', async () => {
    for (let n = 0; n < 600; n += 1)
      await kari['observation.log']({ ...words, text: `Venter på svar nummer ${n}` });
    await exchange(test, service, 'kari', 'siri');
    const first = await siri['review.list'](page);
    const second = await siri['review.list']({ limit: 500, offset: 500 });
    const ids = [...first.items, ...second.items].map(({ observation }) => observation.id);
    expect(await approveOnDiskThatFills(ids)).toMatchObject({
      approved: ids.slice(0, 500),
      refused: ids.slice(500).map((id) => ({ id, code: 'store.full' })),
    });
    expect(await total()).toBe(100);
    const rest = await siri['review.approveMany']({ observationIds: ids.slice(500) });
    expect([rest.approved.length, rest.refused, await total()]).toEqual([100, [], 0]);
    await exchange(test, service, 'siri');
    expect(service.insights.size).toBe(600);
  });
});

/** Her real store, but the second transaction finds no room. */
async function approveOnDiskThatFills(observationIds: string[]) {
  const store = personStore(test.config, 'siri', null, { onProblems: () => undefined });
  await store.ready();
  const [person] = demoPeople.filter(({ id }) => id === 'siri');
  if (person === undefined) throw new Error('Siri is of the demo');
  let writes = 0;
  try {
    return approveMany(
      {
        person,
        store: {
          read: (work) => store.read(work),
          write: (work) => {
            writes += 1;
            if (writes === 2) throw new LyttError('store.full');
            return store.write(work);
          },
          wordsGone: () => store.wordsGone(),
        },
        newId: idMaker(test.config.clock, test.config.randomBytes),
        randomBytes: test.config.randomBytes,
        now: () => new Date().toISOString(),
        language: () => 'nb',
        changed: () => undefined,
        queued: () => undefined,
        neverLeft: () => false,
        similar: { find: () => Promise.resolve({ targets: [], complete: true }) },
        tryNow: () => Promise.resolve(),
        heldBy: () => null,
        syncState: () => ({ state: 'idle', nextTryAt: null }),
      },
      { observationIds },
    );
  } finally {
    store.close();
  }
}
