import { describe, expect, it } from 'vitest';
import type { LyttError } from '../../shared/domain/errors.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { Operations, uuid } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { discardDraft, loadDraft, saveDraft } from './drafts.ts';
import { findEntry } from './entries.ts';
import { marks, setMarks } from './meta.ts';
import { operationById, removeExpired } from './operations.ts';
import { countIn, dismissOperation, outboxLines, retryOperation, waitingHead } from './outbox.ts';
import { settle } from './settle.ts';
import { findTheme } from './themes.ts';

const at = '2026-11-24T12:00:00.000Z';
const longAgo = { text: '2026-01-01T00:00:00.000Z', undecided: '2026-01-01T00:00:00.000Z' };
const rejected = (id: string, code = 'unit.unknown') =>
  ({ id, outcome: 'rejected', code, field: 'unit' }) as const;

describe('the outbox', () => {
  it('hands out what waits as it will be sent, oldest first', () => {
    const store = personStore();
    const make = new Operations();
    const operations = [make.log(), make.createTheme(), make.log(), make.readReply(uuid(77))];
    store.write((db) => {
      for (const operation of operations) queue(db, operation);
    });
    expect(store.read((db) => waitingHead(db, 3)).map(({ body }) => body)).toEqual(
      operations.slice(0, 3),
    );
    expect(store.read((db) => waitingHead(db, 1))[0]).toEqual({
      n: 1,
      bytes: Buffer.byteLength(JSON.stringify(operations[0])),
      id: operations[0]?.id,
      kind: 'observation.log',
      body: operations[0],
    });
    const places = store.read((db) => waitingHead(db, 9)).map(({ n }) => n);
    const except = places.slice(0, 2);
    expect(store.read((db) => waitingHead(db, 9, except)).map(({ n }) => n)).toEqual(
      places.slice(2),
    );
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(4);
  });

  it('takes an operation in once', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log();
    store.write((db) => queue(db, log));
    expect(() => store.write((db) => queue(db, log))).toThrow();
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(1);
  });

  it('says of each line whose words it is about', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log({ text: 'Egne ord' });
    const theme = make.createTheme({ name: 'Temaet' });
    store.write((db) => {
      queue(db, log);
      queue(db, make.withdraw(log.observationId));
      queue(db, theme);
      queue(db, make.changeTheme(theme.themeId, { owner: 'Team A' }));
      queue(db, make.place(theme.themeId, [uuid(70)]));
      queue(db, make.place(null, [uuid(70)]));
    });
    expect(store.read((db) => outboxLines(db, 'waiting', 200).map(({ text }) => text))).toEqual([
      'Egne ord',
      '',
      'Temaet',
      'Temaet',
      'Temaet',
      '',
    ]);
    expect(store.read((db) => outboxLines(db, 'waiting', 2))).toHaveLength(2);
  });

  it('sends what was set aside once more, in its old place and under its own id', () => {
    const store = personStore();
    const make = new Operations();
    const [first, second] = [make.log(), make.log()];
    store.write((db) => {
      queue(db, first);
      queue(db, second);
    });
    store.write((db) => settle(db, [rejected(first.id)], at));
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(1);
    expect(store.write((db) => retryOperation(db, first.id))).toBe(true);
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([
      first.id,
      second.id,
    ]);
    expect(store.read((db) => findEntry(db, first.observationId))).toMatchObject({
      state: 'waiting',
      setAside: null,
    });
    for (const id of [first.id, second.id, uuid(9_999)])
      expect(store.write((db) => retryOperation(db, id))).toBe(false);
  });

  it('lets go of what was set aside, and what it did is undone', () => {
    const store = personStore();
    const make = new Operations();
    const theme = make.createTheme();
    const rename = make.changeTheme(theme.themeId, { name: 'Nytt navn' });
    store.write((db) => {
      queue(db, theme);
      queue(db, rename);
    });
    store.write((db) => settle(db, [rejected(rename.id, 'session.forbidden')], at));
    expect(store.write((db) => dismissOperation(db, rename.id, at))).toBe(true);
    expect(store.read((db) => operationById(db, rename.id))).toBeUndefined();
    expect(store.read((db) => findTheme(db, theme.themeId)?.name)).toBe(theme.name);
    expect(store.write((db) => dismissOperation(db, theme.id, at))).toBe(false);
    expect(store.write((db) => dismissOperation(db, uuid(9_999), at))).toBe(false);
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
  });

  it("never lets go of one's own words", () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log({ text: 'Blir stående' });
    store.write((db) => queue(db, log));
    store.write((db) => settle(db, [rejected(log.id)], at));
    try {
      store.write((db) => dismissOperation(db, log.id, at));
      expect.unreachable();
    } catch (error) {
      expect((error as LyttError).code).toBe('input.invalid');
    }
    expect(store.read((db) => findEntry(db, log.observationId)?.text)).toBe('Blir stående');
  });

  it('forgets what was taken in long ago, and nothing that waits or is not in the documents', () => {
    const store = personStore();
    const make = new Operations();
    const [old, young, waiting] = [make.readReply(uuid(70)), make.log(), make.log()];
    store.write((db) => {
      for (const operation of [old, young, waiting]) queue(db, operation);
    });
    store.write((db) =>
      settle(db, [{ id: old.id, outcome: 'applied' }], '2025-01-01T00:00:00.000Z'),
    );
    store.write((db) =>
      settle(db, [{ id: young.id, outcome: 'applied' }], '2025-01-01T00:00:00.000Z'),
    );
    store.write((db) => db.run('UPDATE outbox SET overlay = 0 WHERE id = ?', old.id));
    expect(store.write((db) => removeExpired(db, longAgo, 99))).toBe(1);
    expect(store.read((db) => operationById(db, old.id))).toBeUndefined();
    expect(store.read((db) => findEntry(db, young.observationId)?.state)).toBe('sent');
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(1);
  });

  it('keeps a line of what was done, without a word of it', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log({ text: 'Unike ord' });
    store.write((db) => queue(db, log));
    const lines = store.read((db) => db.all<object>('SELECT * FROM audit'));
    expect(lines).toEqual([
      {
        n: 1,
        at: log.madeAt,
        action: log.kind,
        entity_id: log.observationId,
        operation_id: log.id,
      },
    ]);
  });
});

