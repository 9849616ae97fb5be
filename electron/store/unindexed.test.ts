import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Operations } from '../../tests/support/operations.ts';
import {
  memoryFolder,
  personStore,
  queue,
  temporaryFolder,
} from '../../tests/support/person-store.ts';
import type { Database } from './database.ts';
import { listEntries } from './entries.ts';
import { discardRefused } from './observations.ts';
import { expire } from './retention.ts';
import { settle } from './settle.ts';
import { similarChanges } from './similar.ts';
import { hasUnindexed, indexAllWords, indexWords } from './unindexed.ts';

const found = (store: Database, query: string) =>
  store.read((db) =>
    listEntries(db, { query, limit: 100, offset: 0 }).entries.map(({ text }) => text),
  );
const waits = (store: Database) => store.read(hasUnindexed);
/** Every word the index holds; fails where the index and the entries do not agree. */
function indexed(store: Database): string[] {
  return store.write((db) => {
    db.run("INSERT INTO observation_search(observation_search) VALUES ('integrity-check')");
    db.run("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, 'observation_search', 'row')");
    const terms = db.all<{ term: string }>('SELECT term FROM temp.terms ORDER BY term');
    db.run('DROP TABLE temp.terms');
    return terms.map(({ term }) => term);
  });
}

describe('words of a saved entry', () => {
  it('are noted in the same transaction, and found once they have been taken in', () => {
    const store = personStore();
    const make = new Operations();
    expect(waits(store)).toBe(false);
    store.write((db) => queue(db, make.log({ text: 'Kvistfritt ord' })));
    expect(waits(store)).toBe(true);
    expect(found(store, 'kvistfritt')).toEqual([]);
    expect(store.write((db) => indexWords(db))).toBe(false);
    expect(waits(store)).toBe(false);
    expect(found(store, 'kvistfritt')).toEqual(['Kvistfritt ord']);
  });

  it('are noted for similar texts with it, and not before; those of others at once', () => {
    const store = personStore();
    const log = new Operations().log({ text: 'Kvistfritt ord' });
    const noted = () => store.read((db) => similarChanges(db, 0, 99).map(({ target }) => target));
    store.write((db) => queue(db, log));
    expect(noted()).toEqual([]);
    store.write((db) => indexWords(db));
    expect(noted()).toEqual([{ kind: 'observation', id: log.observationId }]);
    store.write((db) =>
      db.run(
        `INSERT INTO observation(n, id, unit, heard_at, mine, listed, text, tags, fate, state, answered, waiting_since, queue, pending)
         VALUES (1, 'other', '4100', '', 0, 0, 'Ord', '{}', 'in_review', 'sent', 0, '', 1, 0)`,
      ),
    );
    expect(noted()).toHaveLength(2);
    expect(waits(store)).toBe(false);
  });

  it('are taken in a part at a time, and all of them in the end', () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => {
      for (let at = 0; at < 7; at += 1) queue(db, make.log({ text: `Ord ${at}` }));
    });
    const more = [1, 2, 3].map(() => store.write((db) => indexWords(db, 3)));
    expect(more).toEqual([true, true, false]);
    expect(found(store, 'ord')).toHaveLength(7);
    expect(store.write((db) => indexWords(db, 3))).toBe(false);
  });

  it('that are as many as a part holds leave nothing over', () => {
    const store = personStore();
    store.write((db) => {
      for (let at = 0; at < 3; at += 1) queue(db, new Operations(at * 10 + 1).log());
    });
    expect(store.write((db) => indexWords(db, 3))).toBe(false);
  });

  it('that go before they are taken in were never in the index; those that go after leave it at once', () => {
    const store = personStore();
    const make = new Operations();
    const [early, late] = [make.log({ text: 'Kvistfritt' }), make.log({ text: 'Grankonglet' })];
    store.write((db) => queue(db, late));
    store.write(indexAllWords);
    store.write((db) => queue(db, early));
    store.write((db) => queue(db, make.withdraw(early.observationId)));
    expect(indexed(store)).toEqual(['grankonglet']);
    store.write((db) => queue(db, make.withdraw(late.observationId)));
    expect(indexed(store)).toEqual([]);
    store.write(indexAllWords);
    expect(indexed(store)).toEqual([]);
  });

  it('of an entry that goes with its row, before they are taken in or after, are in the index no more', () => {
    const store = personStore();
    const make = new Operations();
    const [late, early] = [make.log({ text: 'Kvistfritt' }), make.log({ text: 'Kvistfritt' })];
    const refuse = (log: typeof early) =>
      store.write((db) => {
        const code = 'unit.unknown';
        settle(db, [{ id: log.id, outcome: 'rejected', code, field: null }], log.madeAt);
        return discardRefused(db, log.observationId, log.madeAt);
      });
    store.write((db) => queue(db, late));
    store.write(indexAllWords);
    store.write((db) => queue(db, early));
    expect(refuse(early)).toBe(true);
    expect(waits(store)).toBe(false);
    expect(found(store, 'kvistfritt')).toEqual(['Kvistfritt']);
    // Taken out and put back, the row that it had is as good as new.
    store.write((db) => queue(db, early));
    store.write(indexAllWords);
    expect(found(store, 'kvistfritt')).toHaveLength(2);
    for (const log of [early, late]) expect(refuse(log)).toBe(true);
    expect(indexed(store)).toEqual([]);
  });

  it('whose time is up before they are taken in are gone with the entry’s text', () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => queue(db, make.log({ text: 'Kvistfritt' })));
    const [later] = ['2090-01-01T00:00:00.000Z'];
    store.write((db) => {
      db.run("UPDATE observation SET document = '{}'");
      expire(db, { text: later, undecided: later }, later, 99);
    });
    expect(found(store, 'kvistfritt')).toEqual([]);
  });
});

it('whatever happens in whatever order, the index holds the words of the entries and no others', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('log' as const),
      word: fc.constantFrom('alfa', 'beta', 'gamma'),
    }),
    fc.record({
      kind: fc.constant('revise' as const),
      of: fc.nat(9),
      word: fc.constantFrom('delta', 'epsilon'),
    }),
    fc.record({ kind: fc.constant('withdraw' as const), of: fc.nat(9) }),
    fc.record({ kind: fc.constant('pause' as const), most: fc.integer({ min: 1, max: 3 }) }),
  );
  const folder = temporaryFolder(memoryFolder);
  let file = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      file += 1;
      const store = personStore({ file: `${folder}/${file}.db` });
      const make = new Operations();
      let held: { log: ReturnType<Operations['log']>; word: string }[] = [];
      for (const one of steps) {
        if (one.kind === 'pause') {
          store.write((db) => indexWords(db, one.most));
        } else if (one.kind === 'log') {
          const log = make.log({ text: one.word });
          store.write((db) => queue(db, log));
          held.push({ log, word: one.word });
        } else {
          const at = held[one.of];
          if (at === undefined) continue;
          const change =
            one.kind === 'revise'
              ? make.revise(at.log, { text: one.word })
              : make.withdraw(at.log.observationId);
          store.write((db) => queue(db, change));
          if (one.kind === 'revise') at.word = one.word;
          else held = held.filter((other) => other !== at);
        }
      }
      store.write(indexAllWords);
      expect(indexed(store)).toEqual([...new Set(held.map(({ word }) => word))].sort());
      for (const { word } of held) expect(found(store, word)).toContain(word);
    }),
    { numRuns: 60 },
  );
});
