import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { personFile } from '../../electron/app/accounts/files.ts';
import { makeCopy } from '../../electron/store/health/copies.ts';
import type { Handlers } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { people, ServiceUnderTest } from '../support/backlog-service.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

// A person's file is damaged in every way; the real app with the real service makes the best of it, and says what that is.
const all = { query: null, limit: 100, offset: 0 };
const words = { workaround: null, tags: noTags, acknowledged: [] };

let service: ServiceUnderTest;
let app: TestApp;
let kari: Handlers;
/** To the service each test's caseworker is another. */
let sub = '';
let tests = 0;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
});
afterAll(() => service.stop());
beforeEach(async () => {
  tests += 1;
  sub = `kari-${tests}`;
  if (tests > 1) await service.replica();
  app = await startTestApp({
    backlogUrl: service.url,
    issuer: service.issuer.issuer,
    audience: service.issuer.audience,
  });
  await app.keepToken('kari', await service.issuer.token({ ...people.kari, sub }));
  kari = await app.as('kari');
});
afterEach(async () => {
  await app.close();
  await service.stopReplicas();
});

const file = () => personFile(app.home, 'kari').file;
const log = (text: string) => kari['observation.log']({ ...words, text });
const texts = async () =>
  (await kari['observation.list'](all)).entries.map(({ text }) => text).sort();
/** How often the service has been given an entry of hers. */
const taken = async () => {
  const { rows } = await service.pool.query('SELECT 1 FROM observation WHERE author = $1', [sub]);
  return rows.length;
};
const recovery = async () => (await kari['recovery.get']({})).recovery;

async function copyNow(): Promise<void> {
  const key = await app.config.keys.get('person-kari');
  if (key === null) throw new Error('she has no key');
  makeCopy(file(), key, personFile(app.home, 'kari').copiesFolder, new Date().toISOString());
}

/** Work of which some was copied, some sent since, some not sent, some half-written, some taken back. */
async function dayOfWork(): Promise<void> {
  await log('Kopiert og sendt');
  const regretted = await log('Kopiert, siden trukket');
  await kari['sync.tryNow']({});
  await copyNow();
  await log('Sendt etter kopien');
  await kari['observation.withdraw']({ observationId: regretted.id });
  await kari['sync.tryNow']({});
  expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, state: 'idle' });
  await service.stopReplicas();
  await log('Ikke sendt');
  const draft = {
    text: 'Halvveis',
    workaround: null,
    tags: noTags,
    observationId: null,
    answer: null,
  };
  await kari['draft.save'](draft);
}

/** The app is not running, or died; something happens to the file; the app starts, with the service there or not. */
async function after(
  how: 'closed' | 'killed',
  breakIt: () => void,
  online: boolean,
): Promise<void> {
  const left = new Map<string, Buffer>();
  if (how === 'killed')
    for (const suffix of ['', '-wal', '-shm', '.health'])
      left.set(`${file()}${suffix}`, readFileSync(`${file()}${suffix}`));
  const { home } = app;
  await app.app.close();
  for (const [name, bytes] of left) writeFileSync(name, bytes);
  breakIt();
  const backlogUrl = online ? (await service.replica()).url : app.config.backlogUrl;
  app = await app.restart({ backlogUrl, home });
  kari = await app.as('kari');
  await vi.waitFor(
    async () => {
      expect((await kari['session.get']({})).problems).toEqual([]);
      expect(await recovery()).not.toBeNull();
    },
    { timeout: 15_000, interval: 20 },
  );
}

async function whole(): Promise<void> {
  await vi.waitFor(async () => expect((await recovery())?.complete).toBe(true), {
    timeout: 15_000,
    interval: 50,
  });
}

function overwrite(from: number, to: number): void {
  const bytes = readFileSync(file());
  writeFileSync(file(), bytes.fill(0xa5, from, Math.min(to, bytes.length)));
}

const everything = ['Ikke sendt', 'Kopiert og sendt', 'Sendt etter kopien'];

test('its beginning overwritten: all is back before the service has been asked', async () => {
  await dayOfWork();
  await after('closed', () => overwrite(0, 1024), false);
  expect(await texts()).toEqual(everything);
  expect(await recovery()).toMatchObject({
    from: 'copy',
    entries: 3,
    unsent: 1,
    draft: true,
    missing: 0,
    unread: 0,
  });
  expect((await kari['draft.get']({})).draft?.text).toBe('Halvveis');
  expect((await kari['counts.get']({})).waiting).toBe(1);
});

