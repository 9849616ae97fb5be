import { describe, expect, it } from 'vitest';
import { ModelService } from '../../tests/support/model-service.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { findEntry, listEntries } from './entries.ts';
import { applyFeed } from './feed.ts';
import {
  discardRefused,
  findObservation,
  markWithdrawn,
  mendObservation,
  refreshObservation,
} from './observations.ts';
import type { Store } from './open.ts';
import { operationById } from './operations.ts';
import { countIn, outboxLines, waitingHead } from './outbox.ts';
import { settle } from './settle.ts';
import { indexAllWords } from './unindexed.ts';

const at = '2026-11-24T12:00:00.000Z';
const scopes = ['person:kari', 'themes'];

describe('what the service said of an operation', () => {
  it('takes it out of the queue, and keeps it under its id to be sent again', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log({ text: 'Får ikke lastet opp vedlegg' });
    store.write((db) => queue(db, log));
    expect(store.read((db) => findEntry(db, log.observationId)?.state)).toBe('waiting');

    const topics = store.write((db) => settle(db, [{ id: log.id, outcome: 'applied' }], at));

    expect(topics).toEqual(['sync', 'observations', 'inbox']);
    expect(store.read((db) => waitingHead(db, 10))).toEqual([]);
    expect(store.read((db) => findEntry(db, log.observationId)?.state)).toBe('sent');
    const kept = store.read((db) => operationById(db, log.id));
    expect(kept).toMatchObject({ state: 'acknowledged', operation: log });
  });

  it('is the same for one that was in already', () => {
    const store = personStore();
    const log = new Operations().log();
    store.write((db) => queue(db, log));
    store.write((db) => settle(db, [{ id: log.id, outcome: 'already_applied' }], at));
    expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
    expect(store.read((db) => findEntry(db, log.observationId)?.state)).toBe('sent');
  });

  it('sets aside what was rejected, with its words, and lets the rest go on', () => {
    const store = personStore();
    const make = new Operations();
    const [refused, fine] = [make.log({ text: 'Ord som blir stående' }), make.log()];
    store.write((db) => {
      queue(db, refused);
      queue(db, fine);
    });
    store.write((db) =>
      settle(
        db,
        [
          { id: refused.id, outcome: 'rejected', code: 'text.identifies', field: 'text' },
          { id: fine.id, outcome: 'applied' },
        ],
        at,
      ),
    );
    expect(store.read((db) => findEntry(db, refused.observationId))).toMatchObject({
      state: 'set_aside',
      text: 'Ord som blir stående',
      setAside: { code: 'text.identifies', field: 'text' },
    });
    expect(store.read((db) => outboxLines(db, 'set_aside', 10))).toMatchObject([
      { operationId: refused.id, text: 'Ord som blir stående', code: 'text.identifies' },
    ]);
    expect(store.read((db) => findEntry(db, fine.observationId)?.state)).toBe('sent');
    expect(store.read((db) => waitingHead(db, 10))).toEqual([]);
  });

  it('changes nothing for "not now", for what was never queued, and for a late answer to what is in', () => {
    const store = personStore();
    const make = new Operations();
    const [log, sent] = [make.log(), make.log()];
    store.write((db) => {
      queue(db, log);
      queue(db, sent);
    });
    store.write((db) => settle(db, [{ id: sent.id, outcome: 'applied' }], at));
    const topics = store.write((db) =>
      settle(
        db,
        [
          { id: log.id, outcome: 'not_now', code: 'service.notReady' },
          { id: make.id(), outcome: 'applied' },
          { id: sent.id, outcome: 'rejected', code: 'observation.exists', field: null },
        ],
        at,
      ),
    );
    expect(topics).toEqual([]);
    expect(store.read((db) => waitingHead(db, 10)).map(({ id }) => id)).toEqual([log.id]);
    expect(store.read((db) => findEntry(db, sent.observationId)?.state)).toBe('sent');
  });

  it('lets an operation that was set aside and sent again leave the queue', () => {
    const store = personStore();
    const log = new Operations().log();
    store.write((db) => queue(db, log));
    store.write((db) =>
      settle(db, [{ id: log.id, outcome: 'rejected', code: 'unit.unknown', field: 'unit' }], at),
    );
    store.write((db) => settle(db, [{ id: log.id, outcome: 'applied' }], at));
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
    expect(store.read((db) => findEntry(db, log.observationId))).toMatchObject({
      state: 'sent',
      setAside: null,
    });
  });
});

