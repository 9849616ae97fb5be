import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const LOG_LIMIT = 10 * 1024 * 1024;
const STOP_WITHIN_MS = 14_000;
const DRAIN_WITHIN_MS = 500;
const root = join(import.meta.dirname, '..', '..');
const FOLLOW = pathToFileURL(join(import.meta.dirname, 'follow-parent.ts')).href;

/** What a child says of itself on one line of its stdout: `{"ready":true,"url":…}`. */
export interface Ready {
  readonly url: string;
}

export interface ChildSpec {
  /** TypeScript file to run, from the project's root. */
  readonly script: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Gets all that the child prints. */
  readonly logFile: string;
  /** Told of what the child has to say to a person: `{"say":…}` on a line of its stdout. */
  readonly say: (line: string) => void;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number;
  /** Settles with what the child said when it was ready, or with null when it ended before. */
  readonly ready: Promise<Ready | null>;
  readonly ended: Promise<Ended>;
  /** Asks it to end, and makes it after a while. */
  stop(): Promise<void>;
}

/**
 * Starts one of our own processes. It ends when this process does, however that ends: the channel between them breaks. It is in
 * a group of its own, so that Ctrl+C in the terminal reaches the launcher alone, which knows in which order to stop.
 */
export function startChild(spec: ChildSpec): Child {
  const out = openLog(spec.logFile);
  const child = spawnChild(spec.script, spec.environment, ['ignore', 'pipe', out, 'ipc']);
  const ended = endOf(child);
  void ended.then(() => closeSync(out));
  return {
    pid: child.pid ?? 0,
    ready: listen(child, ended, spec, (line) => writeSync(out, `${line}\n`)),
    ended,
    stop: () => stopChild(child, ended),
  };
}

/** As `startChild`, with our own stdout and stderr, for a process that is all there is. */
export function startAttached(
  script: string,
  environment: NodeJS.ProcessEnv,
): Omit<Child, 'ready'> {
  const child = spawnChild(script, environment, ['ignore', 'inherit', 'inherit', 'ipc']);
  const ended = endOf(child);
  return { pid: child.pid ?? 0, ended, stop: () => stopChild(child, ended) };
}

function spawnChild(script: string, env: NodeJS.ProcessEnv, stdio: StdioOptions): ChildProcess {
  return spawn(process.execPath, ['--import', FOLLOW, resolve(root, script)], {
    env,
    stdio,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

async function stopChild(child: ChildProcess, ended: Promise<Ended>): Promise<void> {
  if (child.connected) child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(late);
}

/** Not `close`, which never comes after a disconnect of our own; but what it printed last is read before it counts as ended. */
function endOf(child: ChildProcess): Promise<Ended> {
  const { stdout } = child;
  const drained =
    stdout === null
      ? Promise.resolve()
      : new Promise<void>((resolve) => stdout.once('close', () => resolve()));
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => {
      // A grandchild may hold the pipe for longer than it matters.
      const late = setTimeout(() => resolve({ code, signal }), DRAIN_WITHIN_MS);
      void drained.then(() => {
        clearTimeout(late);
        resolve({ code, signal });
      });
    });
  });
}

function listen(
  child: ChildProcess,
  ended: Promise<Ended>,
  { say }: ChildSpec,
  keep: (line: string) => void,
): Promise<Ready | null> {
  return new Promise((resolve) => {
    if (child.stdout !== null)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const told = parseLine(line);
        // A ready line is not logged: its address may let a browser in, or hold a password.
        if (told !== null && 'ready' in told) resolve({ url: told.url });
        else keep(line);
        if (told !== null && 'say' in told) say(told.say);
      });
    void ended.then(() => resolve(null));
  });
}

const Told = z.union([
  z.object({ ready: z.literal(true), url: z.string() }),
  z.object({ say: z.string() }),
]);

function parseLine(line: string): z.infer<typeof Told> | null {
  if (!line.startsWith('{')) return null;
  try {
    return Told.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** The end of a log, to show where the log is not at hand. */
export function lastLines(file: string, count: number): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}
