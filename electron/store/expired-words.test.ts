import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { decryptedPages } from '../../tests/support/decrypted-pages.ts';
import { all, at, entries, follow, own, room, send } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue, temporaryFolder, testKey } from '../../tests/support/person-store.ts';
import { loadDraft, saveDraft } from './drafts.ts';
import { listEntries } from './entries.ts';
import { EXPIRED_WORDS } from './expired-words.ts';
import { listInbox } from './inbox.ts';
import { findObservation } from './observations.ts';
import type { Store } from './open.ts';
import { countIn } from './outbox.ts';
import { listReceipts } from './receipts.ts';
import { expire } from './retention.ts';
import { queueCount } from './review-queue.ts';
import { acknowledgedCount } from './send-again.ts';

const DAY = 24 * 3_600_000;
const later = (days: number) => new Date(Date.parse(at) + days * DAY).toISOString();
/** Runs as on the day so many days after. */
const run = (store: Store, days: number) =>
  store.write((db) =>
    expire(db, { text: later(days - 90), undecided: later(days - 365) }, later(days), 500),
  );
const WORDS = ['Kvitrende', 'flaksende', 'Hvilket gulnet', 'Bare det skimrende', 'Utdatert'];

/** The file on the disk as it lies, its log emptied as the app does once words have gone. */
function placesOf(store: Store, file: string): string[] {
  store.checkpoint('truncate');
  const pages = Buffer.concat(decryptedPages(file, testKey)).toString('utf8').toLowerCase();
  return WORDS.filter((word) => pages.includes(word.toLowerCase()));
}

/** Kari logs twice, is asked and answers; one is declined, the other nobody decides of. */
function decided() {
  const file = join(temporaryFolder(), 'person.db');
  const store = personStore({ file });
  const service = new ModelService();
  const make = new Operations();
  const log = make.log({ text: 'Kvitrende skjema', workaround: 'En flaksende omvei' });
  const other = make.log({ text: 'Ingen har sett på dette' });
  store.write((db) => {
    queue(db, log);
    queue(db, other);
  });
  send(store, service);
  const question = make.review(log, { kind: 'return', question: 'Hvilket gulnet skjema?' });
  service.push('siri', [question]);
  follow(store, service, own);
  const answered = make.revise(log, {
    text: 'Fortsatt et kvitrende skjema',
    answer: 'Bare det skimrende',
  });
  store.write((db) => queue(db, answered));
  send(store, service);
  service.push('siri', [make.review(answered, { kind: 'decline', reason: 'Utdatert' })]);
  follow(store, service, own);
  return { file, store, service, make, log, other };
}

describe('words on this machine', () => {
  it('are there until the day, then on no page of the file; the entry, its tags and its fate stay', () => {
    const { file, store, log, other } = decided();
    expect(run(store, 89)).toMatchObject({ words: 0, all: true });
    expect(placesOf(store, file)).toEqual(WORDS);
    expect(run(store, 91)).toMatchObject({ words: 1, all: true });
    expect(placesOf(store, file)).toEqual([]);
    const [kept, gone] = [other, log].map(({ observationId }) =>
      entries(store).find(({ id }) => id === observationId),
    );
    expect(kept?.text).toBe('Ingen har sett på dette');
    expect(gone).toMatchObject({ text: '', workaround: null, note: null, state: 'declined' });
    expect(gone?.tags).toEqual(log.tags);
    for (const query of ['kvitrende', 'flaksende'])
      expect(store.read((db) => listEntries(db, { ...all, query })).total).toBe(0);
    expect(store.read(listInbox).happened).toEqual([]);
    expect(store.read(listReceipts)).toEqual([{ at: later(91), kind: 'words', count: 1 }]);
    // Not sent again either, also not to another service: only what still has words is.
    expect(store.read(acknowledgedCount)).toBe(1);
  });

  it('that nobody decided of go after the longer time, with a draft nobody went on with', () => {
    const { store, other } = decided();
    const draft = { text: 'Begynt på', workaround: null, tags: noTags };
    store.write((db) => saveDraft(db, { ...draft, observationId: null, answer: null }, at));
    run(store, 364);
    expect(store.read(loadDraft)).not.toBeNull();
    const view = () => store.read((db) => findObservation(db, other.observationId));
    expect(view()?.observation.revisions[0]?.text).toBe('Ingen har sett på dette');
    run(store, 366);
    expect(view()?.observation.revisions[0]?.text).toBe('');
    expect(store.read(loadDraft)).toBeNull();
    expect(store.read((db) => db.all('SELECT * FROM audit'))).toEqual([]);
  });

  it('that the service has not taken in are never too old', () => {
    const { store, make, log } = decided();
    const waiting = make.log({ text: 'Venter på nett' });
    const revised = make.revise(log, { text: 'Nye ord' });
    store.write((db) => {
      queue(db, waiting);
      queue(db, revised);
    });
    run(store, 5_000);
    expect(entries(store).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Venter på nett', 'Nye ord']),
    );
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(2);
  });

  it('go when the service says that they have gone, and the page of a supervisor holds none to review', () => {
    const { file, store, service, make, log, other } = decided();
    follow(store, service, room);
    expect(store.read(queueCount)).toBe(1);
    service.forget(log.observationId);
    service.forget(other.observationId);
    follow(store, service, room);
    expect(placesOf(store, file)).toEqual([]);
    expect(store.read(queueCount)).toBe(0);
    expect(store.read(acknowledgedCount)).toBe(0);
    // Her own new words are words again.
    const again = make.revise(log, { text: 'Nå med egne ord' });
    store.write((db) => queue(db, again));
    send(store, service);
    follow(store, service, room);
    expect(entries(store).find(({ id }) => id === log.observationId)?.text).toBe('Nå med egne ord');
    expect(store.read(queueCount)).toBe(1);
  });

  it('are found by an index, however many have gone before', () => {
    const { store } = decided();
    const plan = store.read((db) =>
      db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${EXPIRED_WORDS}`, at, at, at, at, 500),
    );
    expect(plan[0]?.detail).toContain('observation_worded');
  });
});
