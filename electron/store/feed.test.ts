import { describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import type { Change, Scope } from '../../shared/protocol/protocol.ts';
import { all, at, entries, follow, own, room, send, texts } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { findEntry, listEntries } from './entries.ts';
import { applyFeed } from './feed.ts';
import { inboxCount, listInbox } from './inbox.ts';
import { listInsights } from './insights.ts';
import { cursor, serverId } from './meta.ts';
import { findObservation } from './observations.ts';
import { acknowledgedRows } from './operations.ts';
import { countIn, waitingHead } from './outbox.ts';
import { queueCount } from './review-queue.ts';
import { listThemes } from './themes.ts';

describe('a page of the change feed', () => {
  it('brings an own entry to a new machine, and the answer to it', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log({ text: 'Skjemaet godtar ikke datoen' });
    service.push('kari', [log]);
    const store = personStore();
    expect(follow(store, service, own)).toEqual(['observations', 'inbox']);
    expect(entries(store)).toMatchObject([{ id: log.observationId, state: 'sent' }]);

    service.push('liv', [make.review(log, { kind: 'return', question: 'Hvilket skjema?' })]);
    follow(store, service, own);
    expect(store.read(listInbox).needsYou).toMatchObject([
      { kind: 'question', question: 'Hvilket skjema?', text: 'Skjemaet godtar ikke datoen' },
    ]);
    expect(entries(store)).toMatchObject([{ state: 'question', note: 'Hvilket skjema?' }]);
    expect(store.read(inboxCount)).toBe(1);
    expect(store.read(serverId)).toBe(service.serverId);
  });

  it('keeps a tema code that this version does not know', () => {
    const make = new Operations();
    const service = new ModelService();
    service.push('kari', [make.log({ tags: { ...noTags, tema: 'ÆØ9', severity: 4 } })]);
    const store = personStore();
    follow(store, service, own);
    expect(entries(store)[0]?.tags).toEqual({ ...noTags, tema: 'ÆØ9', severity: 4 });
  });

  it('leaves none of its words to a pause: they are found at once', () => {
    const service = new ModelService();
    service.push('kari', [new Operations().log({ text: 'Kvistfritt ord' })]);
    const store = personStore();
    follow(store, service, own);
    expect(store.read((db) => listEntries(db, { ...all, query: 'kvistfritt' }).total)).toBe(1);
  });

  it('may come twice', () => {
    const make = new Operations();
    const service = new ModelService();
    service.push('kari', [make.log(), make.log()]);
    const store = personStore();
    const page = service.changes(own, null, 100);
    store.write((db) => applyFeed(db, page, at));
    const once = entries(store);
    store.write((db) => applyFeed(db, page, at));
    expect(entries(store)).toEqual(once);
    expect(once).toHaveLength(2);
  });

  it('is taken in whole or not at all, its cursor with it', () => {
    const make = new Operations();
    const service = new ModelService();
    service.push('kari', [make.log(), make.log()]);
    let left = Number.POSITIVE_INFINITY;
    const store = personStore({
      trace: () => {
        left -= 1;
        if (left === 0) throw new Error('here');
      },
    });
    const page = service.changes(own, null, 100);
    left = 25;
    expect(() => store.write((db) => applyFeed(db, page, at))).toThrow('here');
    expect(entries(store)).toEqual([]);
    expect(store.read(cursor)).toBeNull();
    store.write((db) => applyFeed(db, page, at));
    expect(entries(store)).toHaveLength(2);
    expect(store.read(cursor)).toBe(page.cursor);
  });

  it('of a scope that is not followed is not believed', () => {
    const make = new Operations();
    const service = new ModelService();
    service.push('ola', [make.log()]);
    const store = personStore();
    follow(store, service, ['person:kari']);
    const page = service.changes(['unit:9901'], null, 100);
    store.write((db) => applyFeed(db, { ...page, scopes: ['person:kari'] }, at));
    expect(store.read(queueCount)).toBe(0);
  });

  it('takes away what is gone from one scope only when it stands in no other', () => {
    const make = new Operations();
    const service = new ModelService();
    const theme = make.createTheme();
    service.push('liv', [theme]);
    const page = service.changes(['themes'], null, 100);
    const [change] = page.changes;
    if (change?.kind !== 'theme') throw new Error('a theme was made');
    const scopes = ['themes', 'insights'] as const;
    const changes = scopes.map((scope) => ({ ...change, scope }));
    const tombstone = { seq: 9, kind: 'tombstone', id: change.id, of: 'theme' } as const;
    const store = personStore();
    store.write((db) => applyFeed(db, { ...page, scopes: [...scopes], changes }, at));
    for (const [gone, left] of [
      ['insights', 1],
      ['themes', 0],
    ] as const) {
      const changes = [{ ...tombstone, scope: gone }];
      store.write((db) => applyFeed(db, { ...page, scopes: [...scopes], changes }, at));
      expect(store.read((db) => listThemes(db, null))).toHaveLength(left);
    }
  });

  it('takes an entry away that was withdrawn on another machine, and every word of it', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log({ text: 'Ordene skal bort' });
    const store = personStore();
    store.write((db) => queue(db, log));
    send(store, service);
    follow(store, service, own);
    expect(Buffer.from(store.pages()).includes('Ordene skal bort')).toBe(true);
    service.push('kari', [make.withdraw(log.observationId)]);
    follow(store, service, own);
    expect(entries(store)).toEqual([]);
    expect(Buffer.from(store.pages()).includes('Ordene skal bort')).toBe(false);
  });

  it('withdrawn elsewhere before the answer to its log came back leaves nothing either', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log();
    const store = personStore();
    store.write((db) => queue(db, log));
    service.push('kari', [log, make.withdraw(log.observationId)]);
    follow(store, service, own);
    expect(texts(store)).toEqual([log.text]);
    send(store, service);
    expect(entries(store)).toEqual([]);
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
  });

  it('keeps words that were still waiting when the entry was withdrawn elsewhere', () => {
    const make = new Operations();
    const service = new ModelService();
    const log = make.log();
    const store = personStore();
    store.write((db) => queue(db, log));
    send(store, service);
    follow(store, service, own);
    store.write((db) => queue(db, make.revise(log, { text: 'Skrevet uten nett' })));
    service.push('kari', [make.withdraw(log.observationId)]);
    follow(store, service, own);
    expect(texts(store)).toEqual(['Skrevet uten nett']);
    send(store, service);
    expect(entries(store)).toMatchObject([
      {
        text: 'Skrevet uten nett',
        state: 'set_aside',
        setAside: { code: 'observation.withdrawn' },
      },
    ]);
  });
});

