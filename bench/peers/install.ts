import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Report } from '../figure.ts';

/** The package of the peers that Lytt itself does not need. */
export const peersFolder: string = import.meta.dirname;
const INSTALLED = join(peersFolder, 'node_modules', '.package-lock.json');
const LONGEST_MS = 5 * 60_000;

export const peerRequire: NodeJS.Require = createRequire(join(peersFolder, 'package.json'));

/**
 * Installs the peers where they are missing or older than their lock, and says so. Null when they are there; else, in a sentence,
 * why they are not: then whoever measures goes on without them.
 */
export function installPeers(mayInstall: boolean, report: Report): string | null {
  if (isInstalled()) return null;
  if (!mayInstall) return 'it is not installed, and --no-install was asked for';
  const names = Object.keys(wantedOf().dependencies).join(' and ');
  report(`installing ${names} into bench/peers (npm ci); Lytt itself does not need them`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(
    npm,
    ['ci', '--prefix', peersFolder, '--ignore-scripts', '--no-audit', '--no-fund'],
    {
      cwd: peersFolder,
      encoding: 'utf8',
      timeout: LONGEST_MS,
      shell: process.platform === 'win32',
    },
  );
  if (done.status === 0 && isInstalled()) return null;
  const said = `${done.error?.message ?? ''}\n${done.stderr ?? ''}`;
  const reason = said
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
  return `it could not be installed (${reason ?? 'npm ci failed'})`;
}

function isInstalled(): boolean {
  return (
    existsSync(INSTALLED) &&
    statSync(INSTALLED).mtimeMs >= statSync(join(peersFolder, 'package-lock.json')).mtimeMs
  );
}

function wantedOf(): { readonly dependencies: Readonly<Record<string, string>> } {
  return JSON.parse(readFileSync(join(peersFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
}
