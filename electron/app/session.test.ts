import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Issuer, startIssuer } from '../../build/issuer/server.ts';
import { freePort } from '../../build/support/ports.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { followLogin } from '../identity/follow-login.ts';
import { personIdOf } from '../identity/person-id.ts';

const words = { text: 'Venter på svar', workaround: null, tags: noTags, acknowledged: [] };
const all = { query: null, limit: 10, offset: 0 };
const audience = 'api://lytt-backlog';

let test: TestApp;
afterEach(() => test.close());

describe('the demo', () => {
  beforeEach(async () => {
    test = await startTestApp();
  });

  it('opens with its first person, though neither issuer nor service answers', async () => {
    expect(await test.window('1')['session.get']({})).toMatchObject({
      person: { id: 'kari', unit: '4100', roles: ['caseworker'] },
      demo: true,
      keyHeldBy: 'file',
      problems: [],
      settings: { language: 'nb', theme: 'system', singleKeys: true },
    });
  });

  it('lists its people without what only the issuer calls them', async () => {
    const { demoPeople } = await test.window('1')['session.get']({});
    expect(demoPeople.map(({ id }) => id)).toEqual(['kari', 'ola', 'siri', 'dag', 'pia', 'olav']);
    expect(demoPeople[0]).not.toHaveProperty('subject');
  });

  it('switches one window and leaves the others', async () => {
    const [one, two] = [test.window('1'), test.window('2')];
    await two['session.get']({});
    const heard = test.heard('1');
    expect((await one['session.switchTo']({ personId: 'siri' })).person?.id).toBe('siri');
    expect((await two['session.get']({})).person?.id).toBe('kari');
    expect(heard).toEqual(expect.arrayContaining(['session', 'observations', 'reviews']));
  });

  it('refuses to switch to a stranger, also one whose name would lead out of the folder', async () => {
    for (const personId of ['nobody', '../device', ''])
      await expect(test.window('1')['session.switchTo']({ personId })).rejects.toMatchObject({
        code: 'session.forbidden',
      });
    expect(readdirSync(join(test.home, 'people')).toSorted()).toContain('kari.db');
  });

  it('has a file and a key for each person, and one for the machine', async () => {
    await test.as('ola');
    expect(readdirSync(join(test.home, 'keys')).toSorted()).toEqual([
      'device.key',
      'person-kari.key',
      'person-ola.key',
    ]);
    expect(existsSync(join(test.home, 'first-run.lock'))).toBe(false);
  });

  it('signs out in every window that shows her, and keeps all she has', async () => {
    const [one, two] = [test.window('1'), test.window('2')];
    await one['observation.log'](words);
    await two['session.get']({});
    const heard = test.heard('2');
    await one['session.signOut']({});
    expect((await two['session.get']({})).person).toBeNull();
    expect(heard).toContain('session');
    await two['session.switchTo']({ personId: 'kari' });
    expect((await two['observation.list'](all)).total).toBe(1);
  });

  it('keeps those signed in who were, and begins with the first again', async () => {
    await test.as('siri');
    await test.as('ola');
    await test.window('window of ola')['session.signOut']({});
    test = await test.restart();
    expect((await test.window('1')['session.get']({})).person?.id).toBe('kari');
    // Signed-in people are at work whether or not a window shows them; each tries to reach the service.
    await vi.waitFor(() => {
      const tries = test.lines.filter((line) => line.startsWith('sync.failed'));
      expect(tries.length).toBeGreaterThanOrEqual(2);
    });
    expect(existsSync(join(test.home, 'people', 'ola.db-wal'))).toBe(false);
    expect(existsSync(join(test.home, 'people', 'siri.db-wal'))).toBe(true);
  });

  it('keeps each person her settings', async () => {
    const kari = await test.as('kari');
    const heard = test.heard('window of kari');
    expect(await kari['settings.set']({ language: 'nn' })).toMatchObject({
      language: 'nn',
      theme: 'system',
    });
    expect(heard).toEqual(['session']);
    await kari['settings.set']({ theme: 'dark' });
    const siri = await test.as('siri');
    expect((await siri['session.get']({})).settings.language).toBe('nb');
    test = await test.restart();
    expect((await test.window('1')['session.get']({})).settings).toMatchObject({
      language: 'nn',
      theme: 'dark',
    });
  });

  it('after its end answers nothing and touches nothing', async () => {
    const kari = test.window('1');
    await kari['session.get']({});
    await test.app.close();
    await test.app.close();
    await expect(kari['session.get']({})).rejects.toMatchObject({ code: 'app.unreachable' });
    await expect(kari['observation.log'](words)).rejects.toMatchObject({
      code: 'app.unreachable',
    });
    // Everything is in the files themselves: a copy of them is whole.
    expect(
      readdirSync(test.home, { recursive: true }).filter((name) => /-wal$/.test(String(name))),
    ).toEqual([]);
  });

  it('a window that is closed and opened again shows the first person', async () => {
    await test.window('1')['session.switchTo']({ personId: 'siri' });
    test.app.closeWindow('1');
    expect((await test.window('1')['session.get']({})).person?.id).toBe('kari');
  });
});

