import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium as playwrightChromium } from '@playwright/test';
import { runCommand } from './step.ts';

export interface Chromium {
  readonly program: string;
  /** As it names itself: "Chromium 142.0.7444.59". */
  readonly version: string;
  /** In words, where it came from. */
  readonly from: string;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const INSTALL_WITHIN_MS = 10 * 60_000;

/**
 * The Chromium for the end-to-end tests: the one that `CHROMIUM` names; one on PATH; Playwright's own where it is installed; else
 * installs one, Debian's where root, Playwright's elsewhere. Throws a sentence where none can be had.
 */
export async function findChromium(tell: (line: string) => void): Promise<Chromium> {
  const named = process.env['LYTT_CHROMIUM'] ?? process.env['CHROMIUM'];
  if (named !== undefined && named.trim() !== '') {
    const chromium = tried(named.trim(), 'named by CHROMIUM');
    if (chromium === null) throw new Error(`CHROMIUM names ${named}, which does not run.`);
    return chromium;
  }
  const there = onPath() ?? inUsualPlace() ?? playwrights();
  if (there !== null) return there;
  if (isDebianRoot()) {
    tell('There is no Chromium; installing Debian’s.');
    await installDebian();
    const debians = onPath();
    if (debians !== null) return { ...debians, from: 'installed with apt-get' };
  }
  tell('There is no Chromium; installing Playwright’s.');
  const script = join('node_modules', '@playwright', 'test', 'cli.js');
  await runCommand({
    program: script,
    args: ['install', 'chromium'],
    limitMs: INSTALL_WITHIN_MS,
  });
  const installed = playwrights();
  if (installed !== null) return installed;
  throw new Error(
    'No Chromium could be found or installed. Install one and set CHROMIUM to its path.',
  );
}

function onPath(): Chromium | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of names) {
      const program = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      const chromium = existsSync(program) ? tried(program, 'found on PATH') : null;
      if (chromium !== null) return chromium;
    }
  return null;
}

function inUsualPlace(): Chromium | null {
  const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((root) =>
      join(process.env[root] ?? 'C:\\', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    ),
  };
  for (const program of places[process.platform] ?? []) {
    const chromium = existsSync(program) ? tried(program, 'installed on this machine') : null;
    if (chromium !== null) return chromium;
  }
  return null;
}

function playwrights(): Chromium | null {
  const program = playwrightChromium.executablePath();
  return existsSync(program) ? tried(program, 'Playwright’s own') : null;
}

/** Runs it: some systems have a program of the name that only says where to get one. */
function tried(program: string, from: string): Chromium | null {
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return { program, version: 'Chromium', from };
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  const version = /^.*\d+\.\d+\.\d+.*$/m.exec(asked.stdout ?? '')?.[0].trim();
  return asked.status === 0 && version !== undefined ? { program, version, from } : null;
}

function isDebianRoot(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

async function installDebian(): Promise<void> {
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const limitMs = INSTALL_WITHIN_MS;
  await runCommand({ program: 'apt-get', args: ['update', '-q'], environment, limitMs });
  await runCommand({
    program: 'apt-get',
    args: ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    environment,
    limitMs,
  });
}
