import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekOf } from '../../shared/domain/week.ts';
import type { Change } from '../../shared/protocol/protocol.ts';
import { Entry } from '../../shared/view/entry.ts';
import { Operations, uuid } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { findEntry, listEntries } from './entries.ts';
import { applyFeed } from './feed.ts';
import { listInsights } from './insights.ts';
import type { Store } from './open.ts';
import { indexAllWords } from './unindexed.ts';

const at = '2026-11-24T12:00:00.000Z';
const all = { query: null, limit: 100, offset: 0 };

function withTexts(...texts: string[]): Store {
  const store = personStore();
  const make = new Operations();
  store.write((db) => {
    for (const text of texts) queue(db, make.log({ text }));
  });
  return store;
}

function found(store: Store, query: string | null): string[] {
  store.write(indexAllWords);
  return store.read((db) => listEntries(db, { ...all, query }).entries.map(({ text }) => text));
}

describe('the list of entries', () => {
  it('is the newest heard first, a page at a time, with how many there are in all', () => {
    const store = personStore();
    const make = new Operations();
    const heard = ['10', '30', '20', '40'].map((minute) => `2026-11-24T08:${minute}:00.000Z`);
    store.write((db) => {
      for (const heardAt of heard) queue(db, make.log({ heardAt, text: heardAt }));
    });
    const page = (limit: number, offset: number) =>
      store.read((db) => listEntries(db, { query: null, limit, offset }));
    expect(page(2, 0).entries.map(({ heardAt }) => heardAt)).toEqual([heard[3], heard[1]]);
    expect(page(2, 2).entries.map(({ heardAt }) => heardAt)).toEqual([heard[2], heard[0]]);
    expect(page(2, 4)).toEqual({ entries: [], total: 4, capped: false });
    expect(Entry.array().safeParse(page(9, 0).entries).success).toBe(true);
  });

  it('has room for thousands heard in the same instant, in the order they were logged', () => {
    const store = personStore();
    const make = new Operations();
    const heardAt = '2026-11-24T08:00:00.000Z';
    store.write((db) => {
      for (let i = 0; i < 3000; i += 1) queue(db, make.log({ heardAt, text: `Nummer ${i}` }));
    });
    expect(found(store, null).slice(0, 3)).toEqual(['Nummer 2999', 'Nummer 2998', 'Nummer 2997']);
    expect(found(store, 'nummer 1500')).toEqual(['Nummer 1500']);
  });

  it('counts the hits of a word that most have no further than is worth knowing, and pages through them all', () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => {
      for (let i = 0; i < 1_500; i += 1) queue(db, make.log({ text: `Venter på svar ${i}` }));
      indexAllWords(db);
    });
    const search = (query: string | null, limit: number, offset: number) =>
      store.read((db) => listEntries(db, { query, limit, offset }));
    expect(search('venter', 10, 0)).toMatchObject({ total: 1_010, capped: true });
    expect(search('venter', 10, 489)).toMatchObject({ total: 1_499, capped: true });
    expect(search('venter', 10, 490)).toMatchObject({ total: 1_500, capped: false });
    expect(search('venter', 500, 1_000).entries).toHaveLength(500);
    expect(search('1499', 10, 0)).toMatchObject({ total: 1, capped: false });
    // One's own list is counted to the end.
    expect(search(null, 10, 0)).toMatchObject({ total: 1_500, capped: false });
  });

  it('leaves out the withdrawn', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log();
    store.write((db) => {
      queue(db, log);
      queue(db, make.log({ text: 'Blir' }));
      queue(db, make.withdraw(log.observationId));
    });
    expect(found(store, null)).toEqual(['Blir']);
    expect(store.read((db) => findEntry(db, log.observationId)?.state)).toBe('waiting');
    expect(store.read((db) => findEntry(db, uuid(1)))).toBeUndefined();
  });
});

