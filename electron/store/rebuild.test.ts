import { describe, expect, it } from 'vitest';
import { at, entries, follow, own, room, send, texts } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { applyFeed, startOver } from './feed.ts';
import { serverId } from './meta.ts';
import { countIn, waitingHead } from './outbox.ts';
import { queueCount } from './review-queue.ts';
import { sendAgain } from './send-again.ts';
import { findTheme } from './themes.ts';

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

    store.write((db) => sendAgain(db, at));
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
    store.write((db) => sendAgain(db, at));
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