describe('the draft', () => {
  const draft = {
    text: 'Halvferdig æøå 🙂',
    workaround: null,
    tags: { ...noTags, tema: 'DAG' },
    observationId: null,
    answer: null,
  };

  it('is one, replaced by each that is saved, and gone without a trace when it is discarded', () => {
    const store = personStore();
    expect(store.read(loadDraft)).toBeNull();
    store.write((db) => saveDraft(db, draft, at));
    expect(store.read(loadDraft)).toEqual({ draft, savedAt: at });
    const later = { ...draft, text: 'Noe annet', observationId: uuid(1), answer: 'Ja' };
    store.write((db) => saveDraft(db, later, at));
    expect(store.read(loadDraft)?.draft).toEqual(later);
    store.write(discardDraft);
    expect(store.read(loadDraft)).toBeNull();
    const pages = Buffer.from(store.pages());
    expect(pages.includes('Halvferdig')).toBe(false);
    expect(pages.includes('Noe annet')).toBe(false);
  });
});

describe('the marks of sync', () => {
  it('are kept, and changed one by one', () => {
    const store = personStore();
    const none = { lastSentAt: null, lastFetchedAt: null, lastTriedAt: null, offlineSince: null };
    expect(store.read(marks)).toEqual(none);
    store.write((db) => setMarks(db, { lastTriedAt: at, offlineSince: at }));
    store.write((db) => setMarks(db, { offlineSince: null }));
    expect(store.read(marks)).toEqual({ ...none, lastTriedAt: at });
  });
});