describe('search among the entries', () => {
  it('finds texts and workarounds with a word that begins with each word asked for', () => {
    const store = personStore();
    const make = new Operations();
    store.write((db) => {
      queue(db, make.log({ text: 'Får ikke sendt meldekortet' }));
      queue(db, make.log({ text: 'Meldekort vises ikke', workaround: 'Be henne ringe' }));
    });
    expect(found(store, 'MELDEK ikke')).toEqual([
      'Meldekort vises ikke',
      'Får ikke sendt meldekortet',
    ]);
    expect(found(store, 'meldekortet')).toEqual(['Får ikke sendt meldekortet']);
    expect(found(store, 'ring')).toEqual(['Meldekort vises ikke']);
    expect(found(store, 'meldekort ring')).toEqual(['Meldekort vises ikke']);
    expect(found(store, 'kort')).toEqual([]);
  });

  it('never takes å for a, ø for o or é for e', () => {
    const store = withTexts('Gå til skranken', 'Ga opp', 'Bør ringe', 'Idé om skjema');
    expect(found(store, 'gå')).toEqual(['Gå til skranken']);
    expect(found(store, 'ga')).toEqual(['Ga opp']);
    expect(found(store, 'GÅ')).toEqual(['Gå til skranken']);
    expect(found(store, 'bor')).toEqual([]);
    expect(found(store, 'ide')).toEqual([]);
    expect(found(store, 'ga\u030a')).toEqual(['Gå til skranken']);
  });

  it('takes whatever means something to the search engine as plain text', () => {
    const store = withTexts(
      'Ringte AND ventet OR la på NOT svar NEAR køen',
      'text workaround rowid',
      "Robert'); DROP TABLE observation;--",
    );
    for (const query of [
      'ringte AND svar',
      'ringte OR svar',
      'NOT svar',
      'NEAR(ringte svar)',
      '"ringte" "svar"',
      'ringte* svar*',
      '^ringte',
      'ringte + ventet',
      'la på" OR "',
      'ringte\u0000svar',
      '(ringte',
      'ringte)',
    ])
      expect(found(store, query), query).toEqual(['Ringte AND ventet OR la på NOT svar NEAR køen']);
    expect(found(store, 'text: workaround')).toEqual(['text workaround rowid']);
    expect(found(store, '{text}: rowid')).toEqual(['text workaround rowid']);
    expect(found(store, 'workaround:finnesikke')).toEqual([]);
    expect(found(store, "'); drop TABLE")).toEqual(["Robert'); DROP TABLE observation;--"]);
  });

  it('asked for nothing, or for no word, finds everything', () => {
    const store = withTexts('En', 'To');
    for (const query of [null, '', '  ', '"', '***', '""""', '\u0000', '- -', '()'])
      expect(found(store, query), String(query)).toEqual(['To', 'En']);
  });

  it('finds the last word of 4000 characters, an emoji, and words that run from right to left', () => {
    const long = `${'ord '.repeat(998)}slutten`;
    const store = withTexts(long, 'Glad 🙂 for svar', 'قالت مرحبا ثم سكتت', 'नमस्ते दुनिया');
    expect(long.length).toBeLessThanOrEqual(4000);
    expect(found(store, 'slutt')).toEqual([long]);
    expect(found(store, '🙂')).toEqual(['Glad 🙂 for svar']);
    expect(found(store, 'مرح')).toEqual(['قالت مرحبا ثم سكتت']);
    expect(found(store, 'नमस्ते')).toEqual(['नमस्ते दुनिया']);
    expect(found(store, '🙃')).toEqual([]);
    expect(found(store, 'halv \ud83d')).toEqual([]);
  });

  it('never fails, and finds what a plain comparison of words finds', () => {
    const held = ['Alfa beta', 'Beta gamma', 'Near not and or'];
    const store = withTexts(...held);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        expect(found(store, query).length).toBeLessThanOrEqual(held.length);
      }),
      { numRuns: 200 },
    );
    const unit = fc.constantFrom(...'aBbegO"*():^{}-+ ', ' ', 'NEAR', 'NOT', 'AND', 'OR', '\u0000');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (query) => {
        const asked = query
          .toLowerCase()
          .split(/[^a-z]+/)
          .filter((word) => word !== '');
        const expected = held.filter((text) => {
          const words = text.toLowerCase().split(' ');
          return asked.every((start) => words.some((word) => word.startsWith(start)));
        });
        expect(found(store, query).sort()).toEqual(expected.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('follows the text: new words are found and old ones are not, nor left on the disk', () => {
    const store = personStore();
    const make = new Operations();
    const log = make.log({ text: 'Kvistfritt ord' });
    store.write((db) => queue(db, log));
    const revised = make.revise(log, { text: 'Et annet' });
    store.write((db) => queue(db, revised));
    expect(found(store, 'kvistfritt')).toEqual([]);
    expect(found(store, 'annet')).toEqual(['Et annet']);
    store.write((db) => queue(db, make.withdraw(log.observationId)));
    expect(found(store, 'annet')).toEqual([]);
    const terms = (table: string) =>
      store.read((db) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n);
    store.write((db) => {
      db.run("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, 'observation_search', 'row')");
    });
    expect(terms('temp.terms')).toBe(0);
    store.write((db) =>
      db.run("INSERT INTO observation_search(observation_search) VALUES ('integrity-check')"),
    );
  });
});

describe('search among the insights', () => {
  it('works the same, in a theme and out of one', () => {
    const store = personStore();
    const insight = (n: number, text: string, themeId: string | null): Change => ({
      scope: 'insights',
      seq: n,
      kind: 'insight',
      id: uuid(n),
      document: {
        id: uuid(n),
        text,
        workaround: null,
        tags: { tema: 'QQQ', step: null, pain: null, channel: null, severity: null },
        week: weekOf(`2026-11-0${n}T12:00:00.000Z`),
        themeId,
        same: false,
      },
    });
    const changes = [
      insight(1, 'Gå videre "stopper"', null),
      insight(9, 'Ga opp å gå videre', uuid(500)),
      insight(2, 'Noe annet', null),
    ];
    store.write((db) =>
      applyFeed(
        db,
        { serverId: uuid(900), scopes: ['insights'], changes, cursor: 'x', more: false },
        at,
      ),
    );
    const texts = (query: string | null, placed: boolean | null) =>
      store.read((db) =>
        listInsights(db, { ...all, query, placed }).insights.map(({ text }) => text),
      );
    expect(texts(null, null)).toEqual(['Ga opp å gå videre', 'Noe annet', 'Gå videre "stopper"']);
    expect(texts('gå vid', null)).toEqual(['Ga opp å gå videre', 'Gå videre "stopper"']);
    expect(texts('"gå" AND', false)).toEqual([]);
    expect(texts('"gå"', false)).toEqual(['Gå videre "stopper"']);
    expect(texts('gå', true)).toEqual(['Ga opp å gå videre']);
    expect(texts('***', true)).toEqual(['Ga opp å gå videre']);
    expect(store.read((db) => listInsights(db, { ...all, query: 'gå', placed: null })).total).toBe(
      2,
    );
    expect(
      store.read((db) => listInsights(db, { query: 'gå', placed: null, limit: 1, offset: 1 })),
    ).toMatchObject({ total: 2, insights: [{ id: uuid(1), tags: { tema: 'QQQ' } }] });
  });
});
