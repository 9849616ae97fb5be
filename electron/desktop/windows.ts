import { BrowserWindow, nativeTheme, type Session, screen } from 'electron';
import type { Log } from '../app/ports.ts';
import { pagePreferences } from './hardening.ts';
import { PAGE_URL } from './origin.ts';
import { defaultSize, smallestSize, stillVisible, type windowMemory } from './window-state.ts';

/** The page's own background (Aksel, light and dark), so that no white flashes before it has drawn. */
const backgrounds = { light: '#ffffff', dark: '#0e151f' } as const;
/** A page that dies more often than this in a minute is left alone; reloading it would only hide the fault. */
const RELOADS_A_MINUTE = 3;
const MINUTE_MS = 60_000;

export interface MainWindowOptions {
  readonly preload: string;
  readonly icon: string;
  readonly session: Session;
  readonly developer: boolean;
  readonly memory: ReturnType<typeof windowMemory>;
  readonly log: Log;
  readonly clock: () => number;
  /** Ready, but not brought up: started together with the machine. */
  readonly startHidden: boolean;
  readonly platform: NodeJS.Platform;
  /** The page's process died too often to be started once more. */
  readonly onPageLost: () => void;
  /** Asked when the person closes the window: true keeps it, hidden. */
  readonly keepOnClose: () => boolean;
}

export function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light;
}

/** Makes the main window; that no page leaves our address is seen to for every page at once. The caller attaches IPC, then loads. */
export function mainWindow(options: MainWindowOptions): BrowserWindow {
  const remembered = options.memory.load();
  const place =
    remembered === null
      ? null
      : stillVisible(
          remembered,
          screen.getAllDisplays().map(({ workArea }) => workArea),
        );
  const window = new BrowserWindow({
    ...(place ?? defaultSize),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Lytt',
    icon: options.icon,
    show: false,
    backgroundColor: backgroundColour(),
    autoHideMenuBar: true,
    webPreferences: pagePreferences(options),
  });
  // Maximising shows the window, so it waits until the window is to be seen anyway.
  let toMaximize = place !== null && remembered?.maximized === true;
  window.once('show', () => {
    if (toMaximize) window.maximize();
    toMaximize = false;
  });
  window.once('ready-to-show', () => {
    if (!options.startHidden) window.show();
  });
  window.on('close', (event) => {
    const maximized = toMaximize || window.isMaximized();
    options.memory.save({ ...window.getNormalBounds(), maximized });
    if (!options.keepOnClose()) return;
    event.preventDefault();
    window.hide();
  });
  const followTheme = () => window.setBackgroundColor(backgroundColour());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.removeListener('updated', followTheme));
  reviveDeadPage(window, options);
  return window;
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(PAGE_URL);
}

/** Brings the window up, wherever it is: hidden, minimised, behind others. */
export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A page process that died is started again: what was saved is in the store, what was being written in its draft. */
function reviveDeadPage(
  window: BrowserWindow,
  { log, clock, onPageLost }: MainWindowOptions,
): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log('page.died', { reason });
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = clock();
    deaths = [...deaths.filter((at) => now - at < MINUTE_MS), now];
    if (deaths.length <= RELOADS_A_MINUTE) window.webContents.reload();
    else onPageLost();
  });
}
