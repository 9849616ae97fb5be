import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FETCH_WITHIN_MS = 10_000;

/** Path of Electron's program, fetched if that takes no longer than ten seconds; null where it can't be had. */
export async function electronRuntime(): Promise<string | null> {
  // Chromium's sandbox refuses root, and without it the app does not run.
  if (process.platform === 'linux' && process.getuid?.() === 0) return null;
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const there = installedIn(folder);
  if (there !== null) return there;
  await fetchRuntime(join(folder, 'install.js'));
  return installedIn(folder);
}

/** The package notes in `path.txt`, last of all, what it has unpacked. */
function installedIn(folder: string): string | null {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const place = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const program = join(place, readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

function fetchRuntime(script: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: 'ignore', windowsHide: true });
    const late = setTimeout(() => child.kill('SIGKILL'), FETCH_WITHIN_MS);
    const done = () => {
      clearTimeout(late);
      resolve();
    };
    child.once('error', done);
    child.once('exit', done);
  });
}
