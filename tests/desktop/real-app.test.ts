import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../electron/app/compose.ts';
import { fileKeys } from '../../electron/app/keys/file-keys.ts';
import { CALL_CHANNEL, CHANGED_CHANNEL } from '../../electron/desktop/channels.ts';
import { startDesktop } from '../../electron/desktop/desktop.ts';
import { becomeInstance } from '../../electron/loopback/instance.ts';
import type { Envelope, Input, Method, Output } from '../../shared/api.ts';
import { noTags } from '../../shared/domain/tags.ts';
import { kari } from './app-double.ts';
import { app, BrowserWindow, freshElectron, ipcMain, session, Tray } from './electron-double.ts';

// The desktop shell around the app as it is, over real encrypted files; the service does not answer.
let root: string;
let home: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lytt-real-'));
  home = join(root, 'home');
  mkdirSync(join(root, 'electron'));
  mkdirSync(join(root, 'renderer'));
  writeFileSync(join(root, 'renderer', 'index.html'), '<!doctype html>');
});
afterEach(async () => {
  await end();
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<void> {
  freshElectron();
  app.paths['userData'] = join(root, 'default');
  session.network = async () => Promise.reject(new TypeError('fetch failed'));
  const people = [{ ...kari, subject: 'kari' }];
  await startDesktop({
    createApp,
    keys: (_kind, folder) => fileKeys(join(folder, 'keys')),
    defaultHome: (kind) => join(root, kind),
    becomeInstance,
    demoLogin: async () => false,
    environment: {
      LYTT_HOME: home,
      LYTT_BACKLOG_URL: 'http://127.0.0.1:9/',
      LYTT_ISSUER: 'http://127.0.0.1:9/',
      LYTT_CLIENT_ID: 'lytt',
      LYTT_AUDIENCE: 'lytt',
      LYTT_DEMO: JSON.stringify(people),
      LYTT_KEYS: 'file',
    },
    arguments: [],
    platform: 'linux',
    folder: join(root, 'electron'),
    clock: () => Date.now(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
}

/** Quits, and waits until the process would have ended. */
async function end(): Promise<void> {
  if (app.exits.length > 0) return;
  app.quit();
  await expect.poll(() => app.exits, { timeout: 10_000 }).toEqual([0]);
}

async function envelope(method: string, input: unknown): Promise<Envelope<unknown>> {
  const sender = BrowserWindow.all[0]?.webContents;
  if (sender === undefined) throw new Error('no window was made');
  const call = { sender, senderFrame: sender.mainFrame };
  return (await ipcMain.invoke(CALL_CHANNEL, call, method, input)) as Envelope<unknown>;
}

async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await envelope(method, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value as Output<M>;
}

const words = 'Fikk ikke lastet opp vedlegget, prøvde tre ganger';
const log = () =>
  call('observation.log', { text: words, workaround: null, tags: noTags, acknowledged: [] });

test('what is saved over IPC is there after the next start, and shows as waiting', async () => {
  await start();
  expect((await call('session.get', {})).person?.id).toBe(kari.id);
  const saved = await log();
  expect(saved.text).toBe(words);
  await end();
  await start();
  const { entries, total } = await call('observation.list', { query: 'vedlegget' });
  expect([total, entries[0]?.id, entries[0]?.state]).toEqual([1, saved.id, 'waiting']);
});

test('the app in a browser waits while the desktop app has the data folder, and gets it after', async () => {
  await start();
  expect(becomeInstance(home)).toBeNull();
  await end();
  const other = becomeInstance(home);
  expect(other).not.toBeNull();
  other?.release();
});

test('the page is told what changed, without a word of it; the icon shows what waits', async () => {
  await start();
  await log();
  const window = BrowserWindow.all[0];
  await expect
    .poll(() => window?.webContents.sent.map(({ channel, args }) => [channel, ...args]))
    .toContainEqual([
      CHANGED_CHANNEL,
      { topics: expect.arrayContaining(['observations']) as unknown },
    ]);
  expect(JSON.stringify(window?.webContents.sent)).not.toContain('vedlegget');
  await expect.poll(() => Tray.all[0]?.toolTip).toBe('Lytt: 1 venter på å bli sendt');
});

test.each([
  ['nothing', ''],
  ['white space', ' \n\t '],
  ['NUL', 'a\u0000b'],
  ['a lone surrogate', 'a\ud800b'],
  ['more than the limit', 'x'.repeat(4_001)],
  ['a megabyte', 'x'.repeat(1_000_000)],
])('text that is %s is refused by its field, and nothing is saved', async (_what, text) => {
  await start();
  const answer = await envelope('observation.log', {
    text,
    workaround: null,
    tags: noTags,
    acknowledged: [],
  });
  expect(answer).toMatchObject({ ok: false, error: { field: 'text' } });
  expect((await call('observation.list', {})).total).toBe(0);
});

test('no word that was saved is in the clear in any file of the data folder', async () => {
  await start();
  await log();
  await end();
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(2);
  for (const { parentPath, name } of files)
    expect(readFileSync(join(parentPath, name)).includes('vedlegget'), name).toBe(false);
});
