import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Whom the server runs as: nobody special, or (for root, which PostgreSQL refuses) an unprivileged account. */
export type Account = { readonly uid: number; readonly gid: number } | null;

const NAME = 'postgres';

/**
 * The account for a cluster whose data lie, or will lie, in `data`. Data that exist keep their owner; else root gets the
 * system's `postgres` account, made if missing.
 */
export function accountFor(data: string | null): Account {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  if (data !== null && existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp() ?? make();
}

function lookUp(): Account {
  try {
    const id = (flag: string) =>
      Number(
        execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function make(): Account {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', NAME]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', NAME]],
  ];
  for (const [command, args] of ways) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) {
      const account = lookUp();
      if (account !== null) return account;
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account "${NAME}" could not be made. Make it, or run Lytt as an ordinary user.`,
  );
}

/** Whether the account can work inside the folder. Tried for real: modes, ACLs and mounts all have a say. */
export function canEnter(account: Account, folder: string): boolean {
  if (account === null) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
      ...account,
      cwd: '/',
      stdio: 'ignore',
    }).status === 0
  );
}
