import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LyttError } from '../../shared/domain/errors.ts';
import { AppDouble, kari } from '../../tests/desktop/app-double.ts';
import {
  app,
  BrowserWindow,
  dialog,
  freshElectron,
  session,
  shell,
} from '../../tests/desktop/electron-double.ts';
import type { AppConfig } from '../app/ports.ts';
import { type DesktopParts, faultHandlers, startDesktop } from './desktop.ts';

let root: string;
let home: string;
let lytt: AppDouble;
let configs: AppConfig[];

beforeEach(() => {
  freshElectron();
  root = mkdtempSync(join(tmpdir(), 'lytt-desktop-'));
  home = join(root, 'home');
  mkdirSync(join(root, 'dist', 'electron'), { recursive: true });
  mkdirSync(join(root, 'dist', 'renderer'));
  writeFileSync(join(root, 'dist', 'renderer', 'index.html'), '<!doctype html><title>Lytt</title>');
  app.paths['userData'] = join(root, 'default');
  lytt = new AppDouble();
  configs = [];
});
afterEach(() => {
  if (existsSync(home)) chmodSync(home, 0o700);
  rmSync(root, { recursive: true, force: true });
});

const environment = () => ({
  LYTT_HOME: home,
  LYTT_BACKLOG_URL: 'https://lytt.example.org',
  LYTT_ISSUER: 'https://login.example.org',
  LYTT_CLIENT_ID: 'lytt',
  LYTT_AUDIENCE: 'lytt-backlog',
});

function start(changes: Partial<DesktopParts> = {}): Promise<void> {
  return startDesktop({
    createApp: async (config) => {
      configs.push(config);
      return lytt;
    },
    keys: (kind) => ({ kind, get: async () => null, set: async () => undefined }),
    defaultHome: (kind) => join(root, kind),
    becomeInstance: () => ({ release: () => undefined }),
    demoLogin: async () => false,
    environment: environment(),
    arguments: [],
    platform: 'linux',
    folder: join(root, 'dist', 'electron'),
    clock: () => 0,
    randomBytes: (length) => new Uint8Array(length),
    ...changes,
  });
}

