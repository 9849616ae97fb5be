import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

/** Stay packages of their own beside the bundle: they load compiled code from their own folders. */
export const nativePackages = ['better-sqlite3', '@napi-rs/keyring'] as const;

/** Names and licences of what is bundled in; they must go with it. */
export const LICENSES = 'licenses.md';

/** What window and tray show; the rest of what was rendered goes into the installers. */
export const appIcons = [
  'icon.png',
  'tray.ico',
  'tray.png',
  'tray@2x.png',
  'trayTemplate.png',
  'trayTemplate@2x.png',
] as const;

/**
 * Bundles the desktop app's scripts into `folder`: `main.js`, a module with everything but Electron and the native packages in
 * it; `file-worker.cjs`, the thread that looks after the files; `similar-worker.cjs`, the one that finds similar texts;
 * `preload.cjs`, which a sandboxed page needs as one CommonJS file. Its icons lie in `icons/` beside them.
 */
export async function bundleDesktop(root: string, folder: string): Promise<void> {
  await build(bundle(root, folder, 'electron/main.ts', 'main.js', 'es'));
  await build(bundle(root, folder, 'electron/store/health/worker.ts', 'file-worker.cjs', 'cjs'));
  await build(bundle(root, folder, 'electron/app/similar/worker.ts', 'similar-worker.cjs', 'cjs'));
  await build(bundle(root, folder, 'electron/preload.ts', 'preload.cjs', 'cjs'));
  await mkdir(join(folder, 'icons'), { recursive: true });
  for (const name of appIcons)
    await cp(join(root, 'build', 'icons', 'rendered', name), join(folder, 'icons', name));
}

/** Builds the page into `folder`. */
export async function bundlePage(root: string, folder: string): Promise<void> {
  // Else React's development build could be shipped.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      mode: 'production',
      build: { outDir: folder, emptyOutDir: true, license: { fileName: LICENSES } },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

function bundle(
  root: string,
  folder: string,
  entry: string,
  file: string,
  format: 'es' | 'cjs',
): InlineConfig {
  return {
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    mode: 'production',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    ssr: { target: 'node', noExternal: true, external: ['electron', ...nativePackages] },
    build: {
      ssr: join(root, entry),
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      // Electron 45 runs Node 24.
      target: 'node24',
      minify: false,
      sourcemap: false,
      license: entry.endsWith('main.ts') && { fileName: LICENSES },
      rolldownOptions: {
        // Else each part is headed by its path, which may lead through this machine's folders.
        experimental: { attachDebugInfo: 'none' },
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  };
}
