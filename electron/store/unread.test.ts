import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/protocol/protocol.ts';
import type { UnreadChange } from '../../shared/protocol/read-peer.ts';
import { at, entries, follow, own, room, send } from '../../tests/support/follow.ts';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations, uuid } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { applyFeed, startOver } from './feed.ts';
import type { Store } from './open.ts';
import { operationById } from './operations.ts';
import { countIn, dismissOperation, waitingHead } from './outbox.ts';
import { sendAgain } from './send-again.ts';
import { settle } from './settle.ts';
import { findTheme, listThemes } from './themes.ts';
import { hasUnread, replayUnread } from './unread.ts';

/** A theme of the service, and the page that brings it. */
function withTheme() {
  const make = new Operations();
  const service = new ModelService();
  const theme = make.createTheme();
  service.push('liv', [theme]);
  const page = service.changes(own, null, 100);
  const [change] = page.changes;
  if (change?.kind !== 'theme') throw new Error('a theme was made');
  return { make, service, theme, page, change };
}

const apply = (store: Store, page: Parameters<typeof applyFeed>[1]) =>
  store.write((db) => applyFeed(db, page, at));

describe('a change that an older version could not read', () => {
  it('is kept, and taken in by the version that can', () => {
    const { theme, page, change } = withTheme();
    const store = personStore();
    apply(store, { ...page, changes: [], unread: [change as unknown as UnreadChange] });
    expect(store.read((db) => listThemes(db, null))).toEqual([]);
    expect(store.read(hasUnread)).toBe(true);

    expect(store.write(replayUnread)).toContain('themes');
    expect(store.read((db) => findTheme(db, theme.themeId))?.name).toBe(theme.name);
    expect(store.read(hasUnread)).toBe(false);
    expect(store.write(replayUnread)).toEqual([]);
  });

  it('leaves what is here of the same thing as it was, also over a new start of the feed', () => {
    const { service, theme, page, change } = withTheme();
    const store = personStore();
    apply(store, page);
    const newer = { ...change, document: { ...change.document, status: 'paused' } };
    const unread = [newer as unknown as UnreadChange];
    apply(store, { ...page, changes: [], unread });
    store.write(startOver);
    apply(store, { ...service.changes(own, null, 100), changes: [], unread });
    expect(store.read((db) => findTheme(db, theme.themeId))?.status).toBe('new');
    expect(store.read(hasUnread)).toBe(true);
    // Still unreadable: it stays for a newer version.
    expect(store.write(replayUnread)).toEqual([]);
    expect(store.read(hasUnread)).toBe(true);
  });

  it('is forgotten once a later one of the same thing can be read, or tells that it is gone', () => {
    for (const later of ['readable', 'gone'] as const) {
      const { page, change } = withTheme();
      const store = personStore();
      apply(store, { ...page, changes: [], unread: [change as unknown as UnreadChange] });
      const { scope, id } = change;
      const next: Change =
        later === 'gone' ? { scope, seq: 9, kind: 'tombstone', id, of: 'theme' } : change;
      apply(store, { ...page, changes: [next] });
      expect(store.read(hasUnread)).toBe(false);
    }
  });

  it('goes with its scope, and where the feed no longer has it', () => {
    const { service, page, change } = withTheme();
    const unread = [{ ...change, scope: 'area:9' } as unknown as UnreadChange];
    const store = personStore();
    const scopes = [...own, 'area:9'];
    apply(store, { ...page, scopes, changes: [], unread });
    expect(store.read(hasUnread)).toBe(true);
    apply(store, { ...page, changes: [] });
    expect(store.read(hasUnread)).toBe(false);

    apply(store, { ...page, scopes, changes: [], unread });
    store.write(startOver);
    apply(store, { ...service.changes(own, null, 100), scopes });
    expect(store.read(hasUnread)).toBe(false);
  });

  it('of a scope that is not followed is not believed', () => {
    const { page, change } = withTheme();
    const store = personStore();
    const unread = [{ ...change, scope: 'unit:0001' } as unknown as UnreadChange];
    apply(store, { ...page, changes: [], unread });
    expect(store.read(hasUnread)).toBe(false);
  });
});

describe('a field that this version does not know', () => {
  it('stays in the document for the version that does', () => {
    const { theme, page, change } = withTheme();
    const store = personStore();
    const document = { ...change.document, mood: 'rolig' };
    apply(store, { ...page, changes: [{ ...change, document }] });
    expect(store.read((db) => findTheme(db, theme.themeId))).toMatchObject({ mood: 'rolig' });
  });
});

describe('an operation of a newer version that was here before', () => {
  const newer = { id: uuid(77), kind: 'observation.attach', observationId: uuid(78), file: 'x' };
  function withNewer() {
    const store = personStore();
    store.write((db) =>
      db.run(
        `INSERT INTO outbox(id, kind, entity_id, body, state, made_at) VALUES (?, ?, ?, ?, 'waiting', ?)`,
        newer.id,
        newer.kind,
        newer.observationId,
        JSON.stringify(newer),
        at,
      ),
    );
    return store;
  }

  it('goes out whole, waits while the service can not take it, and stops nothing', () => {
    const store = withNewer();
    const service = new ModelService();
    const log = new Operations().log();
    store.write((db) => queue(db, log));
    expect(store.read((db) => waitingHead(db, 9))[0]).toEqual({
      n: 1,
      bytes: JSON.stringify(newer).length,
      id: newer.id,
      kind: newer.kind,
      body: newer,
    });
    const results = service.push('kari', [log]);
    const code = 'operation.unknownKind';
    store.write((db) => settle(db, [{ id: newer.id, outcome: 'not_now', code }, ...results], at));
    follow(store, service, own);
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([newer.id]);
    expect(entries(store).map(({ state }) => state)).toEqual(['sent']);
  });

  it('is taken in, looked for in a new start of the feed, and sent again, like any other', () => {
    const store = withNewer();
    const service = new ModelService();
    store.write((db) => settle(db, [{ id: newer.id, outcome: 'applied' }], at));
    follow(store, service, room);
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
    store.write(startOver);
    follow(store, service, room);
    store.write((db) => settle(db, [{ id: newer.id, outcome: 'already_applied' }], at));
    store.write((db) => sendAgain(db, at));
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([newer.id]);
  });

  it('that was refused is given up only by a person', () => {
    const store = withNewer();
    store.write((db) =>
      settle(db, [{ id: newer.id, outcome: 'rejected', code: 'input.invalid', field: null }], at),
    );
    send(store, new ModelService());
    expect(store.read((db) => operationById(db, newer.id))?.state).toBe('set_aside');
    expect(store.write((db) => dismissOperation(db, newer.id, at))).toBe(true);
    expect(store.read((db) => operationById(db, newer.id))).toBeUndefined();
  });
});
