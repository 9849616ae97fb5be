import { expect, it } from 'vitest';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import type { Store } from './open.ts';
import { RANKED, rankEntries } from './ranked.ts';
import { indexAllWords } from './unindexed.ts';

function storeOf(...texts: readonly string[]): { store: Store; make: Operations } {
  const store = personStore();
  const make = new Operations();
  store.write((db) => {
    for (const text of texts) queue(db, make.log({ text }));
  });
  return { store, make };
}

const rank = (store: Store, query: string | null, limit = 50, offset = 0) => {
  store.write(indexAllWords);
  return store.read((db) => rankEntries(db, { query, limit, offset }));
};
const texts = (store: Store, query: string) => rank(store, query).entries.map(({ text }) => text);

it('words as they were typed come first, then whole words, then beginnings; newest first where alike', () => {
  const { store } = storeOf(
    'Venter på svar om dagpenger, gammel',
    'Svar som alle venter på',
    'Ventetid før svaret kommer',
    'Venter på svar om dagpenger',
    'Noe annet',
    'Ventet lenge på svaret',
  );
  expect(texts(store, 'venter på svar')).toEqual([
    'Venter på svar om dagpenger',
    'Venter på svar om dagpenger, gammel',
    'Svar som alle venter på',
  ]);
  expect(texts(store, 'vente svar')).toEqual([
    'Ventet lenge på svaret',
    'Venter på svar om dagpenger',
    'Ventetid før svaret kommer',
    'Svar som alle venter på',
    'Venter på svar om dagpenger, gammel',
  ]);
  expect(texts(store, 'svar')).toEqual([
    'Venter på svar om dagpenger',
    'Svar som alle venter på',
    'Venter på svar om dagpenger, gammel',
    'Ventet lenge på svaret',
    'Ventetid før svaret kommer',
  ]);
});

it('finds each once, page by page, and counts them', () => {
  const { store } = storeOf('svar en', 'svaret to', 'svar tre', 'svarene fire');
  const pages = [0, 1, 2, 3, 4].map((offset) => rank(store, 'svar', 1, offset));
  expect(pages.flatMap(({ entries }) => entries.map(({ text }) => text))).toEqual([
    'svar tre',
    'svar en',
    'svarene fire',
    'svaret to',
  ]);
  for (const page of pages) expect(page).toMatchObject({ total: 4, capped: false, rankedOf: null });
});

it('finds nothing where nothing is asked for, or nothing matches', () => {
  const { store } = storeOf('svar');
  const nothing = { entries: [], total: 0, capped: false, rankedOf: null };
  for (const query of [null, '', ' "* ', 'finnesikke']) expect(rank(store, query)).toEqual(nothing);
});

it('leaves out what is withdrawn', () => {
  const { store, make } = storeOf('svar en');
  const log = make.log({ text: 'svar to' });
  store.write((db) => {
    queue(db, log);
    queue(db, make.withdraw(log.observationId));
  });
  expect(texts(store, 'svar')).toEqual(['svar en']);
});

it('of more hits than it ranks takes the newest, and says of how many', () => {
  const { store, make } = storeOf('svar venter, den eldste');
  store.write((db) => {
    for (let more = 1; more < RANKED; more += 1)
      queue(db, make.log({ text: `venter ${more} svar` }));
  });
  const first = () => {
    const { entries, ...page } = rank(store, 'svar venter', 2);
    return [page, entries.map(({ text }) => text)];
  };
  // As many as are ranked: all of them are.
  expect(first()).toEqual([
    { total: 1_002, capped: true, rankedOf: null },
    ['svar venter, den eldste', `venter ${RANKED - 1} svar`],
  ]);
  store.write((db) => queue(db, make.log({ text: 'venter, svar den nyeste' })));
  expect(first()).toEqual([
    { total: RANKED, capped: true, rankedOf: RANKED },
    ['venter, svar den nyeste', `venter ${RANKED - 1} svar`],
  ]);
});