describe('outside the demo', () => {
  let folder: string;
  let issuer: Issuer;
  /** Whom the issuer's list of people is answered with. */
  let chosen = 'kari';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lytt-issuer-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const place = { folder, host: '127.0.0.1', port, issuer: url };
    issuer = await startIssuer({ ...place, clientId: 'lytt', audience });
  });
  afterAll(async () => {
    await issuer.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    test = await startTestApp({
      demoPeople: null,
      issuer: issuer.url,
      audience,
      openBrowser: (address) => {
        const url = new URL(address);
        url.searchParams.set('login_hint', chosen);
        return followLogin(globalThis.fetch)(url.href);
      },
    });
  });

  async function signIn(windowId: string, subject: string): Promise<void> {
    chosen = subject;
    const window = test.window(windowId);
    const personId = personIdOf(issuer.url, subject);
    expect(await window['session.signIn']({})).toEqual({ url: null });
    await vi.waitFor(async () =>
      expect((await window['session.get']({})).person?.id).toBe(personId),
    );
  }

  it('nobody is signed in at first, and switching is refused', async () => {
    const window = test.window('1');
    expect(await window['session.get']({})).toMatchObject({
      person: null,
      demo: false,
      demoPeople: [],
    });
    await expect(window['observation.log'](words)).rejects.toMatchObject({
      code: 'session.signedOut',
    });
    await expect(window['session.switchTo']({ personId: 'kari' })).rejects.toMatchObject({
      code: 'session.forbidden',
    });
  });

  it('shows who logged in, with the roles and unit of her token, and remembers her', async () => {
    const heard = test.heard('1');
    await signIn('1', 'siri');
    expect(heard).toEqual(expect.arrayContaining(['session', 'reviews']));
    const { person } = await test.window('1')['session.get']({});
    expect(person).toMatchObject({ name: 'Siri Eksempel', roles: ['supervisor'], unit: '4100' });
    await test.window('1')['observation.log'](words);
    test = await test.restart();
    expect((await test.window('1')['session.get']({})).person).toEqual(person);
    expect((await test.window('1')['observation.list'](all)).total).toBe(1);
  });

  it('begins with the one last active', async () => {
    await signIn('1', 'kari');
    await signIn('2', 'siri');
    expect((await test.window('1')['session.get']({})).person?.name).toBe('Kari Eksempel');
    test = await test.restart();
    expect((await test.window('1')['session.get']({})).person?.name).toBe('Siri Eksempel');
  });

  it('signing out lasts, and signing in again brings back all she had', async () => {
    await signIn('1', 'kari');
    await test.window('1')['observation.log'](words);
    await test.window('1')['session.signOut']({});
    test = await test.restart();
    expect((await test.window('1')['session.get']({})).person).toBeNull();
    await signIn('1', 'kari');
    expect((await test.window('1')['observation.list'](all)).entries).toMatchObject([
      { text: words.text, state: 'waiting' },
    ]);
  });

  it('people of another issuer in the same folder are kept, but are not signed in', async () => {
    await signIn('1', 'kari');
    test = await test.restart({ issuer: 'http://127.0.0.1:2' });
    expect((await test.window('1')['session.get']({})).person).toBeNull();
    test = await test.restart({ issuer: issuer.url });
    expect((await test.window('1')['session.get']({})).person?.name).toBe('Kari Eksempel');
  });

  it('an issuer that is away is said at once', async () => {
    test = await test.restart({ issuer: 'http://127.0.0.1:2' });
    await expect(test.window('1')['session.signIn']({})).rejects.toMatchObject({
      code: 'session.issuerUnreachable',
    });
  });

  it('a browser the host can not open is opened by the page', async () => {
    test = await test.restart({ openBrowser: () => Promise.resolve(false) });
    const { url } = await test.window('1')['session.signIn']({});
    expect(url).toMatch(new RegExp(`^${issuer.url}/auth\\?`));
  });
});
