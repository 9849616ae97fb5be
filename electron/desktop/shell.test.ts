import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MenuItemConstructorOptions, Session } from 'electron';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppDouble, kari, quiet, sessionOf } from '../../tests/desktop/app-double.ts';
import {
  app,
  BrowserWindow,
  freshElectron,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  SessionDouble,
  Tray,
} from '../../tests/desktop/electron-double.ts';
import { CALL_CHANNEL } from './channels.ts';
import { openShell, type ShellOptions } from './shell.ts';
import { shortcuts } from './shortcut.ts';

let home: string;
let lytt: AppDouble;
beforeEach(() => {
  freshElectron();
  home = mkdtempSync(join(tmpdir(), 'lytt-shell-'));
  lytt = new AppDouble();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function opened(changes: Partial<ShellOptions> = {}) {
  const lines: unknown[][] = [];
  const shell = await openShell({
    app: lytt,
    page: new SessionDouble('page') as unknown as Session,
    home,
    folder: '/x/electron',
    platform: 'win32',
    developer: false,
    startHidden: false,
    clock: () => 0,
    log: (...line) => lines.push(line),
    ...changes,
  });
  await settle();
  const window = BrowserWindow.all[0];
  if (window === undefined) throw new Error('no window was made');
  return { shell, window, lines };
}

const said = () => Notification.shown.map(({ options }) => options.body);

function menuItem(label: string): MenuItemConstructorOptions | undefined {
  return Menu.application?.template
    .flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    .find((item) => item.label === label);
}

describe('the window', () => {
  test('is the only one, shows our page and can call the app', async () => {
    const { window } = await opened();
    expect(BrowserWindow.all).toHaveLength(1);
    expect(window.address).toBe('app://lytt/');
    expect(window.options.webPreferences?.preload).toBe(join('/x/electron', 'preload.cjs'));
    const { webContents: sender } = window;
    const call = { sender, senderFrame: sender.mainFrame };
    expect(await ipcMain.invoke(CALL_CHANNEL, call, 'session.get', {})).toEqual({
      ok: true,
      value: sessionOf(kari),
    });
  });

  test('can call the app before the page is asked for', async () => {
    let served: unknown = 'nothing was loaded';
    const load = BrowserWindow.prototype.loadURL;
    BrowserWindow.prototype.loadURL = async function (address) {
      served = ipcMain.handlers.has(CALL_CHANNEL);
      await load.call(this, address);
    };
    try {
      await opened();
    } finally {
      BrowserWindow.prototype.loadURL = load;
    }
    expect(served).toBe(true);
  });
});

test.each([
  ['win32', 'tray.ico'],
  ['darwin', 'trayTemplate.png'],
  ['linux', 'tray.png'],
] as const)('the icon by the clock on %s is %s', async (platform, name) => {
  await opened({ platform });
  expect(Tray.all[0]?.icon).toBe(join('/x/electron', 'icons', name));
});

describe('what the person has set and done', () => {
  test.each([
    ['nb', 'Åpne Lytt', 'Fil'],
    ['nn', 'Opne Lytt', 'Fil'],
    ['en', 'Open Lytt', 'File'],
  ] as const)(
    'menu and tray speak her language, not the machine’s (%s)',
    async (language, open, file) => {
      app.languages = ['de-DE'];
      lytt.session = sessionOf(kari, { settings: { language, theme: 'dark', singleKeys: true } });
      await opened();
      expect(Tray.all[0]?.menu?.template[0]?.label).toBe(open);
      expect(Menu.application?.template[0]?.label).toBe(file);
      expect(nativeTheme.themeSource).toBe('dark');
    },
  );

  test('follow a change of hers at once', async () => {
    await opened();
    lytt.session = sessionOf(kari, {
      settings: { language: 'en', theme: 'light', singleKeys: true },
    });
    lytt.counts = { ...quiet, inbox: 2, waiting: 1 };
    lytt.tell('main', 'session');
    await settle();
    expect(Tray.all[0]?.toolTip).toBe('Lytt: 1 waiting to be sent');
    expect(nativeTheme.themeSource).toBe('light');
    expect(app.badge).toBe(2);
    expect(said()).toEqual(['2 new in the inbox']);
  });

  test('are not told of while she looks at them', async () => {
    const { window } = await opened();
    window.focused = true;
    lytt.counts = { ...quiet, inbox: 2 };
    lytt.tell('main', 'inbox');
    await settle();
    expect(said()).toEqual([]);
  });

  test('leave no badge and no queue behind when she signs out', async () => {
    lytt.counts = { ...quiet, inbox: 2, waiting: 1 };
    await opened();
    expect(app.badge).toBe(2);
    lytt.session = sessionOf(null);
    lytt.tell('main', 'session');
    await settle();
    expect([app.badge, Tray.all[0]?.toolTip]).toEqual([0, 'Lytt']);
  });
});

describe('the shortcut', () => {
  test('brings the window up, however it lies', async () => {
    const { window } = await opened();
    window.minimized = true;
    window.visible = false;
    globalShortcut.ours.get(shortcuts[0])?.();
    expect(window).toMatchObject({ minimized: false, visible: true, focused: true });
  });

  test('that another program has is said, with the one used instead', async () => {
    globalShortcut.taken.add(shortcuts[0]);
    await opened();
    expect(said()).toEqual([
      'Et annet program bruker Ctrl+Alt+L. Lytt bruker Ctrl+Alt+Shift+L i stedet.',
    ]);
    expect(menuItem('Hent fram Lytt: Ctrl+Alt+Shift+L')).toBeDefined();
  });

  test('that can’t be had at all is said too', async () => {
    globalShortcut.taken = new Set(shortcuts);
    await opened({ platform: 'darwin' });
    expect(said()).toEqual([
      'Andre programmer bruker ⌘⌥L, ⌘⌥⇧L, ⌘⌥⇧Y. Lytt har ingen snarvei denne gangen.',
    ]);
    expect(menuItem('Ingen snarvei: alle er tatt av andre programmer')).toBeDefined();
  });
});

describe('closing the window', () => {
  test('keeps the app by the clock on Windows, and says so the first time alone', async () => {
    const { window } = await opened();
    window.close();
    window.show();
    window.close();
    expect(window.destroyed).toBe(false);
    expect(said()).toEqual(['Det som venter, blir sendt. Avslutt fra ikonet ved klokken.']);
    freshElectron();
    const again = await opened();
    again.window.close();
    expect([again.window.destroyed, said()]).toEqual([false, []]);
  });

  test('ends the app on Linux, and on Windows where there is no icon to come back from', async () => {
    const linux = await opened({ platform: 'linux' });
    linux.window.close();
    expect([linux.window.destroyed, app.exits]).toEqual([true, [0]]);
    freshElectron();
    Tray.available = false;
    const bare = await opened();
    bare.window.close();
    expect([bare.window.destroyed, app.exits]).toEqual([true, [0]]);
  });

  test('closes it in earnest once the app is told to quit, from the icon too', async () => {
    const { window } = await opened();
    window.close();
    Tray.all[0]?.menu?.template
      .find(({ label }) => label === 'Avslutt Lytt')
      ?.click?.(...([] as unknown as Parameters<NonNullable<MenuItemConstructorOptions['click']>>));
    expect(window.destroyed).toBe(true);
    expect(globalShortcut.ours.size).toBe(0);
    expect(Tray.all[0]?.destroyed).toBe(true);
    expect(lytt.followers('main')).toBe(0);
    expect(lytt.closedWindows).toEqual(['main']);
  });
});

describe('started with the machine', () => {
  test('the window waits behind the icon until it is wanted', async () => {
    const { window, shell } = await opened({ startHidden: true });
    window.emit('ready-to-show');
    expect(window.visible).toBe(false);
    Tray.all[0]?.emit('click');
    expect(window.visible).toBe(true);
    window.hide();
    shell.bringUp();
    expect(window.visible).toBe(true);
  });

  test('the window shows itself where there is no icon to call it from', async () => {
    Tray.available = false;
    const { window } = await opened({ startHidden: true });
    window.emit('ready-to-show');
    expect(window.visible).toBe(true);
  });

  test('is a choice that is kept and found again', async () => {
    await opened();
    const label = 'Start når jeg logger inn på maskinen';
    expect(menuItem(label)?.checked).toBe(false);
    menuItem(label)?.click?.({ checked: true } as never, undefined, {} as never);
    expect(app.loginItem).toEqual({ openAtLogin: true, args: ['--hidden'] });
    lytt.tell('main', 'session');
    await settle();
    expect(menuItem(label)?.checked).toBe(true);
  });

  test('is no choice on Linux, which has no such setting', async () => {
    await opened({ platform: 'linux' });
    expect(menuItem('Start når jeg logger inn på maskinen')).toBeUndefined();
  });
});

describe('a machine that wakes', () => {
  test('has the app try to send at once', async () => {
    await opened();
    lytt.answers['sync.tryNow'] = async () => Promise.reject(new RangeError('x'));
    lytt.calls.length = 0;
    powerMonitor.emit('resume');
    expect(lytt.calls).toEqual([{ windowId: 'main', method: 'sync.tryNow' }]);
  });

  test('with nobody signed in writes down no more than the class of the fault', async () => {
    const { lines } = await opened();
    lytt.answers['sync.tryNow'] = async () => Promise.reject(new RangeError('Ola Nordmann'));
    powerMonitor.emit('resume');
    await settle();
    expect(lines).toEqual([['resume.tryFailed', { error: 'RangeError' }]]);
  });
});

test('a page that keeps dying is said in the end', async () => {
  const { window } = await opened();
  for (let death = 0; death < 4; death++)
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  expect(said()).toEqual(['Avslutt Lytt og start på nytt. Det du har lagret, er trygt.']);
});

test('nothing a person wrote is ever in a notification', async () => {
  const { window } = await opened();
  lytt.counts = { ...quiet, inbox: 1, setAside: 1, waiting: 1, review: 1 };
  lytt.tell('main', 'inbox', 'sync', 'reviews', 'observations');
  await settle();
  window.close();
  expect(Notification.shown.length).toBeGreaterThan(2);
  for (const { options } of Notification.shown) {
    expect(Object.keys(options).sort()).toEqual(['body', 'silent', 'title']);
    expect(`${options.title} ${options.body}`).not.toContain(kari.name);
  }
});
