import type { Options } from './arguments.ts';
import { hasDisplay, showInBrowser } from './browser.ts';
import { electronProgram } from './electron.ts';
import type { Ending } from './ending.ts';
import { printReady, say } from './print.ts';
import type { LauncherRecord } from './record.ts';
import type { Stage } from './stage.ts';

/** Whether the app is to be shown on this machine's screen; a script that reads addresses wants none opened. */
export function isWindowed({ headless, json }: Options): boolean {
  return !headless && !json && hasDisplay(process.platform, process.env);
}

/** Electron's program, where the app is to be shown in it. */
export function programFor(options: Options): Promise<string | null> {
  return isWindowed(options) ? electronProgram() : Promise.resolve(null);
}

export interface AppPart {
  readonly home: string;
  readonly options: Options;
  /** Electron's program; null: the loopback host and a browser. */
  readonly electron: string | null;
  readonly port: number;
  /** The app's settings, without its home and port. */
  readonly settings: Readonly<Record<string, string>>;
  readonly backlogUrl: string;
  readonly issuerUrl: string;
}

/** Starts the app, says where it is, and shows it. Resolves when that is done. */
export async function startApp(
  stage: Stage,
  record: LauncherRecord,
  ending: Ending,
  part: AppPart,
): Promise<void> {
  const { home, options, electron, backlogUrl: backlog, issuerUrl: issuer } = part;
  if (electron !== null && (await startInElectron(stage, ending, part, electron))) {
    record.setRunning({ backlog, issuer, window: true });
    printReady({ app: null, backlog, issuer }, options.json);
    return;
  }
  const app = await startInBrowser(stage, ending, part);
  record.setRunning({ backlog, issuer, window: false });
  printReady({ app, backlog, issuer }, options.json);
  if (isWindowed(options)) await showInBrowser(home);
  else if (!options.headless && !options.json)
    say('There is no screen to show it on; the address lets one browser in.');
}

/** False where Electron does not run on this machine, though its runtime is there (a sandbox that is not allowed, say). */
async function startInElectron(
  stage: Stage,
  ending: Ending,
  { home, settings }: AppPart,
  electron: string,
): Promise<boolean> {
  const app = stage.start({
    id: 'desktop',
    name: 'the desktop app',
    script: 'build/launcher/desktop.ts',
    environment: () => ({ ...settings, LYTT_HOME: home, LYTT_ELECTRON: electron }),
    mayClose: true,
    pauses: [500],
    onOver: (how) => ending.end(how === 'closed' ? 0 : 1),
  });
  try {
    await app.ready;
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    say('Electron does not run here; Lytt opens in a browser instead.');
    return false;
  }
}

/** Resolves with the address that lets one browser in. */
async function startInBrowser(
  stage: Stage,
  ending: Ending,
  { home, options, port, settings }: AppPart,
): Promise<string> {
  const app = stage.start({
    id: 'app',
    name: 'the app',
    script: 'electron/loopback/main.ts',
    environment: () => ({ ...settings, LYTT_HOME: home, PORT: String(port) }),
    onOver: () => ending.end(1),
    onAgain: ({ url }) => {
      say(`Lytt is ready again at ${url}`);
      if (isWindowed(options)) void showInBrowser(home);
    },
  });
  return (await app.ready).url;
}