test('all of it overwritten: the copy and the service give back all but what only it had, and the withdrawn stays gone', async () => {
  await dayOfWork();
  await after('closed', () => overwrite(0, Number.POSITIVE_INFINITY), true);
  await whole();
  expect(await texts()).toEqual(['Kopiert og sendt', 'Sendt etter kopien']);
  expect(await recovery()).toMatchObject({
    from: 'copy',
    unsent: 0,
    draft: false,
    unread: null,
    fetched: 1,
  });
  expect(await taken()).toBe(3);
  expect(await kari['counts.get']({})).toMatchObject({ waiting: 0, setAside: 0 });
});

test('without any copy, cut to its first page: the service gives back what was sent', async () => {
  await dayOfWork();
  await after(
    'closed',
    () => {
      truncateSync(file(), 4096);
      rmSync(personFile(app.home, 'kari').copiesFolder, { recursive: true });
    },
    true,
  );
  await whole();
  expect(await texts()).toEqual(['Kopiert og sendt', 'Sendt etter kopien']);
  expect(await recovery()).toMatchObject({ from: 'nothing', fetched: 2, unread: null });
});

test('killed, its log torn in the middle: what lies behind the tear is salvaged and goes out once', async () => {
  await dayOfWork();
  await after(
    'killed',
    () => {
      const wal = `${file()}-wal`;
      const bytes = readFileSync(wal);
      // The first frame: nothing after it would be taken.
      writeFileSync(wal, bytes.fill(0, 32 + 24 + 100, 32 + 24 + 200));
    },
    true,
  );
  await whole();
  expect(await texts()).toEqual(everything);
  await vi.waitFor(async () => expect((await kari['counts.get']({})).waiting).toBe(0), 15_000);
  expect(await taken()).toBe(4);
});

test('killed, its log cut off: what was sent comes from the service, and that the rest may be missing is said', async () => {
  await dayOfWork();
  await after('killed', () => truncateSync(`${file()}-wal`, 32 + 10 * (24 + 4096)), true);
  await whole();
  expect(await texts()).toEqual(expect.arrayContaining(['Kopiert og sendt', 'Sendt etter kopien']));
  expect(await recovery()).toMatchObject({ unread: null });
  expect(existsSync((await recovery())?.keptIn ?? '')).toBe(true);
});

test('a key of another: nothing is touched, it is said, and with the right key all is there', async () => {
  await dayOfWork();
  const key = join(app.home, 'keys', 'person-kari.key');
  const { home } = app;
  await app.app.close();
  const before = readFileSync(file());
  copyFileSync(key, `${key}.right`);
  writeFileSync(key, '5a'.repeat(32));
  app = await app.restart({ home });
  kari = await app.as('kari');
  await vi.waitFor(
    async () =>
      expect((await kari['session.get']({})).problems).toMatchObject([{ code: 'store.wrongKey' }]),
    { timeout: 15_000, interval: 20 },
  );
  await expect(log('Nytt')).rejects.toMatchObject({ code: 'store.wrongKey' });
  expect(readFileSync(file())).toEqual(before);
  expect(existsSync(personFile(home, 'kari').asideFolder)).toBe(false);
  await app.app.close();
  copyFileSync(`${key}.right`, key);
  app = await app.restart({ home });
  kari = await app.as('kari');
  expect(await texts()).toEqual(everything);
  expect(await recovery()).toBeNull();
});

test('the device’s own: who is signed in and what was chosen come back from its copy; without one, that is said', async () => {
  await kari['settings.set']({ language: 'en' });
  const device = join(app.home, 'device.db');
  const key = await app.config.keys.get('device');
  if (key === null) throw new Error('no key');
  makeCopy(device, key, join(app.home, 'copies', 'device'), new Date().toISOString());
  const { home } = app;
  for (const [copies, language, problems] of [
    [true, 'en', []],
    [false, 'nb', [{ code: 'store.deviceRestored' }]],
  ] as const) {
    await app.app.close();
    writeFileSync(device, 'noe annet');
    if (!copies) rmSync(join(home, 'copies', 'device'), { recursive: true });
    app = await app.restart({ home });
    kari = await app.as('kari').catch(() => app.window('1'));
    await vi.waitFor(
      async () =>
        expect(await app.window('1')['session.get']({})).toMatchObject({
          settings: { language },
          problems,
        }),
      { timeout: 15_000, interval: 20 },
    );
  }
});