describe('a batch of new entries', () => {
  /** The entries as they are told anywhere, and what of their operations is laid on top. */
  const standing = (store: Store) =>
    store.read((db) => [
      db.all('SELECT * FROM observation ORDER BY n'),
      db.all('SELECT id, state, overlay, acknowledged_at FROM outbox ORDER BY n'),
    ]);

  it('stands as if each entry had been worked out anew, whatever else has been done to some of them', () => {
    const store = personStore();
    const make = new Operations();
    const service = new ModelService();
    const log = () => make.log({ text: 'Får ikke sendt søknaden' });
    const plain = log();
    const revised = log();
    const halfway = log();
    const withdrawn = log();
    const seen = log();
    const takenBackElsewhere = log();
    const logs = [plain, revised, halfway, withdrawn, seen, takenBackElsewhere];
    const same = make.log({ sameAs: { kind: 'observation', id: plain.observationId } });
    const taken = make.revise(revised, { text: 'Nye ord' });
    const waiting = [make.revise(halfway), make.withdraw(withdrawn.observationId)];
    store.write((db) => {
      for (const operation of [...logs, same, taken, ...waiting]) queue(db, operation);
    });
    // The feed brings one of them before the answer does.
    service.push('kari', [seen]);
    store.write((db) => applyFeed(db, service.changes(scopes, null, 100), at));
    store.write((db) => markWithdrawn(db, takenBackElsewhere.observationId));

    const sent = [...logs, same, taken].map(({ id }) => ({ id, outcome: 'applied' as const }));
    store.write((db) => settle(db, sent, at));

    const before = standing(store);
    expect(
      store.read((db) => logs.map(({ observationId }) => findEntry(db, observationId)?.state)),
    ).toEqual(['sent', 'sent', 'waiting', 'waiting', 'sent', undefined]);
    store.write((db) => {
      for (const { observationId } of [...logs, same]) refreshObservation(db, observationId);
    });
    expect(standing(store)).toEqual(before);
    expect(store.read((db) => waitingHead(db, 99)).map(({ id }) => id)).toEqual(
      waiting.map(({ id }) => id),
    );
  });

  it('takes as many statements as one entry does', () => {
    const taken = (count: number) => {
      let statements = 0;
      const store = personStore({
        trace: () => {
          statements += 1;
        },
      });
      const make = new Operations();
      const logs = Array.from({ length: count }, () => make.log());
      store.write((db) => {
        for (const log of logs) queue(db, log);
      });
      const results = logs.map(({ id }) => ({ id, outcome: 'applied' as const }));
      statements = 0;
      store.write((db) => settle(db, results, at));
      expect(store.read((db) => countIn(db, 'waiting'))).toBe(0);
      return statements;
    };
    expect(taken(200)).toBe(taken(1));
  });

  it('is in whole or not at all', () => {
    const make = new Operations();
    const logs = [make.log(), make.log(), make.log()];
    const results = logs.map(({ id }) => ({ id, outcome: 'applied' as const }));
    for (let failing = 1, over = false; !over; failing += 1) {
      let left = Number.POSITIVE_INFINITY;
      const store = personStore({
        trace: () => {
          left -= 1;
          if (left === 0) throw new Error('the machine stops');
        },
      });
      store.write((db) => {
        for (const log of logs) queue(db, log);
      });
      left = failing + 1;
      try {
        store.write((db) => settle(db, results, at));
        over = true;
      } catch {
        left = Number.POSITIVE_INFINITY;
        const states = logs.map(
          ({ observationId }) => store.read((db) => findEntry(db, observationId))?.state,
        );
        expect(states).toEqual(['waiting', 'waiting', 'waiting']);
        expect(store.read((db) => countIn(db, 'waiting'))).toBe(3);
      }
      if (failing > 20) throw new Error('it never went through');
    }
  });
});

