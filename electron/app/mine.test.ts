import { afterEach, beforeEach, expect, it } from 'vitest';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';

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
