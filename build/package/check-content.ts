import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentSecurityPolicy } from '../../electron/app/content-security-policy.ts';
import type { Archive } from './archive.ts';
import { LICENSES } from './bundle.ts';

/** Sides in pixels; null for a picture of several. */
const icons: Readonly<Record<string, number | null>> = {
  'icon.png': 256,
  'tray.ico': null,
  'tray.png': 24,
  'tray@2x.png': 48,
  'trayTemplate.png': 16,
  'trayTemplate@2x.png': 32,
};
const required = [
  'LICENSE',
  'package.json',
  'electron/main.js',
  'electron/file-worker.cjs',
  'electron/similar-worker.cjs',
  'electron/preload.cjs',
  `electron/${LICENSES}`,
  'renderer/index.html',
  `renderer/${LICENSES}`,
];

const text = ({ folder }: Archive, path: string) => readFileSync(join(folder, path), 'utf8');

/** What an app can't do without. */
export function missingFiles(archive: Archive): string[] {
  const wanted = [...required, ...Object.keys(icons).map((name) => `electron/icons/${name}`)];
  return wanted.filter((path) => !archive.files.includes(path)).map((path) => `${path} is missing`);
}

/** Icons that are no pictures, or of another size than their name promises. */
export function wrongIcons(archive: Archive): string[] {
  const faults: string[] = [];
  for (const [name, size] of Object.entries(icons)) {
    const path = `electron/icons/${name}`;
    if (!archive.files.includes(path)) continue;
    const bytes = readFileSync(join(archive.folder, path));
    const right =
      size === null
        ? bytes.length > 6 && bytes.readUInt32LE(0) === 0x10000 && bytes.readUInt16LE(4) > 1
        : bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' &&
          bytes.readUInt32BE(16) === size &&
          bytes.readUInt32BE(20) === size;
    if (!right) faults.push(`${path} is not the icon it should be`);
  }
  return faults;
}

/** The entry that Electron starts. */
export function wrongEntry(archive: Archive): string[] {
  if (!archive.files.includes('package.json')) return [];
  const { main, type } = JSON.parse(text(archive, 'package.json')) as Record<string, unknown>;
  const faults: string[] = [];
  if (typeof main !== 'string' || !archive.files.includes(main))
    faults.push('package.json names a main file that is not there');
  if (type !== 'module') faults.push('package.json does not say that main is a module');
  return faults;
}

const source = /\.(?:[cm]?tsx?|jsx|map|cc?|cpp|hh?|hpp|gypi?|rs|md)$/;
const tests = /(?:^|\/)(?:tests?|__tests__|bench|docs)\/|\.(?:test|spec)\./;

/** Sources, maps and tests: the app is shipped built. Licences may be Markdown. */
export function sources(archive: Archive): string[] {
  return archive.files
    .filter(
      (path) => (source.test(path) && !/licen[cs]es?[^/]*\.md$/i.test(path)) || tests.test(path),
    )
    .map((path) => `${path} is a source`);
}

/** Packages that are not among those the app says it needs. */
export function strayPackages(
  archive: Archive,
  allowed: readonly string[],
  development: ReadonlySet<string>,
): string[] {
  const found = new Set<string>();
  for (const path of archive.files) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
    if (name !== undefined) found.add(name);
  }
  return [...found]
    .filter((name) => !allowed.includes(name))
    .map((name) =>
      development.has(name)
        ? `${name} is a development dependency`
        : `${name} is a package the app does not ask for`,
    );
}

const secretFile =
  /(?:^|\/)(?:\.env[^/]*|\.npmrc|lytt\.json|[^/]+\.(?:pem|key|p12|pfx|jks|sqlite|sqlite3|db|log|jsonl))$/;
const secretText: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)+[A-Za-z0-9+/]{32}/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
  'an address with a password': /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`$]+:[^\s/:@'"`$]+@[a-z0-9.[-]/i,
  'a key to a cloud': /\bAKIA[0-9A-Z]{16}\b/,
};
const readable = /\.(?:[cm]?js|json|html|css|svg|txt|md)$|(?:^|\/)LICENSE[^/]*$/;

/** Secrets, data, and the path of the folder it was built in. */
export function secrets(archive: Archive, builtIn: string): string[] {
  const faults: string[] = [];
  for (const path of archive.files) {
    if (secretFile.test(path)) faults.push(`${path} may hold secrets or data`);
    if (!readable.test(path)) continue;
    const content = text(archive, path);
    for (const [what, pattern] of Object.entries(secretText))
      if (pattern.test(content)) faults.push(`${path} holds ${what}`);
    if (content.includes(builtIn) || content.includes(builtIn.replaceAll('\\', '\\\\')))
      faults.push(`${path} names the folder it was built in`);
  }
  return faults;
}

/** That the policy every answer carries is in the app, whole. */
export function missingPolicy(archive: Archive): string[] {
  if (!archive.files.includes('electron/main.js')) return [];
  const main = text(archive, 'electron/main.js');
  return ['content-security-policy', ...contentSecurityPolicy.split('; ')]
    .filter((part) => !main.includes(part))
    .map((part) => `electron/main.js does not set the security policy "${part}"`);
}
