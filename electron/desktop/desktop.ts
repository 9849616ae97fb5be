import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { Clock, RandomBytes } from '../../shared/domain/ids.ts';
import type { App, AppConfig, KeyHolder, Log } from '../app/ports.ts';
import { browserOpener } from './browser.ts';
import {
  configure,
  type DesktopConfiguration,
  gather,
  isFaulty,
  machineFile,
} from '../app/configuration.ts';
import { listPage } from '../app/page-files.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { errorName } from './ipc.ts';
import { desktopText, systemLanguage } from './language.ts';
import { fileLog } from './log.ts';
import { networkFetch } from './network.ts';
import { registerScheme, servePage } from './protocol.ts';
import { openShell, type Shell } from './shell.ts';
import { EXIT_FAULT, refuseConfiguration, refuseStart } from './start-fault.ts';

/** What the composition root hands over: the app itself, and all that a test must own. */
export interface DesktopParts {
  readonly createApp: (config: AppConfig) => Promise<App>;
  readonly keys: (kind: DesktopConfiguration['keys'], home: string) => KeyHolder;
  readonly environment: NodeJS.ProcessEnv;
  readonly arguments: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Where the built main file lies; the page and the icons lie beside it. */
  readonly folder: string;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** The data folder is made, the app's own files are written, before it gives up and ends anyway. */
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
  const home = values.LYTT_HOME ?? app.getPath('userData');
  const log = fileLog(home, parts.clock);
  const t = desktopText(systemLanguage(app.getPreferredSystemLanguages()));
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    // The lock lies in this folder: one running app for one data folder, however many folders a tester has.
    app.setPath('userData', home);
    app.setPath('sessionData', join(home, 'chromium'));
    if (!app.requestSingleInstanceLock()) {
      app.quit();
      return;
    }
    let shell: Shell | null = null;
    app.on('second-instance', () => shell?.bringUp());
    app.on('activate', () => shell?.bringUp());
    app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
    await app.whenReady();
    const configuration = configure(values);
    if (isFaulty(configuration) || unreadable.length > 0) {
      const faults = isFaulty(configuration) ? configuration : { missing: [], wrong: [] };
      refuseConfiguration(faults, unreadable, file, t);
      return;
    }
    shell = await open(parts, home, configuration, log);
  } catch (error) {
    log('start.failed', { error: errorName(error) });
    refuseStart(error, t);
  }
}

async function open(
  parts: DesktopParts,
  home: string,
  configuration: DesktopConfiguration,
  log: Log,
): Promise<Shell> {
  const developer = !app.isPackaged;
  // Not `persist:`: what a page process caches or stores is gone with it, and never on the disk outside the encrypted file.
  const page = session.fromPartition('page', { cache: false });
  hardenSession(page, developer);
  servePage(page.protocol, await listPage(join(parts.folder, '..', 'renderer')));
  const { demoPeople, backlogUrl, issuer, clientId, audience } = configuration;
  const lytt = await parts.createApp({
    home,
    backlogUrl,
    issuer,
    clientId,
    audience,
    demoPeople,
    keys: parts.keys(configuration.keys, home),
    clock: parts.clock,
    randomBytes: parts.randomBytes,
    fetch: networkFetch(session.fromPartition('service', { cache: false })),
    log,
    openBrowser: browserOpener(log),
  });
  closeBeforeEnd(lytt, log);
  return openShell({
    app: lytt,
    page,
    home,
    log,
    developer,
    folder: parts.folder,
    platform: parts.platform,
    clock: parts.clock,
    startHidden: parts.arguments.includes('--hidden'),
  });
}

/** Lets the stores and the sync engines end before the process does. */
function closeBeforeEnd(lytt: App, log: Log): void {
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
      refuseStart(error, desktopText(systemLanguage(app.getPreferredSystemLanguages())));
    },
    onRejected: (error) => log('process.rejected', { error: errorName(error) }),
  };
}
