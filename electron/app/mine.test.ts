import { afterEach, beforeEach, expect, it } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { Operations } from '../../tests/support/operations.ts';
import { personStore, queue } from '../../tests/support/person-store.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import type { ReadableDb } from '../store/database.ts';
import { indexAllWords } from '../store/unindexed.ts';
import { listMine } from './mine.ts';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

it('a search shows the newest first, or on request what matches best, and says that all was ranked', async () => {
  const kari = test.window('1');
  for (const text of ['Venter på svar', 'Svaret kom, men hun venter', 'Noe annet'])
    await kari['observation.log']({ text, workaround: null, tags: noTags, acknowledged: [] });
  const page = { limit: 10, offset: 0 };
  const texts = async (query: string | null, order?: 'newest' | 'best') => {
    const found = await kari['observation.list']({
      ...page,
      query,
      ...(order === undefined ? {} : { order }),
    });
    expect(found).toMatchObject({ total: found.entries.length, capped: false, rankedOf: null });
    return found.entries.map(({ text }) => text);
  };
  const newest = ['Svaret kom, men hun venter', 'Venter på svar'];
  expect(await texts('venter svar')).toEqual(newest);
  expect(await texts('venter svar', 'newest')).toEqual(newest);
  expect(await texts('venter svar', 'best')).toEqual(newest.toReversed());
  // Without a word there is nothing to match.
  expect(await texts(null, 'best')).toEqual(['Noe annet', ...newest]);
  expect(await texts(' "* ', 'best')).toEqual(['Noe annet', ...newest]);
});

it('what was saved a moment ago is found', async () => {
  const kari = test.window('1');
  await kari['observation.log']({
    ...{ text: 'Kvistfritt ord', workaround: null, tags: noTags, acknowledged: [] },
  });
  const page = { query: 'kvistfritt', limit: 10, offset: 0 };
  expect(await kari['observation.list'](page)).toMatchObject({ total: 1 });
});

it('a search that can write nothing just now finds what was found before', () => {
  const store = personStore();
  const make = new Operations();
  store.write((db) => queue(db, make.log({ text: 'Ord fra i går' })));
  store.write(indexAllWords);
  store.write((db) => queue(db, make.log({ text: 'Ord fra nå' })));
  const page = { query: 'ord', limit: 10, offset: 0, order: 'newest' } as const;
  const full = {
    read: <T>(work: (db: ReadableDb) => T) => store.read(work),
    write: () => {
      throw new LyttError('store.full');
    },
    wordsGone: () => undefined,
  };
  expect(listMine({ store: full }, page)).toMatchObject({ total: 1 });
  const broken = {
    ...full,
    write: () => {
      throw new Error('a fault of ours');
    },
  };
  expect(() => listMine({ store: broken }, page)).toThrow('a fault of ours');
});
