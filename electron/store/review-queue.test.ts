import { describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { all, at, follow, room, send } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { listEntries } from './entries.ts';
import { listInsights } from './insights.ts';
import { findObservation } from './observations.ts';
import { listQueue, queueCount } from './review-queue.ts';
import { settle } from './settle.ts';

describe('the review queue', () => {
  it('loses what another supervisor has decided, and gets it back when that is undone', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log();
    service.push('ola', [log]);
    const store = personStore();
    follow(store, service, room);
    expect(store.read(queueCount)).toBe(1);
    const decline = make.review(log, { kind: 'decline', reason: 'Loven krever det' });
    service.push('liv', [decline]);
    expect(follow(store, service, room)).toContain('reviews');
    expect(store.read(queueCount)).toBe(0);
    expect(store.read((db) => findObservation(db, log.observationId))?.mine).toBe(false);
    expect(store.read((db) => listEntries(db, all).total)).toBe(0);
    service.push('liv', [make.review(log, { kind: 'undo', reviewId: decline.reviewId })]);
    follow(store, service, room);
    expect(store.read((db) => listQueue(db, all)).items[0]?.observation.reviews).toHaveLength(2);
  });

  it('says that a decision waits here, and takes an approved one out at once', () => {
    const make = new Operations();
    const service = new ModelService();
    const [first, second] = [make.log(), make.log()];
    service.push('ola', [first, second]);
    const store = personStore();
    follow(store, service, room);
    const tags = { ...noTags, tema: 'AAP' };
    store.write((db) => {
      queue(db, make.review(first, { kind: 'retag', tags }));
      queue(db, make.review(second, { kind: 'approve' }));
    });
    const { items, total } = store.read((db) => listQueue(db, all));
    expect(total).toBe(1);
    expect(items).toMatchObject([
      { tags, pending: true, observation: { id: first.observationId } },
    ]);
    send(store, service, 'kari');
    follow(store, service, room);
    expect(store.read((db) => listQueue(db, all)).items).toMatchObject([{ tags, pending: false }]);
    expect(store.read((db) => listInsights(db, { ...all, placed: null })).total).toBe(1);
  });

  it('puts back what the service would not have decided', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log();
    service.push('ola', [log]);
    const store = personStore();
    follow(store, service, room);
    const review = make.review(log, { kind: 'approve' });
    store.write((db) => queue(db, review));
    expect(store.read(queueCount)).toBe(0);
    store.write((db) =>
      settle(
        db,
        [{ id: review.id, outcome: 'rejected', code: 'review.temaMissing', field: null }],
        at,
      ),
    );
    expect(store.read(queueCount)).toBe(1);
  });

  it('has the longest waiting first, and those of an answered question among them', () => {
    const make = new Operations();
    const service = new ModelService();
    const [first, second] = [make.log(), make.log()];
    service.push('ola', [first, second]);
    service.push('liv', [make.review(first, { kind: 'return', question: 'Når?' })]);
    const revised = make.revise(first, { text: 'I går', answer: 'I går' });
    service.push('ola', [revised]);
    const store = personStore();
    follow(store, service, room);
    expect(
      store
        .read((db) => listQueue(db, all))
        .items.map(({ observation, answered }) => [observation.id, answered]),
    ).toEqual([
      [second.observationId, false],
      [first.observationId, true],
    ]);
    const page = store.read((db) => listQueue(db, { limit: 1, offset: 1 }));
    expect(page.items.map(({ observation }) => observation.id)).toEqual([first.observationId]);
    expect(page.total).toBe(2);
  });
});
