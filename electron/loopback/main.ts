import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from '../app/compose.ts';
import { configure, gather, isFaulty } from '../app/configuration.ts';
import { fileKeys } from '../app/keys/file-keys.ts';
import { keychainKeys } from '../app/keys/keychain-keys.ts';
import type { Log } from '../app/ports.ts';
import { followLogin } from '../identity/follow-login.ts';
import { defaultHome } from './default-home.ts';
import { type Loopback, startLoopback } from './host.ts';
import { askForTicket, becomeInstance, type Instance } from './instance.ts';

const EXIT_CONFIGURATION = 2;
const CLOSE_WITHIN_MS = 5_000;
/** How long a host that is just ending, or just starting, is waited for. */
const WAIT_MS = 10_000;

const clock = () => Date.now();
const say = (line: string) => process.stderr.write(`${line}\n`);
/** Lines of JSON on stderr: events and plain facts alone. */
const log: Log = (event, facts) =>
  say(JSON.stringify({ at: new Date(clock()).toISOString(), event, ...facts }));

process.on('uncaughtException', (error: unknown) => {
  // A fault's words may quote what a person wrote; its kind and place never do.
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const at = /^\s+at .*$/m.exec(stack)?.[0].trim() ?? null;
  log('process.failed', { error: error instanceof Error ? error.name : typeof error, at });
  process.exit(1);
});

const { values } = gather(process.env, []);
const configuration = configure(values);
const port = portOf(process.env['PORT']);
const missing = isFaulty(configuration) ? configuration.missing : [];
const wrong: string[] = isFaulty(configuration) ? [...configuration.wrong] : [];
if (port === null) wrong.push('PORT');

if (isFaulty(configuration) || port === null) {
  if (missing.length > 0) say(`Lytt can't start. Missing: ${missing.join(', ')}.`);
  if (wrong.length > 0) say(`Lytt can't start. Not usable as set: ${wrong.join(', ')}.`);
  say('Set them in the environment; docs/operations.md says what each one is.');
  process.exit(EXIT_CONFIGURATION);
}

const kind = configuration.demoPeople === null ? 'production' : 'demo';
const home = resolve(
  values.LYTT_HOME ?? defaultHome(kind, process.platform, process.env, homedir()),
);
const instance = await oneInstance();
const app = await createApp({
  home,
  backlogUrl: configuration.backlogUrl,
  issuer: configuration.issuer,
  clientId: configuration.clientId,
  audience: configuration.audience,
  demoPeople: configuration.demoPeople,
  retention: configuration.retention,
  keys: configuration.keys === 'file' ? fileKeys(join(home, 'keys')) : keychainKeys('Lytt'),
  clock,
  randomBytes: (length) => randomBytes(length),
  fetch: globalThis.fetch,
  log,
  // The page is in a browser already and opens the login itself; the demo needs no person to log in.
  openBrowser: kind === 'demo' ? followLogin(globalThis.fetch) : async () => false,
});
const doorKey = randomBytes(32).toString('base64url');
let loopback: Loopback;
try {
  loopback = await startLoopback({
    app,
    host: '127.0.0.1',
    port,
    pageFolder: join(import.meta.dirname, '..', '..', 'dist', 'renderer'),
    doorKey,
    log,
    randomBytes: (length) => randomBytes(length),
    clock,
  });
} catch (error) {
  say(startFault(error));
  await app.close();
  process.exit(1);
}
instance?.publish(loopback.origin, doorKey);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
tellReady(loopback.url, loopback.origin, false);

async function end(): Promise<void> {
  if (closing) return;
  closing = true;
  setTimeout(() => {
    log('close.late');
    process.exit(1);
  }, CLOSE_WITHIN_MS).unref();
  await loopback.close();
  await app.close();
  instance?.release();
  process.exit(0);
}

/** Waits for a host that is ending; hands over to one that answers. A home that can't be written has no lock, and no second start can harm it. */
async function oneInstance(): Promise<Instance | null> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    try {
      const held = becomeInstance(home);
      if (held !== null) return held;
    } catch (error) {
      log('instance.unlocked', { error: String((error as { code?: unknown }).code ?? 'unknown') });
      return null;
    }
    // Under a launcher there is nobody to hand over to: the one before is on its way out.
    const running = process.connected ? null : await askForTicket(home, globalThis.fetch);
    if (running !== null) {
      say('Lytt runs already on this data folder; here is a new address to it.');
      tellReady(running.url, running.origin, true);
      process.exit(0);
    }
    if (performance.now() > until) {
      say(`Another Lytt holds the data folder ${home}, and does not answer. End it first.`);
      process.exit(1);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

function tellReady(url: string, origin: string, already: boolean): void {
  const more = already ? { already } : {};
  process.stdout.write(`${JSON.stringify({ ready: true, url, origin, ...more })}\n`);
}

/** 0, any free one, when nothing is said; null for what is no port. */
function portOf(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return 0;
  const port = Number(value);
  return /^\d{1,5}$/.test(value.trim()) && port <= 65_535 ? port : null;
}

function startFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Choose another PORT.`;
  return `Lytt can't start: ${message}`;
}
