import { describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { weekOf } from '../../shared/domain/theme.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { findEntry, listEntries } from './entries.ts';
import { applyFeed, startOver } from './feed.ts';
import { inboxCount, listInbox } from './inbox.ts';
import { listInsights } from './insights.ts';
import { cursor, serverId } from './meta.ts';
import { findObservation } from './observations.ts';
import type { Store } from './open.ts';
import { countIn, waitingHead } from './outbox.ts';
import { listQueue, queueCount } from './review-queue.ts';
import { settle } from './settle.ts';
import { findTheme, listThemes } from './themes.ts';

const at = '2026-11-24T12:00:00.000Z';
const all = { query: null, limit: 100, offset: 0 };
const own = ['person:kari', 'themes'];
const room = ['person:kari', 'themes', 'unit:9901', 'insights'];

/** Follows the feed to its end. */
function follow(store: Store, service: ModelService, scopes: readonly string[]): string[] {
  const topics = new Set<string>();
  for (let more = true; more; ) {
    const page = service.changes(scopes, store.read(cursor), 3);
    for (const topic of store.write((db) => applyFeed(db, page, at))) topics.add(topic);
    more = page.more;
  }
  return [...topics];
}

/** Sends what waits and hears the answer. */
function send(store: Store, service: ModelService, author = 'kari'): void {
  const operations = store.read((db) => waitingHead(db, 500)).map(({ body }) => body);
  const results = service.push(author, operations as never);
  store.write((db) => settle(db, results, at));
}

const entries = (store: Store) => store.read((db) => listEntries(db, all).entries);
const texts = (store: Store) => entries(store).map(({ text }) => text);

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

describe('a feed that starts over', () => {
  it('drops what is no more, and keeps unsent words and what is not in the documents yet', () => {
    const make = new Operations();
    const before = new ModelService(1);
    const after = new ModelService(2);
    const store = personStore();
    const [sent, waiting] = [make.log({ text: 'Sendt' }), make.log({ text: 'Venter' })];
    const theme = make.createTheme();
    before.push('ola', [make.log(), theme]);
    store.write((db) => queue(db, sent));
    send(store, before);
    follow(store, before, room);
    store.write((db) => queue(db, waiting));
    expect(store.read(queueCount)).toBe(2);

    follow(store, after, room);

    expect(store.read(serverId)).toBe(after.serverId);
    expect(store.read(queueCount)).toBe(0);
    expect(store.read((db) => findTheme(db, theme.themeId))).toBeUndefined();
    expect(texts(store)).toEqual(['Venter', 'Sendt']);
  });

  it('sends again, under its own id, what a restored service has lost', () => {
    const make = new Operations();
    const before = new ModelService(1);
    const store = personStore();
    const [kept, lost] = [make.log({ text: 'I kopien' }), make.log({ text: 'Etter kopien' })];
    for (const log of [kept, lost]) store.write((db) => queue(db, log));
    const theme = make.createTheme();
    store.write((db) => queue(db, theme));
    send(store, before);
    follow(store, before, room);

    const restored = new ModelService(1);
    restored.push('kari', [kept]);
    store.write(startOver);
    follow(store, restored, room);

    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([lost.id, theme.id]);
    expect(entries(store).map(({ text, state }) => [text, state])).toEqual([
      ['Etter kopien', 'waiting'],
      ['I kopien', 'sent'],
    ]);
    send(store, restored);
    follow(store, restored, room);
    expect(entries(store).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect([...restored.observations.keys()].sort()).toEqual(
      [kept.observationId, lost.observationId].sort(),
    );
    expect(store.read((db) => findTheme(db, theme.themeId))?.name).toBe(theme.name);
  });

  it('withdraws again what a restored service has back', () => {
    const make = new Operations();
    const before = new ModelService(1);
    const store = personStore();
    const log = make.log({ text: 'Trukket' });
    const withdraw = make.withdraw(log.observationId);
    store.write((db) => queue(db, log));
    send(store, before);
    follow(store, before, own);
    store.write((db) => queue(db, withdraw));
    send(store, before);
    follow(store, before, own);

    const restored = new ModelService(1);
    restored.push('kari', [log]);
    store.write(startOver);
    follow(store, restored, own);

    expect(entries(store)).toEqual([]);
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([withdraw.id]);
    send(store, restored);
    follow(store, restored, own);
    expect(restored.observations.get(log.observationId)?.withdrawn).toBe(true);
    expect(Buffer.from(store.pages()).includes('Trukket')).toBe(false);
  });

  it("keeps one's own entries that only the lost service and this machine had", () => {
    const make = new Operations();
    const before = new ModelService(1);
    before.push('kari', [make.log({ text: 'Logget på en annen maskin' })]);
    const store = personStore();
    follow(store, before, own);
    follow(store, new ModelService(2), own);
    expect(texts(store)).toEqual(['Logget på en annen maskin']);
  });

  it('keeps the document of an own entry that it brought in another scope than before', () => {
    const make = new Operations();
    const before = new ModelService(1);
    const store = personStore();
    const log = make.log();
    store.write((db) => queue(db, log));
    send(store, before);
    const scopes = [...room, 'deputies:9901'];
    const page = before.changes(scopes, null, 100);
    const overdue = page.changes
      .filter(({ scope }) => scope === 'unit:9901')
      .map((change) => ({ ...change, scope: 'deputies:9901' }));
    store.write((db) => applyFeed(db, { ...page, changes: [...page.changes, ...overdue] }, at));
    before.push('liv', [make.review(log, { kind: 'return', question: 'Når?' })]);
    store.write(startOver);
    follow(store, before, scopes);
    expect(entries(store)).toMatchObject([{ state: 'question', note: 'Når?' }]);
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
  });

  it('shows what is here until it has been followed to its end', () => {
    const make = new Operations();
    const service = new ModelService(1);
    service.push('ola', [make.log(), make.log(), make.log(), make.log()]);
    const store = personStore();
    follow(store, service, room);
    store.write(startOver);
    const page = service.changes(room, null, 1);
    store.write((db) => applyFeed(db, page, at));
    expect(page.more).toBe(true);
    expect(store.read(queueCount)).toBe(4);
    follow(store, service, room);
    expect(store.read(queueCount)).toBe(4);
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
  });
});

describe('themes and insights', () => {
  function withInsights(count: number) {
    const make = new Operations();
    const service = new ModelService();
    const logs = Array.from({ length: count }, () => make.log());
    service.push('ola', logs);
    service.push(
      'liv',
      logs.map((log) => make.review(log, { kind: 'approve' })),
    );
    const store = personStore();
    follow(store, service, room);
    return { make, service, store, ids: [...service.insights.keys()] };
  }

  it('show at once what was made, named, placed and counted here, and the same once it is sent', () => {
    const { make, service, store, ids } = withInsights(3);
    const theme = make.createTheme();
    store.write((db) => {
      queue(db, theme);
      queue(db, make.place(theme.themeId, ids.slice(0, 2)));
      queue(
        db,
        make.changeTheme(theme.themeId, { status: 'planned', owner: 'Team Dagpenger' }, 'Venter'),
      );
    });
    const look = () =>
      store.read((db) => ({
        themes: listThemes(db, null).map(({ name, status, owner, evidence, changes }) => ({
          name,
          status,
          owner,
          evidence: evidence.weeks,
          total: evidence.total,
          changes: changes.map(({ reason }) => reason),
        })),
        placed: listInsights(db, { ...all, placed: true }).total,
        unplaced: listInsights(db, { ...all, placed: false }).total,
      }));
    const expected = {
      themes: [
        {
          name: theme.name,
          status: 'planned',
          owner: 'Team Dagpenger',
          evidence: [{ week: weekOf(at), count: 2 }],
          total: 2,
          changes: ['Venter'],
        },
      ],
      placed: 2,
      unplaced: 1,
    };
    expect(look()).toEqual(expected);
    send(store, service);
    expect(look()).toEqual(expected);
    follow(store, service, room);
    expect(look()).toEqual(expected);
    expect(
      store.read((db) => db.get<{ n: number }>('SELECT count(*) AS n FROM placement')?.n),
    ).toBe(0);
  });

  it('go back to what the service says when it refuses', () => {
    const { make, service, store, ids } = withInsights(2);
    const theme = make.createTheme();
    service.push('liv', [theme]);
    follow(store, service, room);
    const place = make.place(theme.themeId, ids);
    const change = make.changeTheme(theme.themeId, { status: 'released' });
    store.write((db) => {
      queue(db, place);
      queue(db, change);
    });
    expect(store.read((db) => findTheme(db, theme.themeId))?.evidence.total).toBe(2);
    store.write((db) =>
      settle(
        db,
        [
          { id: place.id, outcome: 'rejected', code: 'insight.unknown', field: null },
          { id: change.id, outcome: 'rejected', code: 'theme.ownerMissing', field: null },
        ],
        at,
      ),
    );
    expect(store.read((db) => findTheme(db, theme.themeId))).toMatchObject({
      status: 'new',
      changes: [],
      evidence: { total: 0, weeks: [] },
    });
    expect(store.read((db) => listInsights(db, { ...all, placed: false })).total).toBe(2);
  });

  it("follow another's later placement, though the answer to one's own was lost", () => {
    const { make, service, store, ids } = withInsights(1);
    const [here, there] = [make.createTheme(), make.createTheme()];
    service.push('liv', [here, there]);
    follow(store, service, room);
    const place = make.place(here.themeId, ids);
    store.write((db) => queue(db, place));
    service.push('kari', [place]);
    service.push('liv', [make.place(there.themeId, ids)]);
    follow(store, service, room);
    send(store, service);
    follow(store, service, room);
    const { insights } = store.read((db) => listInsights(db, { ...all, placed: null }));
    expect(insights.map(({ themeId }) => themeId)).toEqual([there.themeId]);
  });

  it('stand by how often they were heard, and are found by name, code and owner', () => {
    const { make, service, store, ids } = withInsights(3);
    const [few, many] = [
      make.createTheme({ name: 'Får ikke åpnet brev', tema: 'GEN' }),
      make.createTheme({ name: 'Uklart vedtak', tema: 'AAP' }),
    ];
    service.push('liv', [
      few,
      many,
      make.place(few.themeId, ids.slice(0, 1)),
      make.place(many.themeId, ids.slice(1)),
      make.changeTheme(many.themeId, { owner: 'Team "AAP" 100%' }),
    ]);
    follow(store, service, room);
    const found = (query: string | null) =>
      store.read((db) => listThemes(db, query)).map(({ name }) => name);
    expect(found(null)).toEqual(['Uklart vedtak', 'Får ikke åpnet brev']);
    expect(found('ÅPN')).toEqual(['Får ikke åpnet brev']);
    expect(found('apn')).toEqual([]);
    expect(found('vedt ukl')).toEqual(['Uklart vedtak']);
    expect(found('team 100%')).toEqual(['Uklart vedtak']);
    expect(found('%')).toHaveLength(2);
    expect(found('gen')).toEqual(['Får ikke åpnet brev']);
    expect(found('vedtak brev')).toEqual([]);
  });

  it('tell a contributor what came of it, until she has read it', () => {
    const { make, service, store, ids } = withInsights(0);
    const log = make.log({ text: 'Ventet 55 minutter i kø' });
    store.write((db) => queue(db, log));
    send(store, service);
    service.push('liv', [make.review(log, { kind: 'approve' })]);
    const theme = make.createTheme();
    const [id = ''] = service.insights.keys();
    expect(ids).toEqual([]);
    service.push('liv', [
      theme,
      make.place(theme.themeId, [id]),
      make.changeTheme(theme.themeId, { status: 'assessing' }),
    ]);
    follow(store, service, own);
    expect(entries(store)).toMatchObject([
      { state: 'in_theme', theme: { name: theme.name, status: 'assessing' } },
    ]);
    const [item] = store.read(listInbox).happened;
    expect(item).toMatchObject({ kind: 'reply', text: 'Ventet 55 minutter i kø' });
    expect(store.read(inboxCount)).toBe(1);
    const read = make.readReply(item?.id ?? '');
    store.write((db) => queue(db, read));
    expect(store.read(inboxCount)).toBe(0);
    send(store, service);
    follow(store, service, own);
    expect(store.read(listInbox).happened).toMatchObject([{ reply: { readAt: read.madeAt } }]);
    expect(store.read(inboxCount)).toBe(0);
  });
});
