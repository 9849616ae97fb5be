import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers, Input } from '../../shared/api.ts';
import { decryptedPages } from '../../tests/support/decrypted-pages.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';

let test: TestApp;
let kari: Handlers;
beforeEach(async () => {
  test = await startTestApp();
  kari = await test.as('kari');
});
afterEach(() => test.close());

type Words = Input<'gate.known'>['words'];
const person: Words = [{ kind: 'name', text: 'Storgata Skattekontor' }];
const known = async (words: Words, of = kari) => (await of['gate.known']({ words })).known;

describe('what a person said is nobody', () => {
  it('is known from then on, in whatever letters and blanks it is written', async () => {
    expect(await known(person)).toEqual([false]);
    await kari['gate.remember']({ words: person });
    expect(
      await known([
        { kind: 'name', text: 'storgata  SKATTEKONTOR' },
        { kind: 'name', text: 'Storgata\nSkattekontor' },
        { kind: 'address', text: 'Storgata Skattekontor' },
        { kind: 'name', text: 'Storgata' },
      ]),
    ).toEqual([true, true, false, false]);
  });

  it('is still known when the app has been started again', async () => {
    await kari['gate.remember']({ words: person });
    test = await test.restart();
    expect(await known(person, await test.as('kari'))).toEqual([true]);
  });

  it('is hers: another person on the machine is asked herself', async () => {
    await kari['gate.remember']({ words: person });
    expect(await known(person, await test.as('ola'))).toEqual([false]);
  });

  it('can be read nowhere, not even in the decrypted file', async () => {
    await kari['gate.remember']({ words: person });
    const key = await test.config.keys.get('person-kari');
    if (key === null) throw new Error('she has a store');
    const pages = Buffer.concat(decryptedPages(join(test.home, 'people', 'kari.db'), key));
    expect(pages.includes('not_a_person')).toBe(true);
    for (const trace of ['Storgata', 'storgata', 'kattekontor']) {
      expect(pages.includes(trace)).toBe(false);
      expect(pages.includes(Buffer.from(trace, 'utf16le'))).toBe(false);
      expect(test.lines.join('\n')).not.toContain(trace);
    }
  });

  it('is forgotten when she says so, and what was said after that is remembered anew', async () => {
    await kari['gate.remember']({ words: [...person, { kind: 'address', text: 'Torget 1' }] });
    expect(await kari['gate.forget']({})).toEqual({ forgotten: 2 });
    expect(await known(person)).toEqual([false]);
    expect(await kari['gate.forget']({})).toEqual({ forgotten: 0 });
    await kari['gate.remember']({ words: person });
    expect(await known(person)).toEqual([true]);
  });

  it('is hashed with another key after that, so that an old copy of the file tells nothing', async () => {
    const hashes = () =>
      test.inStore('kari', (db) => db.all<{ hash: string }>('SELECT hash FROM not_a_person'));
    await kari['gate.remember']({ words: person });
    const before = await hashes();
    await kari['gate.forget']({});
    await kari['gate.remember']({ words: person });
    expect(await hashes()).toHaveLength(1);
    expect(await hashes()).not.toEqual(before);
  });
});
