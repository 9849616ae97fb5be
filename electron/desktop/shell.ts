import { join } from 'node:path';
import { app, globalShortcut, nativeTheme, powerMonitor, type Session } from 'electron';
import type { Clock } from '../../shared/domain/ids.ts';
import type { App, Log } from '../app/ports.ts';
import { followStanding, type Standing } from './companion.ts';
import { errorName, serveIpc } from './ipc.ts';
import { type DesktopTranslate, desktopText, systemLanguage } from './language.ts';
import { showMenu } from './menu.ts';
import { makeNotifier } from './notifications.ts';
import { readableKeys, type ShortcutOutcome, takeShortcut } from './shortcut.ts';
import { makeTray } from './tray.ts';
import { windowMemory } from './window-state.ts';
import { bringUp, loadPage, mainWindow } from './windows.ts';

export interface ShellOptions {
  readonly app: App;
  readonly page: Session;
  readonly home: string;
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly developer: boolean;
  readonly startHidden: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Shell {
  bringUp(): void;
}

const MAIN = 'main';
export const HIDDEN_FLAG = '--hidden';
/** Windows finds a login item by its arguments, so that asking and setting must name the same. */
const loginItem = { args: [HIDDEN_FLAG] };

/** Window, tray, menu, shortcut and notifications around one running app. */
export async function openShell(options: ShellOptions): Promise<Shell> {
  const { platform, log, folder } = options;
  const memory = windowMemory(options.home);
  const firstTime = memory.load() === null;
  let t = desktopText(systemLanguage(app.getPreferredSystemLanguages()));
  let quitting = false;
  let toldStillRunning = !firstTime;
  app.on('before-quit', () => {
    quitting = true;
  });

  const up = () => bringUp(window);
  const tray = makeTray({ icon: trayIcon(folder, platform), onOpen: up, onQuit: () => app.quit() });
  const window = mainWindow({
    preload: join(folder, 'preload.cjs'),
    icon: join(folder, 'icons', 'icon.png'),
    session: options.page,
    developer: options.developer,
    memory,
    log,
    clock: options.clock,
    platform,
    startHidden: options.startHidden && tray !== null,
    onPageLost: () => notifier.say(t('pageLostTitle'), t('pageLostBody')),
    keepOnClose: () => {
      const keep = !quitting && staysAfterClose(platform, tray !== null);
      if (keep && !toldStillRunning) {
        toldStillRunning = true;
        notifier.say(t('stillRunningTitle'), t('stillRunningBody'));
      }
      return keep;
    },
  });
  const notifier = makeNotifier({ watching: () => window.isFocused(), onClicked: up });
  serveIpc(options.app, log).attach(window.webContents, MAIN);
  app.on('window-all-closed', () => app.quit());

  const shortcut = takeShortcut(up);
  app.on('will-quit', () => {
    globalShortcut.unregisterAll();
    tray?.destroy();
  });
  const drawMenu = () =>
    showMenu({
      t,
      platform,
      version: app.getVersion(),
      developer: options.developer,
      shortcut: shortcutLine(shortcut, platform, t),
      openAtLogin: platform === 'linux' ? null : app.getLoginItemSettings(loginItem).openAtLogin,
      onOpenAtLogin: (wanted) => app.setLoginItemSettings({ openAtLogin: wanted, ...loginItem }),
    });
  drawMenu();
  tray?.update(null, t);

  const follower = followStanding(options.app, MAIN, show, log);
  window.once('closed', () => follower.stop());
  powerMonitor.on('resume', () => tryNow(options.app, log));
  await loadPage(window);
  if (shortcut.taken.length > 0) notifier.say(t('shortcutTitle'), takenLine(shortcut, platform, t));
  return { bringUp: up };

  function show({ session, counts }: Standing): void {
    t = desktopText(session.settings.language);
    nativeTheme.themeSource = session.settings.theme;
    drawMenu();
    tray?.update(counts, t);
    app.setBadgeCount(counts?.inbox ?? 0);
    if (counts !== null) notifier.look(session.person?.id ?? null, counts, t);
  }
}

/** The custom of each system. Linux often has no place for a tray icon, so there closing is ending. */
function staysAfterClose(platform: NodeJS.Platform, hasTray: boolean): boolean {
  return platform === 'darwin' || (platform === 'win32' && hasTray);
}

/** Windows takes the size that fits from one file; the others look for `@2x` beside the name. */
function trayIcon(folder: string, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(folder, 'icons', 'trayTemplate.png');
  return join(folder, 'icons', platform === 'win32' ? 'tray.ico' : 'tray.png');
}

function shortcutLine(
  { keys }: ShortcutOutcome,
  platform: NodeJS.Platform,
  t: DesktopTranslate,
): string {
  return keys === null
    ? t('shortcutNone')
    : t('shortcutIs', { keys: readableKeys(keys, platform) });
}

function takenLine(
  { keys, taken }: ShortcutOutcome,
  platform: NodeJS.Platform,
  t: DesktopTranslate,
): string {
  const names = taken.map((name) => readableKeys(name, platform)).join(', ');
  return keys === null
    ? t('shortcutLost', { taken: names })
    : t('shortcutNext', { taken: names, keys: readableKeys(keys, platform) });
}

/** A machine that wakes has often just got its network back. Nobody signed in is no fault. */
function tryNow(lytt: App, log: Log): void {
  lytt
    .handlers(MAIN)
    ['sync.tryNow']({})
    .catch((error: unknown) => log('resume.tryFailed', { error: errorName(error) }));
}
