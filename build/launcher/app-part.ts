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
  const { home, options, electron, port, settings, backlogUrl, issuerUrl } = part;
  const inBrowser = electron === null;
  const showing = inBrowser && isWindowed(options);
  const app = stage.start({
    id: 'app',
    name: 'the app',
    script: inBrowser ? 'electron/loopback/main.ts' : 'build/launcher/desktop.ts',
    environment: () => ({
      ...settings,
      LYTT_HOME: home,
      ...(inBrowser ? { PORT: String(port) } : { LYTT_ELECTRON: electron }),
    }),
    mayClose: !inBrowser,
    onOver: (how) => ending.end(how === 'closed' ? 0 : 1),
    onAgain: ({ url }) => {
      if (inBrowser) say(`Lytt is ready again at ${url}`);
      if (showing) void showInBrowser(home);
    },
  });
  const { url } = await app.ready;
  record.setRunning({ backlog: backlogUrl, issuer: issuerUrl, window: !inBrowser });
  printReady({ app: inBrowser ? url : null, backlog: backlogUrl, issuer: issuerUrl }, options.json);
  if (showing) await showInBrowser(home);
  else if (inBrowser && !options.headless && !options.json)
    say('There is no screen to show it on; the address lets one browser in.');
}
