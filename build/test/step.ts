import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Command {
  /** A package's own script, run by this Node; or a program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** After this it hangs, and is ended. */
  readonly limitMs: number;
}

/** Runs a command with our own output; resolves with its exit code, 124 when it took too long. */
export function runCommand({ program, args, environment, limitMs }: Command): Promise<number> {
  const script = /\.[cm]?js$/.test(program);
  return new Promise((resolve, reject) => {
    const child = spawn(
      script ? process.execPath : program,
      script ? [join(root, program), ...args] : [...args],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, ...environment },
      },
    );
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.stderr.write(`This takes longer than ${limitMs / 60_000} minutes; ending it.\n`);
      child.kill('SIGKILL');
    }, limitMs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (late) resolve(124);
      else resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