describe('an entry that a reviewer sees no longer', () => {
  /** Three entries in these scopes of hers; one she asks about, one she declines, one she approves. The service has it all. */
  function reviewed(scopes: readonly Scope[]) {
    const make = new Operations();
    const service = new ModelService();
    const [one, two, three] = [make.log(), make.log(), make.log()];
    service.push('ola', [one, two, three]);
    const store = personStore();
    const page = service.changes(['unit:9901'], null, 100);
    const seen = (changes: readonly Change[]) =>
      store.write((db) =>
        applyFeed(db, { ...page, scopes: [...scopes], changes: [...changes] }, at),
      );
    seen(page.changes.flatMap((change) => scopes.map((scope) => ({ ...change, scope }))));
    const approval = make.review(three, { kind: 'approve' });
    const reviews = [
      make.review(one, { kind: 'return', question: 'Hvilket brev?' }),
      make.review(two, { kind: 'decline', reason: 'Gjelder noe annet' }),
      approval,
    ];
    for (const review of reviews) store.write((db) => queue(db, review));
    send(store, service);
    /** What is left to be sent again once all three are gone from this scope. */
    const leftAfter = (scope: Scope) => {
      seen(
        [one, two, three].map(({ observationId: id }, n) => {
          return { kind: 'tombstone', seq: 50 + n, id, of: 'observation', scope };
        }),
      );
      return store.read((db) => acknowledgedRows(db).map(({ id }) => id));
    };
    return { leftAfter, approval, reviews };
  }

  it('because its words are gone leaves nothing of what she decided', () => {
    expect(reviewed(['unit:9901']).leftAfter('unit:9901')).toEqual([]);
  });

  it('because it has been written anew and waits for deputies no longer leaves what holds no words', () => {
    const { leftAfter, approval } = reviewed(['deputies:9901']);
    expect(leftAfter('deputies:9901')).toEqual([approval.id]);
  });

  it('in one of two places leaves it all', () => {
    const { leftAfter, reviews } = reviewed(['unit:9901', 'deputies:9901']);
    expect(leftAfter('deputies:9901')).toEqual(reviews.map(({ id }) => id));
    expect(leftAfter('unit:9901')).toEqual([]);
  });
});

describe('a scope that is lost', () => {
  it("drops the others' observations and never one's own, nor what she decided and has not sent", () => {
    const make = new Operations();
    const service = new ModelService();
    const [mine, theirs, decided] = [make.log({ text: 'Min' }), make.log(), make.log()];
    service.push('kari', [mine]);
    service.push('ola', [theirs, decided]);
    const store = personStore();
    follow(store, service, room);
    expect(store.read(queueCount)).toBe(3);
    const review = make.review(decided, { kind: 'approve' });
    store.write((db) => queue(db, review));

    expect(follow(store, service, own)).toEqual(
      expect.arrayContaining(['reviews', 'observations']),
    );

    expect(store.read(queueCount)).toBe(0);
    expect(texts(store)).toEqual(['Min']);
    expect(store.read((db) => findObservation(db, theirs.observationId))).toBeUndefined();
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([review.id]);
    expect(store.read((db) => listInsights(db, { ...all, placed: null })).total).toBe(0);

    follow(store, service, room);
    expect(store.read(queueCount)).toBe(2);
  });

  it('leaves a person who has left all units her entries', () => {
    const make = new Operations();
    const service = new ModelService();
    const store = personStore();
    const [sent, waiting] = [make.log({ text: 'Sendt' }), make.log({ text: 'Venter' })];
    store.write((db) => queue(db, sent));
    send(store, service);
    follow(store, service, room);
    store.write((db) => queue(db, waiting));
    follow(store, service, []);
    expect(texts(store)).toEqual(['Venter', 'Sendt']);
    expect(store.read((db) => findEntry(db, sent.observationId)?.state)).toBe('sent');
  });
});
