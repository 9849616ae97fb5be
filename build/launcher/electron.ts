import { join } from 'node:path';
import { obtainRuntime } from '../package/runtime.ts';

/** Path of Electron's program, fetched if that takes no longer than ten seconds; null where it can't be had. */
export async function electronProgram(): Promise<string | null> {
  // Chromium's sandbox refuses root, and without it the app does not run.
  if (process.platform === 'linux' && process.getuid?.() === 0) return null;
  const runtime = await obtainRuntime(join(import.meta.dirname, '..', '..'));
  return runtime?.program ?? null;
}
