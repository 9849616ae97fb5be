import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { personIdOf } from '../identity/person-id.ts';
import { savePerson, setSignedIn } from '../store/device.ts';
import { deviceStore } from './accounts/device.ts';
import { fileKeys } from './keys/file-keys.ts';
import type { KeyHolder } from './ports.ts';

const words = { text: 'Venter på svar', workaround: null, tags: noTags, acknowledged: [] };
const all = { query: null, limit: 10, offset: 0 };

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
  await test.window('1')['observation.log'](words);
});
afterEach(() => test.close());

const fileOf = (personId: string) => join(test.home, 'people', `${personId}.db`);
const keyOf = (name: string) => join(test.home, 'keys', `${name}.key`);

/** Breaks something between two runs of the app. */
async function broken(breakIt: () => void): Promise<TestApp> {
  await test.app.close();
  breakIt();
  test = await test.restart();
  return test;
}

async function expectOnlyProblem(code: string): Promise<void> {
  const kari = test.window('1');
  expect(await kari['session.get']({})).toMatchObject({
    person: { id: 'kari' },
    problems: [{ code }],
  });
  for (const call of [
    kari['counts.get']({}),
    kari['observation.log'](words),
    kari['observation.list'](all),
    kari['sync.tryNow']({}),
  ])
    await expect(call).rejects.toMatchObject({ code });
}

/** Every file of a folder with what is in it, but for what the operating system keeps of open ones. */
function everythingIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const ofKari = names.filter((name) => name.includes('kari')).sort();
  return Object.fromEntries(
    ofKari.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

/** What looks after the files works beside the app. */
function expectRecovered(look: () => Promise<void>): Promise<void> {
  return vi.waitFor(look, { timeout: 15_000, interval: 20 });
}

describe('a store that can not be opened', () => {
  it('without its key stays as it is, and no other key is made', async () => {
    await broken(() => rmSync(keyOf('person-kari')));
    const before = readFileSync(fileOf('kari'));
    await expectOnlyProblem('store.keyMissing');
    expect(existsSync(keyOf('person-kari'))).toBe(false);
    expect(readFileSync(fileOf('kari'))).toEqual(before);
  });

  it('with the key of another is told of, and nothing is touched', async () => {
    await broken(() => writeFileSync(keyOf('person-kari'), 'ab'.repeat(32)));
    const before = everythingIn(test.home);
    await expectRecovered(() => expectOnlyProblem('store.wrongKey'));
    expect(everythingIn(test.home)).toEqual(before);
  });

  it.each([
    ['with bytes of another program', () => writeFileSync(fileOf('kari'), 'x'.repeat(8192))],
    ['cut off', () => truncateSync(fileOf('kari'), 5000)],
    ['gone', () => rmSync(fileOf('kari'))],
  ])('%s is damaged: it is kept, and a new one serves', async (_, breakIt) => {
    await broken(breakIt);
    const kari = test.window('1');
    expect(await kari['session.get']({})).toMatchObject({
      person: { id: 'kari' },
      problems: [{ code: 'store.recovering' }],
    });
    await expect(kari['counts.get']({})).rejects.toMatchObject({ code: 'store.recovering' });
    await expectRecovered(async () => expect((await kari['session.get']({})).problems).toEqual([]));
    const { recovery } = await kari['recovery.get']({});
    expect(recovery).toMatchObject({ from: 'nothing', complete: false });
    expect(existsSync(recovery?.keptIn ?? '')).toBe(true);
    await kari['observation.log'](words);
    expect((await kari['observation.list'](all)).total).toBeGreaterThan(0);
    await kari['recovery.dismiss']({});
    expect(await kari['recovery.get']({})).toEqual({ recovery: null });
  });

  it('of one person keeps nobody else from working', async () => {
    await broken(() => rmSync(keyOf('person-kari')));
    const ola = await test.as('ola');
    expect((await ola['session.get']({})).problems).toEqual([]);
    await ola['observation.log'](words);
    const kari = await test.as('kari');
    expect((await kari['session.get']({})).problems).toMatchObject([{ code: 'store.keyMissing' }]);
  });

  it('of the device keeps nobody from what she has: settings are as they come', async () => {
    await broken(() => rmSync(keyOf('device')));
    const kari = test.window('1');
    expect(await kari['session.get']({})).toMatchObject({
      person: { id: 'kari' },
      settings: { language: 'nb' },
      problems: [{ code: 'store.keyMissing' }],
    });
    expect((await kari['observation.list'](all)).total).toBe(1);
    await kari['observation.log'](words);
    await expect(kari['settings.set']({ language: 'en' })).rejects.toMatchObject({
      code: 'store.keyMissing',
    });
    await expect(kari['session.signIn']({})).rejects.toMatchObject({ code: 'store.keyMissing' });
    expect((await (await test.as('ola'))['counts.get']({})).waiting).toBe(0);
  });
});

describe('a keychain', () => {
  let locked = true;
  let now = Date.now();
  function keychain(home: string): KeyHolder {
    const keys = fileKeys(join(home, 'keys'));
    const asked = <T>(answer: () => Promise<T>) =>
      locked ? Promise.reject(new LyttError('store.keychainUnavailable')) : answer();
    return {
      kind: 'keychain',
      get: (name) => asked(() => keys.get(name)),
      set: (name, key) => asked(() => keys.set(name, key)),
    };
  }

  it('that is locked is told of; unlocked, the app has all it had', async () => {
    locked = true;
    const keys = keychain(test.home);
    test = await test.restart({ keys, clock: () => now });
    await expectOnlyProblem('store.keychainUnavailable');
    const kari = test.window('1');
    const heard = test.heard('1');
    locked = false;
    // It is not asked again at once: some keychains ask their owner each time.
    expect((await kari['session.get']({})).problems).toHaveLength(1);
    now += 6_000;
    expect((await kari['observation.list'](all)).total).toBe(1);
    expect(await kari['session.get']({})).toMatchObject({ problems: [], keyHeldBy: 'keychain' });
    expect(heard).toContain('session');
  });

  it('outside the demo, whoever was signed in is shown as soon as it opens', async () => {
    const { config } = test;
    const id = personIdOf(config.issuer, 'sub');
    await test.app.close();
    const device = deviceStore(config, null, { onProblems: () => undefined });
    await device.ready();
    device.write((db) => {
      const person = { id, name: 'Nora', roles: ['caseworker' as const], unit: '4100' };
      savePerson(db, { ...person, unitName: null }, 'sub', new Date().toISOString());
      setSignedIn(db, id, true);
    });
    device.close();
    locked = true;
    const keys = keychain(test.home);
    test = await test.restart({ keys, clock: () => now, demoPeople: null });
    const window = test.window('1');
    expect(await window['session.get']({})).toMatchObject({
      person: null,
      problems: [{ code: 'store.keychainUnavailable' }],
    });
    await expect(window['counts.get']({})).rejects.toMatchObject({
      code: 'store.keychainUnavailable',
    });
    locked = false;
    now += 6_000;
    await vi.waitFor(async () =>
      expect((await window['session.get']({})).person).toMatchObject({ name: 'Nora' }),
    );
    expect((await window['counts.get']({})).waiting).toBe(0);
  });
});

it('an idle app has what was saved in the file itself, not only in the log beside it', async () => {
  const wal = `${fileOf('kari')}-wal`;
  const before = statSync(fileOf('kari')).mtimeMs;
  expect(statSync(wal).size).toBeGreaterThan(0);
  await vi.waitFor(() => expect(statSync(fileOf('kari')).mtimeMs).toBeGreaterThan(before), 15_000);
});
