import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So long the runtime may take to come, where it is not there already. */
export const FETCH_WITHIN_MS = 10_000;

export interface Runtime {
  /** Folder of the runtime, and the program in it. */
  readonly folder: string;
  readonly program: string;
  readonly version: string;
}

/** Electron's runtime where it is installed already, in the version that the package asks for; else null. */
export function installedRuntime(root: string): Runtime | null {
  const electron = join(root, 'node_modules', 'electron');
  const folder = join(electron, 'dist');
  try {
    const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')) as {
      version: string;
    };
    const there = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    const program = join(folder, readFileSync(join(electron, 'path.txt'), 'utf8').trim());
    return there === version && existsSync(program) ? { folder, program, version } : null;
  } catch {
    return null;
  }
}

/** The runtime, fetched by Electron's own installer if need be. Null where it can't be had within the given time. */
export async function obtainRuntime(
  root: string,
  withinMs: number = FETCH_WITHIN_MS,
): Promise<Runtime | null> {
  return (
    installedRuntime(root) ?? ((await install(root, withinMs)) ? installedRuntime(root) : null)
  );
}

function install(root: string, withinMs: number): Promise<boolean> {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', windowsHide: true });
    const late = setTimeout(() => child.kill('SIGKILL'), withinMs);
    const end = (done: boolean) => {
      clearTimeout(late);
      resolve(done);
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}
