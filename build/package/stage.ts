import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleDesktop, bundlePage, nativePackages } from './bundle.ts';

/** What an app is built for. Native code comes with npm's installation, which fetches that of this machine alone. */
export interface Target {
  readonly platform: NodeJS.Platform;
  readonly arch: NodeJS.Architecture;
}

export const thisMachine: Target = { platform: process.platform, arch: process.arch };

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly author: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The package that holds the keychain's compiled code for a target. */
export function keyringBinding({ platform, arch }: Target): string {
  const abi = platform === 'win32' ? '-msvc' : platform === 'linux' ? '-gnu' : '';
  return `@napi-rs/keyring-${platform}-${arch}${abi}`;
}

/**
 * Makes the app as it will be shipped in `folder`: the bundles, the page, the icons, and of `node_modules` the native packages
 * alone, without their C sources and without what is for other systems.
 */
export async function stageApp(root: string, folder: string, target: Target): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await bundlePage(root, join(folder, 'renderer'));
  await bundleDesktop(root, join(folder, 'electron'));
  await writeFile(join(folder, 'package.json'), await packageFile(root));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));

  const modules = join(root, 'node_modules');
  const staged = join(folder, 'node_modules');
  const prebuilt = `${target.platform}-${target.arch}.node`;
  // `lib/win32-x64.js` and its like are other ways in, each for one system.
  await take(modules, staged, 'better-sqlite3', (path) =>
    path.startsWith('prebuilds/')
      ? path === `prebuilds/${prebuilt}`
      : path.startsWith('lib/') && !/^lib\/\w+-\w+64\.js$/.test(path),
  );
  await take(modules, staged, '@napi-rs/keyring', (path) => path === 'index.js');
  await take(modules, staged, keyringBinding(target), (path) => path.endsWith('.node'));
}

/** Copies a package's own description and licence, and of its files what `wanted` says. */
async function take(
  modules: string,
  staged: string,
  name: string,
  wanted: (path: string) => boolean,
): Promise<void> {
  const from = join(modules, name);
  await cp(from, join(staged, name), {
    recursive: true,
    dereference: true,
    filter(source) {
      const path = source.slice(from.length + 1).replaceAll('\\', '/');
      const folder = path === '' || /^(?:lib|lib\/methods|prebuilds)$/.test(path);
      return folder || path === 'package.json' || /^LICENSE/.test(path) || wanted(path);
    },
  });
}

async function packageFile(root: string): Promise<string> {
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as PackageFile;
  const dependencies = Object.fromEntries(
    nativePackages.map((name) => [name, own.dependencies[name] ?? '']),
  );
  const { name, version, description, license, author } = own;
  const shipped = {
    name,
    productName: 'Lytt',
    version,
    description,
    license,
    author,
    private: true,
    type: 'module',
    main: 'electron/main.js',
    // Linux finds the window's icon by it.
    desktopName: 'lytt.desktop',
    dependencies,
  };
  return `${JSON.stringify(shipped, null, 2)}\n`;
}
