import { join, resolve } from 'node:path';
import { installedRuntime, type Runtime } from '../../build/package/runtime.ts';

export const root = resolve(import.meta.dirname, '..', '..');
/** The app as it is shipped, which the suite starts. */
export const stagedApp = join(root, 'dist', 'desktop-test', 'app');

/** What the suite runs on, or a sentence that says why it can't. */
export function ground(): Runtime | string {
  const runtime = installedRuntime(root);
  if (runtime === null)
    return 'Electron’s runtime is not installed (npx install-electron fetches it)';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    return 'there is no display (xvfb-run gives one)';
  return runtime;
}
