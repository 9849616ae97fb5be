import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Account, canEnter } from './account.ts';

/** Where clusters and programs go that can't lie in the home itself because the unprivileged account can't enter it. */
export const SHARED_PLACE = '/var/lib/lytt';

const Record = z.object({
  /** Folder that holds `data/` and the log. */
  place: z.string().min(1),
  password: z.string().min(1),
  port: z.number().int().min(1).max(65_535).nullable(),
  /** The data folder has once been whole: if it is missing now, something was lost. */
  initialised: z.boolean(),
});
/** What a home remembers of its cluster, in `postgres.json`, readable by its owner alone. */
export type ClusterRecord = z.infer<typeof Record>;

const fileOf = (home: string) => join(home, 'postgres.json');

export function readRecord(home: string): ClusterRecord | null {
  const file = fileOf(home);
  if (!existsSync(file)) return null;
  try {
    return Record.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(
      `${file} can't be read. It names Lytt's database; restore it, or move it away to begin anew.`,
    );
  }
}

export function writeRecord(home: string, record: ClusterRecord): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = fileOf(home);
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Makes a folder for a new cluster: inside the home where the account can enter it, else in the shared place. */
export function newPlace(home: string, account: Account): string {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const wanted = join(home, 'postgres');
  if (!existsSync(wanted)) {
    own(wanted, account);
    if (canEnter(account, wanted)) return wanted;
    rmdirSync(wanted);
  }
  if (account === null) return wanted;
  mkdirSync(SHARED_PLACE, { recursive: true, mode: 0o755 });
  const elsewhere = join(SHARED_PLACE, randomBytes(8).toString('hex'));
  own(elsewhere, account);
  if (!canEnter(account, elsewhere))
    throw new Error(`PostgreSQL's account can enter neither ${wanted} nor ${elsewhere}.`);
  return elsewhere;
}

function own(folder: string, account: Account): void {
  mkdirSync(folder, { mode: 0o700 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
}