const log = (): { event: string }[] =>
  readFileSync(join(home, 'logs', 'lytt.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });

describe('the start', () => {
  test('does what must come first before Electron is ready', async () => {
    await start();
    expect(app.calls.slice(0, 5)).toEqual([
      'enableSandbox',
      'scheme',
      'lock',
      'whenReady',
      'ready',
    ]);
  });

  test('opens the app over the data folder, which is the person’s own', async () => {
    await start();
    expect(configs).toHaveLength(1);
    expect(configs[0]).toMatchObject({
      home,
      backlogUrl: 'https://lytt.example.org',
      issuer: 'https://login.example.org',
      clientId: 'lytt',
      audience: 'lytt-backlog',
      demoPeople: null,
      keys: { kind: 'keychain' },
    });
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(app.paths).toMatchObject({ userData: home, sessionData: join(home, 'chromium') });
    expect(BrowserWindow.all[0]?.address).toBe('app://lytt/');
    expect([dialog.shown, app.exits]).toEqual([[], []]);
  });

  test('keeps the page and the service in sessions of memory alone', async () => {
    await start();
    expect(
      [...session.made.values()].map(({ partition, options }) => [partition, options]),
    ).toEqual([
      ['page', { cache: false }],
      ['service', { cache: false }],
    ]);
    const page = session.made.get('page');
    expect(page?.beforeRequest).not.toBeNull();
    expect(page?.permissionRequest).not.toBeNull();
    expect((await page?.serve?.(new Request('app://lytt/')))?.status).toBe(200);
    expect(BrowserWindow.all[0]?.options.webPreferences?.session).toBe(page);
  });

  test('gives the app the machine’s own network and browser', async () => {
    await start();
    await configs[0]?.fetch('https://lytt.example.org/x');
    expect(session.made.get('service')?.fetched).toHaveLength(1);
    expect(await configs[0]?.openBrowser('https://login.example.org/')).toBe(true);
    expect(shell.opened).toEqual(['https://login.example.org/']);
  });

  test('in the demo logs in by itself, and opens no browser', async () => {
    const people = [{ ...kari, subject: 'kari' }];
    const asked: string[] = [];
    await start({
      environment: { ...environment(), LYTT_DEMO: JSON.stringify(people), LYTT_KEYS: 'file' },
      demoLogin: async (url) => asked.push(url) > 0,
    });
    expect(configs[0]).toMatchObject({ demoPeople: people, keys: { kind: 'file' } });
    expect(await configs[0]?.openBrowser('http://127.0.0.1:4011/authorize')).toBe(true);
    expect([asked, shell.opened]).toEqual([['http://127.0.0.1:4011/authorize'], []]);
  });

  test('hardens every page there will ever be', async () => {
    await start();
    expect(BrowserWindow.all[0]?.webContents.opener?.({} as never)).toEqual({ action: 'deny' });
    const late = new BrowserWindow();
    expect(late.webContents.opener?.({} as never)).toEqual({ action: 'deny' });
  });
});

describe('the data folder', () => {
  test.each([
    ['production', {}],
    ['demo', { LYTT_DEMO: JSON.stringify([{ ...kari, subject: 'kari' }]) }],
  ])('where none is named is that of the %s', async (kind, demo) => {
    const { LYTT_HOME: _, ...rest } = environment();
    await start({ environment: { ...rest, ...demo } });
    expect(configs[0]?.home).toBe(join(root, kind));
    expect(app.paths['userData']).toBe(join(root, kind));
  });

  test('that the app in a browser holds is not opened a second time', async () => {
    vi.useFakeTimers();
    const started = start({ becomeInstance: () => null });
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    await started;
    expect(dialog.shown).toEqual([
      {
        title: 'Lytt kan ikke starte',
        content: 'Lytt går allerede i en nettleser på denne maskinen. Avslutt det først.',
      },
    ]);
    expect([configs, app.exits]).toEqual([[], [1]]);
  });
});

describe('a second start', () => {
  test('hands over to the first and opens nothing', async () => {
    app.firstInstance = false;
    await start();
    expect(app.exits).toEqual([0]);
    expect([configs, BrowserWindow.all]).toEqual([[], []]);
    expect(app.calls).not.toContain('ready');
  });

  test('brings up the window of the first', async () => {
    await start();
    const window = BrowserWindow.all[0];
    if (window === undefined) throw new Error('no window was made');
    window.minimized = true;
    app.emit('second-instance', {}, [], '/');
    expect(window).toMatchObject({ minimized: false, visible: true, focused: true });
  });

  test('while the first is still starting is not forgotten', async () => {
    const ready = app.holdReady();
    const started = start({ arguments: ['--hidden'] });
    app.emit('second-instance', {}, [], '/');
    ready();
    await started;
    expect(BrowserWindow.all[0]).toMatchObject({ visible: true, focused: true });
  });
});

describe('started with the machine', () => {
  test.each([
    ['win32', ['--hidden'], false],
    ['darwin', [], true],
  ] as const)('on %s, the window waits', async (platform, given, openedAtLogin) => {
    app.openedAtLogin = openedAtLogin;
    await start({ platform, arguments: given });
    BrowserWindow.all[0]?.emit('ready-to-show');
    expect(BrowserWindow.all[0]?.visible).toBe(false);
  });

  test('by the person, the window shows', async () => {
    await start({ platform: 'darwin' });
    BrowserWindow.all[0]?.emit('ready-to-show');
    expect(BrowserWindow.all[0]?.visible).toBe(true);
  });
});

describe('a start that can’t be', () => {
  test('names everything its configuration lacks at once, and opens nothing', async () => {
    await start({ environment: { LYTT_HOME: home, LYTT_ISSUER: 'ftp://login.example.org' } });
    const [shown] = dialog.shown;
    for (const name of ['LYTT_BACKLOG_URL', 'LYTT_CLIENT_ID', 'LYTT_AUDIENCE', 'LYTT_ISSUER'])
      expect(shown?.content).toContain(name);
    expect(dialog.shown).toHaveLength(1);
    expect(app.exits).toEqual([2]);
    expect([configs, BrowserWindow.all]).toEqual([[], []]);
  });

  test('names a settings file that can’t be read', async () => {
    const own = join(app.getPath('userData'), 'lytt.json');
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, '{');
    await start();
    expect(dialog.shown[0]?.content).toContain(own);
    expect(app.exits).toEqual([2]);
  });

  test('takes from a settings file what the environment does not say', async () => {
    const own = join(app.getPath('userData'), 'lytt.json');
    mkdirSync(dirname(own), { recursive: true });
    const { LYTT_CLIENT_ID: _, ...rest } = environment();
    writeFileSync(own, JSON.stringify({ LYTT_CLIENT_ID: 'from-file', LYTT_AUDIENCE: 'unused' }));
    await start({ environment: rest });
    expect(configs[0]).toMatchObject({ clientId: 'from-file', audience: 'lytt-backlog' });
  });

  test('is told in the machine’s language, and its words go nowhere', async () => {
    app.languages = ['en-GB'];
    await start({
      createApp: async () => {
        throw new RangeError('Ola Nordmann, 12345678901');
      },
    });
    expect(dialog.shown).toEqual([
      {
        title: 'Lytt cannot start',
        content: 'Something went wrong at the start (app.failed). What you have saved is safe.',
      },
    ]);
    expect(app.exits).toEqual([1]);
    expect(log()).toEqual([
      { at: '1970-01-01T00:00:00.000Z', event: 'start.failed', error: 'RangeError' },
    ]);
  });

  test('for want of the page is told, and the app’s stores are not opened', async () => {
    rmSync(join(root, 'dist', 'renderer'), { recursive: true });
    await start();
    expect([configs, app.exits]).toEqual([[], [1]]);
  });

  test('for want of the keychain says so', async () => {
    await start({
      createApp: async () => {
        throw new LyttError('store.keychainUnavailable');
      },
    });
    expect(dialog.shown[0]?.content).toContain('nøkkelring');
  });

  test('for a window that will not open closes the app it had opened', async () => {
    const load = BrowserWindow.prototype.loadURL;
    BrowserWindow.prototype.loadURL = async () => Promise.reject(new Error('ERR_FAILED'));
    try {
      await start();
    } finally {
      BrowserWindow.prototype.loadURL = load;
    }
    expect([lytt.closed, app.exits]).toEqual([1, [1]]);
  });
});

test('a data folder that is no folder still opens the app, which says what is wrong', async () => {
  writeFileSync(home, 'a file');
  await start();
  expect(configs[0]?.home).toBe(home);
  expect(app.paths['userData']).not.toBe(home);
  expect(BrowserWindow.all[0]?.address).toBe('app://lytt/');
  rmSync(app.paths['userData'] ?? '', { recursive: true });
});

describe('the end', () => {
  test('closes windows, then the app, lets the data folder go, then ends the process', async () => {
    const order: string[] = [];
    const release = () => order.push(`folder let go, ended: ${app.exits.length > 0}`);
    lytt.onClose = async () => {
      order.push(`app closed, windows open: ${BrowserWindow.all.some((w) => !w.destroyed)}`);
    };
    await start({ becomeInstance: () => ({ release }) });
    app.quit();
    expect(app.exits).toEqual([]);
    await expect.poll(() => app.exits).toEqual([0]);
    expect(order).toEqual(['app closed, windows open: false', 'folder let go, ended: false']);
  });

  test('that is asked for twice closes the app once', async () => {
    await start();
    app.quit();
    app.emit('will-quit', { preventDefault: () => undefined });
    await expect.poll(() => app.exits).toEqual([0]);
    expect(lytt.closed).toBe(1);
  });

  test('comes though the app could not close, and is written down by class', async () => {
    lytt.onClose = async () => Promise.reject(new RangeError('Ola Nordmann'));
    await start();
    app.quit();
    await expect.poll(() => app.exits).toEqual([0]);
    expect(log()).toContainEqual(
      expect.objectContaining({ event: 'close.failed', error: 'RangeError' }),
    );
  });

  test('comes though the app never closes', async ({ onTestFinished }) => {
    await start();
    lytt.onClose = () => new Promise(() => undefined);
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    app.quit();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(app.exits).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(app.exits).toEqual([1]);
    expect(log()).toContainEqual(expect.objectContaining({ event: 'close.late' }));
  });
});

describe('a fault nobody caught', () => {
  beforeEach(() => {
    app.paths['userData'] = home;
  });

  test('ends the app with a dialog; only its class is written down', () => {
    faultHandlers(() => 0).onUncaught(new RangeError('Ola Nordmann'));
    expect(dialog.shown[0]?.title).toBe('Lytt måtte avslutte');
    expect(app.exits).toEqual([1]);
    expect(log()).toEqual([
      { at: '1970-01-01T00:00:00.000Z', event: 'process.failed', error: 'RangeError' },
    ]);
  });

  test('in a promise is written down, and the app goes on', () => {
    faultHandlers(() => 0).onRejected('Ola Nordmann');
    expect([dialog.shown, app.exits]).toEqual([[], []]);
    expect(log()).toEqual([
      { at: '1970-01-01T00:00:00.000Z', event: 'process.rejected', error: 'string' },
    ]);
  });
});

test('a helper process that dies is written down', async () => {
  await start();
  app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
  expect(log()).toContainEqual(
    expect.objectContaining({ event: 'process.gone', type: 'GPU', reason: 'crashed' }),
  );
});
