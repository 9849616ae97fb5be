import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..', '..', '..');

/** A program of ours, running as it runs in earnest: a process of its own that says when it is ready. */
export interface Program {
  /** What it said on its ready line. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Everything it wrote, for when a test fails or looks for what should not be there. */
  readonly said: () => string;
  stop(): Promise<void>;
  /** As a crash does it. */
  kill(): Promise<void>;
}

const READY_MS = 30_000;

/** Starts a TypeScript file of the project on this Node and waits for its one line of JSON. */
export async function startProgram(
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Program> {
  const child = spawn(process.execPath, [join(root, script)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const ready = await readyLine(child, () => errors, script);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  return {
    ready,
    said: () => written + errors,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function readyLine(
  child: ChildProcess,
  errors: () => string,
  script: string,
): Promise<Record<string, unknown>> {
  return new Promise((resolvePromise, reject) => {
    let out = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${script} was not ready in time. It said: ${errors()}`));
    }, READY_MS);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${script} ended (${code}) before it was ready. It said: ${errors()}`));
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const line = out.split('\n').find((one) => one.startsWith('{'));
      if (line === undefined || !out.includes('\n')) return;
      clearTimeout(late);
      resolvePromise(JSON.parse(line) as Record<string, unknown>);
    });
  });
}