describe('words that were refused', () => {
  it('of an entry are mended by a fresh one of the same observation, in the same place', () => {
    const store = personStore();
    const make = new Operations();
    const [refused, later] = [make.log({ text: 'avvis dette' }), make.log()];
    store.write((db) => {
      queue(db, refused);
      queue(db, later);
    });
    store.write((db) =>
      settle(
        db,
        [{ id: refused.id, outcome: 'rejected', code: 'text.identifies', field: 'text' }],
        at,
      ),
    );
    const view = store.read((db) => findObservation(db, refused.observationId));
    expect(view?.basis).toBeNull();
    expect(view?.refused.map(({ id }) => id)).toEqual([refused.id]);

    const mended = make.log({
      observationId: refused.observationId,
      heardAt: refused.heardAt,
      text: 'Uten navn',
    });
    store.write((db) => mendObservation(db, view?.refused ?? [], mended));

    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
    const { entries } = store.read((db) => listEntries(db, { query: null, limit: 9, offset: 0 }));
    expect(entries.map(({ id, state, text }) => [id, state, text])).toEqual([
      [later.observationId, 'waiting', later.text],
      [refused.observationId, 'waiting', 'Uten navn'],
    ]);
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([
      later.id,
      mended.id,
    ]);
    expect(Buffer.from(store.pages()).includes('avvis dette')).toBe(false);
  });

  it('of a new revision are mended by another, based on what the service has', () => {
    const store = personStore();
    const make = new Operations();
    const service = new ModelService();
    const log = make.log();
    const revised = make.revise(log, { text: 'avvis dette' });
    store.write((db) => {
      queue(db, log);
      queue(db, revised);
    });
    store.write((db) => settle(db, service.push('kari', [log, revised]), at));
    store.write((db) => applyFeed(db, service.changes(scopes, null, 100), at));
    const view = store.read((db) => findObservation(db, log.observationId));
    expect(view?.mark).toBe('set_aside');
    expect(view?.basis?.id).toBe(log.revisionId);
    expect(view?.observation.revisions.map(({ text }) => text)).toEqual([log.text, 'avvis dette']);

    const mended = make.revise(log, { text: 'Uten navn' });
    store.write((db) => mendObservation(db, view?.refused ?? [], mended));
    store.write((db) => settle(db, service.push('kari', [mended]), at));

    expect(store.read((db) => findEntry(db, log.observationId))).toMatchObject({
      state: 'sent',
      text: 'Uten navn',
      setAside: null,
    });
  });

  it('are not mended by taking out what the service may have', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log();
    store.write((db) => queue(db, log));
    const waiting = store.read((db) => operationById(db, log.id));
    expect(() =>
      store.write((db) =>
        mendObservation(db, waiting === undefined ? [] : [waiting], make.revise(log)),
      ),
    ).toThrow('refused');
    expect(store.read((db) => waitingHead(db, 9)).map(({ id }) => id)).toEqual([log.id]);
  });

  it('of an entry the service never had go without a word to the service', () => {
    const store = personStore();
    const make = new Operations();
    const [refused, taken] = [make.log({ text: 'Angrer denne' }), make.log()];
    store.write((db) => {
      queue(db, refused);
      queue(db, taken);
    });
    store.write((db) =>
      settle(
        db,
        [
          { id: refused.id, outcome: 'rejected', code: 'text.identifies', field: 'text' },
          { id: taken.id, outcome: 'applied' },
        ],
        at,
      ),
    );
    expect(store.write((db) => discardRefused(db, refused.observationId, at))).toBe(true);
    expect(store.write((db) => discardRefused(db, taken.observationId, at))).toBe(false);
    expect(store.read((db) => findEntry(db, refused.observationId))).toBeUndefined();
    expect(store.read((db) => findEntry(db, taken.observationId))).toBeDefined();
    expect(store.read((db) => countIn(db, 'set_aside'))).toBe(0);
    expect(Buffer.from(store.pages()).includes('Angrer denne')).toBe(false);
  });
});

describe('a withdrawal', () => {
  it('shows at once, and is undone if the service refuses it', () => {
    const store = personStore();
    const make = new Operations();
    const service = new ModelService();
    const log = make.log({ text: 'Trekkes kanskje' });
    store.write((db) => queue(db, log));
    store.write((db) => settle(db, service.push('kari', [log]), at));
    store.write((db) => applyFeed(db, service.changes(scopes, null, 100), at));
    const withdraw = make.withdraw(log.observationId);
    store.write((db) => queue(db, withdraw));
    const listed = () => {
      store.write(indexAllWords);
      return store.read((db) => listEntries(db, { query: 'trekkes', limit: 9, offset: 0 }).total);
    };
    expect(listed()).toBe(0);
    store.write((db) =>
      settle(
        db,
        [{ id: withdraw.id, outcome: 'rejected', code: 'unit.notYours', field: 'unit' }],
        at,
      ),
    );
    expect(listed()).toBe(1);
    expect(store.read((db) => findEntry(db, log.observationId))).toMatchObject({
      text: 'Trekkes kanskje',
      state: 'set_aside',
    });
  });

  it('that the service took leaves no word behind, in whatever order its answers come', () => {
    const words = 'Ordene som skal bort for godt';
    for (const order of ['answer first', 'feed first'] as const) {
      const store = personStore();
      const make = new Operations();
      const service = new ModelService();
      const log = make.log({ text: words });
      const refused = make.revise(log, { text: `${words}, avvis` });
      store.write((db) => {
        queue(db, log);
        queue(db, refused);
      });
      store.write((db) => settle(db, service.push('kari', [log, refused]), at));
      const first = service.changes(scopes, null, 100);
      store.write((db) => applyFeed(db, first, at));
      expect(Buffer.from(store.pages()).includes(words)).toBe(true);
      const withdraw = make.withdraw(log.observationId);
      store.write((db) => queue(db, withdraw));
      const results = service.push('kari', [withdraw]);
      const page = service.changes(scopes, first.cursor, 100);
      const steps = [
        () => store.write((db) => settle(db, results, at)),
        () => store.write((db) => applyFeed(db, page, at)),
      ];
      for (const step of order === 'answer first' ? steps : steps.reverse()) step();
      // A page that was on its way may still bring the document.
      store.write((db) => applyFeed(db, { ...first, cursor: page.cursor }, at));

      expect(store.read((db) => findObservation(db, log.observationId))).toBeUndefined();
      expect(store.read((db) => countIn(db, 'waiting') + countIn(db, 'set_aside'))).toBe(0);
      expect(store.read((db) => operationById(db, withdraw.id)?.state)).toBe('acknowledged');
      store.checkpoint('truncate');
      expect(Buffer.from(store.pages()).includes(words)).toBe(false);
    }
  });
});
