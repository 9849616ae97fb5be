import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, isAlive, until } from '../support/process.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** Puts right what an earlier run left in the data folder: a server still running, or a lock file of one that is not. */
export async function clearLeftover(
  data: string,
  binaries: Binaries,
  account: Account,
  tell: (line: string) => void,
): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) {
    rmSync(lock);
    return;
  }
  // A dead server's lock stays: PostgreSQL itself then looks whether its shared memory is still in use before it takes it.
  if (!isAlive(pid)) {
    tell('PostgreSQL was not stopped last time; it recovers by itself.');
    return;
  }
  if (!isServerOf(pid, data)) {
    // The number has gone to a stranger. PostgreSQL would take that for a running server and refuse.
    rmSync(lock);
    return;
  }
  tell('PostgreSQL still runs from an earlier start; stopping it.');
  for (const mode of ['fast', 'immediate']) {
    stopWith(binaries, data, account, mode);
    if (await until(() => !isAlive(pid), 5_000)) return;
  }
  throw new Error(`The PostgreSQL left from an earlier start (process ${pid}) does not stop.`);
}

/** Stops the server of the data folder with pg_ctl; waits at most 20 s. */
export function stopWith(binaries: Binaries, data: string, account: Account, mode: string): void {
  const cwd = process.platform === 'win32' ? undefined : '/';
  spawnSync(binaries.pgCtl, ['stop', '-D', data, '-m', mode, '-w', '-t', '20'], {
    ...account,
    cwd,
    stdio: 'ignore',
  });
}

function isServerOf(pid: number, data: string): boolean {
  const line = commandLine(pid);
  return line?.includes(data) === true && line.includes('postgres');
}
