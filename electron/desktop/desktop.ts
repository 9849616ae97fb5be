import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import {
  configure,
  type DesktopConfiguration,
  gather,
  isFaulty,
  machineFile,
} from '../app/configuration.ts';
import { listPage } from '../app/page-files.ts';
import type { App, AppConfig, KeyHolder, Log } from '../app/ports.ts';
import { browserOpener } from './browser.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { type Held, holdHome } from './hold-home.ts';
import { errorName } from './ipc.ts';
import { desktopText, systemLanguage } from './language.ts';
import { fileLog } from './log.ts';
import { networkFetch } from './network.ts';
import { registerScheme, servePage } from './protocol.ts';
import { HIDDEN_FLAG, openShell, type Shell } from './shell.ts';
import {
  EXIT_FAULT,
  refuseConfiguration,
  refuseSecondHost,
  refuseStart,
  refuseToGoOn,
} from './start-fault.ts';

/** What the composition root hands over: the app itself, and all that a test must own. */
export interface DesktopParts {
  readonly createApp: (config: AppConfig) => Promise<App>;
  readonly keys: (kind: DesktopConfiguration['keys'], home: string) => KeyHolder;
  /** The data folder where the configuration names none; the same as in the other host. */
  readonly defaultHome: (kind: 'demo' | 'production') => string;
  /** Becomes the only app on a data folder, whichever host it is in; null where another is. */
  readonly becomeInstance: (home: string) => Held | null;
  /** Logs in by itself at the development issuer; the demo asks nobody for a password. */
  readonly demoLogin: AppConfig['openBrowser'];
  readonly environment: NodeJS.ProcessEnv;
  readonly arguments: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Where the built main file lies; the page and the icons lie beside it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** How long stores and sync engines may take to end before the process does anyway. */
const CLOSE_WITHIN_MS = 5000;

/**
 * Starts the desktop app, or hands over to the one that runs already. Everything before the first `await` must happen before
 * Electron is ready. Never throws: a start that fails is told in a dialog and ends with an exit code.
 */
export async function startDesktop(parts: DesktopParts): Promise<void> {
  app.enableSandbox();
  registerScheme();
  app.setAppUserModelId('no.nav.lytt');
  const file = machineFile(parts.platform, parts.environment);
  const own = join(app.getPath('userData'), 'lytt.json');
  const { values, unreadable } = gather(parts.environment, [file, own]);
  const kind = values.LYTT_DEMO === undefined ? 'production' : 'demo';
  const home = values.LYTT_HOME ?? parts.defaultHome(kind);
  const log = fileLog(home, parts.clock);
  const t = desktopText(systemLanguage(app.getPreferredSystemLanguages()));
  try {
    const chromium = folderForChromium(home);
    // The lock lies in this folder: one running app for one data folder, however many folders a tester has.
    app.setPath('userData', chromium);
    app.setPath('sessionData', join(chromium, 'chromium'));
    if (!app.requestSingleInstanceLock()) {
      app.quit();
      return;
    }
    let shell: Shell | null = null;
    let wanted = false;
    app.on('second-instance', () => {
      wanted = true;
      shell?.bringUp();
    });
    app.on('activate', () => shell?.bringUp());
    app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
    app.on('child-process-gone', (_event, { type, reason }) =>
      log('process.gone', { type, reason }),
    );
    await app.whenReady();
    const configuration = configure(values);
    if (isFaulty(configuration) || unreadable.length > 0) {
      const faults = isFaulty(configuration) ? configuration : { missing: [], wrong: [] };
      refuseConfiguration(faults, unreadable, file, t);
      return;
    }
    const held = await holdHome(() => parts.becomeInstance(home), log);
    if (held === null) {
      refuseSecondHost(t);
      return;
    }
    shell = await open(parts, home, configuration, held, log);
    if (wanted) shell.bringUp();
  } catch (error) {
    log('start.failed', { error: errorName(error) });
    refuseStart(error, t);
  }
}

/**
 * Where Chromium keeps its lock and what it writes: the data folder, which is made. One that can't be made or written would
 * end the app without a word, for no lock can be had in it; then a temporary one serves, and the app opens to say so.
 */
function folderForChromium(home: string): string {
  try {
    mkdirSync(join(home, 'chromium'), { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
    return home;
  } catch {
    const folder = mkdtempSync(join(tmpdir(), 'lytt-'));
    mkdirSync(join(folder, 'chromium'));
    return folder;
  }
}

async function open(
  parts: DesktopParts,
  home: string,
  configuration: DesktopConfiguration,
  held: Held,
  log: Log,
): Promise<Shell> {
  const developer = !app.isPackaged;
  // Not `persist:`: what a page process caches or stores is gone with it, and never on the disk outside the encrypted file.
  const page = session.fromPartition('page', { cache: false });
  hardenSession(page, { developer, platform: parts.platform });
  servePage(page.protocol, await listPage(join(parts.folder, '..', 'renderer')));
  const { demoPeople, backlogUrl, issuer, clientId, audience, retention } = configuration;
  const lytt = await parts.createApp({
    home,
    backlogUrl,
    issuer,
    clientId,
    audience,
    demoPeople,
    retention,
    keys: parts.keys(configuration.keys, home),
    clock: parts.clock,
    randomBytes: parts.randomBytes,
    fetch: networkFetch(session.fromPartition('service', { cache: false })),
    log,
    openBrowser: demoPeople === null ? browserOpener(log) : parts.demoLogin,
  });
  closeBeforeEnd(lytt, held, log);
  try {
    return await openShell({
      app: lytt,
      page,
      home,
      log,
      developer,
      folder: parts.folder,
      platform: parts.platform,
      clock: parts.clock,
      startHidden: startedByTheMachine(parts),
    });
  } catch (error) {
    await lytt.close();
    throw error;
  }
}

/** Started as the person logged in to the machine, not by her. macOS says so itself, elsewhere our login item does. */
function startedByTheMachine({ platform, arguments: given }: DesktopParts): boolean {
  return (
    given.includes(HIDDEN_FLAG) ||
    (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
  );
}

/** Lets the stores and the sync engines end, then the data folder go, before the process ends. */
function closeBeforeEnd(lytt: App, held: Held, log: Log): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const giveUp = setTimeout(() => {
      log('close.late');
      app.exit(EXIT_FAULT);
    }, CLOSE_WITHIN_MS);
    void lytt
      .close()
      .catch((error: unknown) => log('close.failed', { error: errorName(error) }))
      .then(() => {
        clearTimeout(giveUp);
        held.release();
        app.exit(0);
      });
  });
}

/** For a fault nobody caught: its name goes to the log, its words nowhere. */
export function faultHandlers(clock: Clock): {
  onUncaught: (error: unknown) => void;
  onRejected: (error: unknown) => void;
} {
  // Asked for at the fault: the folder may have been set since.
  const log: Log = (...line) => fileLog(app.getPath('userData'), clock)(...line);
  return {
    onUncaught(error) {
      log('process.failed', { error: errorName(error) });
      refuseToGoOn(desktopText(systemLanguage(app.getPreferredSystemLanguages())));
    },
    onRejected: (error) => log('process.rejected', { error: errorName(error) }),
  };
}
