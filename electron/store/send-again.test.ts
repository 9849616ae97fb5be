import { describe, expect, it } from 'vitest';
import { all, at, entries, follow, own, room, send, texts } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { applyFeed } from './feed.ts';
import { expectedServer, halt, serverId, setHalt } from './meta.ts';
import type { Store } from './open.ts';
import { operationById, removeExpired } from './operations.ts';
import { countIn, waitingHead } from './outbox.ts';
import { listQueue, queueCount } from './review-queue.ts';
import { acknowledgedCount, lastAcknowledged, sendAgain } from './send-again.ts';
import { listThemes } from './themes.ts';

const longAgo = { text: '2026-01-01T00:00:00.000Z', undecided: '2026-01-01T00:00:00.000Z' };
const waiting = (store: Store) => store.read((db) => waitingHead(db, 99)).map(({ id }) => id);

describe('a service that is another one', () => {
  it('changes nothing here until a person says so', () => {
    const make = new Operations();
    const [before, after] = [new ModelService(1), new ModelService(2)];
    before.push('ola', [make.log(), make.createTheme()]);
    const store = personStore();
    const mine = make.log({ text: 'Min' });
    store.write((db) => queue(db, mine));
    send(store, before);
    follow(store, before, room);
    const seen = () => store.read((db) => [listQueue(db, all), listThemes(db, null)]);
    const shown = seen();
    const page = after.changes(room, null, 100);
    expect(() => store.write((db) => applyFeed(db, page, at))).toThrow('service.otherServer');
    expect(seen()).toEqual(shown);
    expect(store.read(serverId)).toBe(before.serverId);
    expect(waiting(store)).toEqual([]);
  });
});

describe('sending again', () => {
  it('gives an empty service all that was taken in, under the same ids and in the same order', () => {
    const make = new Operations();
    const [before, after] = [new ModelService(1), new ModelService(2)];
    const store = personStore();
    const log = make.log({ text: 'Først' });
    const revise = make.revise(log, { text: 'Så' });
    const withdrawn = make.log({ text: 'Borte' });
    const operations = [log, revise, withdrawn, make.withdraw(withdrawn.observationId)];
    for (const operation of operations) {
      store.write((db) => queue(db, operation));
      send(store, before);
    }
    follow(store, before, own);
    const unsent = make.log({ text: 'Ikke sendt ennå' });
    store.write((db) => {
      queue(db, unsent);
      setHalt(db, 'other_server');
    });
    expect(store.read(acknowledgedCount)).toBe(3);

    const topics = store.write((db) => sendAgain(db, at));

    expect(topics).toEqual(expect.arrayContaining(['sync', 'observations']));
    expect(store.read(halt)).toBeNull();
    expect(store.read(expectedServer)).toBeNull();
    // Of what was withdrawn only the withdrawal is left: its words are gone.
    expect(waiting(store)).toEqual([log.id, revise.id, operations[3]?.id, unsent.id]);
    expect(entries(store).map(({ state }) => state)).toEqual(['waiting', 'waiting']);

    follow(store, after, own);
    send(store, after);
    follow(store, after, own);
    expect(store.read(expectedServer)).toBe(after.serverId);
    expect(texts(store)).toEqual(['Ikke sendt ennå', 'Så']);
    expect(entries(store).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect([...after.observations.keys()].sort()).toEqual(
      [log.observationId, unsent.observationId].sort(),
    );
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
    expect(waiting(store)).toEqual([]);
  });

  it('to a service that has most of it doubles nothing', () => {
    const make = new Operations();
    const service = new ModelService(1);
    const store = personStore();
    const logs = [make.log(), make.log(), make.log()];
    for (const log of logs) store.write((db) => queue(db, log));
    send(store, service);
    follow(store, service, own);
    const restored = new ModelService(1);
    restored.push('kari', logs.slice(0, 2));
    store.write((db) => sendAgain(db, at));
    follow(store, restored, own);
    send(store, restored);
    follow(store, restored, own);
    expect(restored.observations.size).toBe(3);
    expect([...restored.observations.values()].map(({ revisions }) => revisions.length)).toEqual([
      1, 1, 1,
    ]);
    expect(entries(store).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(store.read(lastAcknowledged)).toBe(logs[2]?.id);
  });

  it('a decision whose entry is not there yet waits for it, unseen, and then goes out by itself', () => {
    const make = new Operations();
    const [before, after] = [new ModelService(1), new ModelService(2)];
    const log = make.log();
    before.push('ola', [log]);
    const store = personStore();
    follow(store, before, room);
    const review = make.review(log, { kind: 'return', question: 'Hvilket skjema?' });
    store.write((db) => queue(db, review));
    send(store, before);
    follow(store, before, room);

    store.write((db) => sendAgain(db, at));
    follow(store, after, room);
    send(store, after);
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
    expect(waiting(store)).toEqual([]);
    expect(store.read(lastAcknowledged)).toBeNull();
    expect(store.write((db) => removeExpired(db, longAgo, 99))).toBe(0);

    after.push('ola', [log]);
    expect(follow(store, after, room)).toContain('sync');
    expect(waiting(store)).toEqual([review.id]);
    expect(store.read(queueCount)).toBe(0);
    send(store, after);
    follow(store, after, room);
    expect(after.observations.get(log.observationId)?.reviews).toMatchObject([
      { id: review.reviewId },
    ]);
    expect(store.read((db) => operationById(db, review.id))?.state).toBe('acknowledged');
  });

  it('her own words that the service will not have are set aside, never parked', () => {
    const make = new Operations();
    const [before, after] = [new ModelService(1), new ModelService(2)];
    const store = personStore();
    const log = make.log();
    const revise = make.revise(log, { text: 'Rettet' });
    for (const operation of [log, revise]) store.write((db) => queue(db, operation));
    send(store, before);
    follow(store, before, own);
    // The entry itself is past retention: only its new wording can be made again.
    store.write((db) => db.run('DELETE FROM outbox WHERE id = ?', log.id));
    store.write((db) => sendAgain(db, at));
    follow(store, after, own);
    send(store, after);
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(1);
    expect(texts(store)).toEqual(['Rettet']);
  });

  it('what the service refuses for another reason is set aside like anything else', () => {
    const make = new Operations();
    const [before, after] = [new ModelService(1), new ModelService(2)];
    const store = personStore();
    const theme = make.createTheme();
    store.write((db) => queue(db, theme));
    send(store, before);
    after.push('liv', [{ ...theme, id: make.log().id }]);
    store.write((db) => sendAgain(db, at));
    send(store, after);
    expect(store.read((db) => operationById(db, theme.id))).toMatchObject({
      state: 'set_aside',
      code: 'theme.exists',
    });
  });
});
