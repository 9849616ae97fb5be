import type { Session } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  BrowserWindow,
  freshElectron,
  nativeTheme,
  SessionDouble,
  screen,
} from '../../tests/desktop/electron-double.ts';
import type { WindowState } from './window-state.ts';
import { bringUp, loadPage, type MainWindowOptions, mainWindow } from './windows.ts';

beforeEach(freshElectron);

function made(changes: Partial<MainWindowOptions> = {}, remembered: WindowState | null = null) {
  const seen = { saved: [] as WindowState[], lines: [] as unknown[][], lost: 0, now: 0 };
  const window = mainWindow({
    preload: '/x/preload.cjs',
    icon: '/x/icons/icon.png',
    session: new SessionDouble('page') as unknown as Session,
    developer: false,
    platform: 'linux',
    memory: { load: () => remembered, save: (state) => seen.saved.push(state) },
    log: (...line) => seen.lines.push(line),
    clock: () => seen.now,
    startHidden: false,
    onPageLost: () => seen.lost++,
    keepOnClose: () => false,
    ...changes,
  });
  const [double] = BrowserWindow.all;
  if (double === undefined) throw new Error('no window was made');
  return { window, double, seen };
}

const place: WindowState = { x: 100, y: 80, width: 1000, height: 700, maximized: false };

describe('the main window', () => {
  test('is hardened and shows nothing before the page has drawn', () => {
    const { double } = made();
    expect(double.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      preload: '/x/preload.cjs',
    });
    expect(double.options).toMatchObject({ show: false, title: 'Lytt', minWidth: 480 });
    expect(double.visible).toBe(false);
    double.emit('ready-to-show');
    expect(double.visible).toBe(true);
  });

  test('loads our page and no other', async () => {
    const { window, double } = made();
    await loadPage(window);
    expect(double.address).toBe('app://lytt/');
  });

  test('stays hidden where it was started with the machine', () => {
    const { double } = made({ startHidden: true });
    double.emit('ready-to-show');
    expect(double.visible).toBe(false);
  });

  test('has the colour of the page at once, and follows the system', () => {
    nativeTheme.shouldUseDarkColors = true;
    const { double } = made();
    expect(double.options.backgroundColor).toBe('#0e151f');
    nativeTheme.shouldUseDarkColors = false;
    nativeTheme.emit('updated');
    expect(double.background).toBe('#ffffff');
    double.close();
    expect(nativeTheme.listenerCount('updated')).toBe(0);
  });
});

describe('its place', () => {
  test('is the remembered one', () => {
    const { double } = made({}, place);
    expect(double.options).toMatchObject({ x: 100, y: 80, width: 1000, height: 700 });
  });

  test('is the default one where the remembered screen is gone', () => {
    screen.workAreas = [{ x: 0, y: 0, width: 1280, height: 700 }];
    const { double } = made({}, { ...place, x: 2500, maximized: true });
    expect(double.options).toMatchObject({ width: 1180, height: 780 });
    expect(double.options.x).toBeUndefined();
    double.emit('ready-to-show');
    expect(double.maximized).toBe(false);
  });

  test('maximised is taken up once the window is seen, not before', () => {
    const { double } = made({}, { ...place, maximized: true });
    expect(double.visible).toBe(false);
    double.emit('ready-to-show');
    expect([double.visible, double.maximized]).toEqual([true, true]);
  });

  test('maximised survives a run in which the window was never seen', () => {
    const { double, seen } = made({ startHidden: true }, { ...place, maximized: true });
    double.emit('ready-to-show');
    double.close();
    expect(seen.saved).toEqual([{ ...double.bounds, maximized: true }]);
  });

  test('is saved as the window closes', () => {
    const { double, seen } = made({}, place);
    double.emit('ready-to-show');
    double.maximized = true;
    double.close();
    expect(seen.saved).toEqual([{ ...double.bounds, maximized: true }]);
    expect(double.destroyed).toBe(true);
  });
});

describe('closing', () => {
  test('hides the window where the app stays, and its place is saved all the same', () => {
    const { double, seen } = made({ keepOnClose: () => true });
    double.emit('ready-to-show');
    double.close();
    expect([double.destroyed, double.visible]).toEqual([false, false]);
    expect(seen.saved).toHaveLength(1);
  });

  test('a hidden or minimised window is brought up whole', () => {
    const { window, double } = made({ keepOnClose: () => true });
    double.close();
    double.minimized = true;
    bringUp(window);
    expect(double).toMatchObject({ visible: true, minimized: false, focused: true });
  });
});

describe('a page process that dies', () => {
  const die = (double: BrowserWindow, reason = 'crashed') =>
    double.webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });

  test('is started again, three times a minute, then the person is told', () => {
    const { double, seen } = made();
    for (let death = 0; death < 3; death++) die(double);
    expect([double.webContents.reloads, seen.lost]).toEqual([3, 0]);
    die(double);
    expect([double.webContents.reloads, seen.lost]).toEqual([3, 1]);
    expect(seen.lines[0]).toEqual(['page.died', { reason: 'crashed' }]);
  });

  test('now and then is started again for ever', () => {
    const { double, seen } = made();
    for (let death = 0; death < 9; death++) {
      die(double, 'oom');
      seen.now += 30_000;
    }
    expect([double.webContents.reloads, seen.lost]).toEqual([9, 0]);
  });

  test('in order, or with its window, is let go', () => {
    const { double } = made();
    die(double, 'clean-exit');
    double.close();
    die(double, 'killed');
    expect(double.webContents.reloads).toBe(0);
  });
});
