import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';

/**
 * A lock on a file that the operating system gives back when its holder ends, however it ends: so there is no such thing as a
 * stale one. Null where someone else holds it. Throws where the file can't be made.
 */
export function holdLock(file: string): { release(): void } | null {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.exec('BEGIN EXCLUSIVE');
    return { release: () => sqlite.close() };
  } catch (error) {
    sqlite.close();
    if ((error as { code?: unknown }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
}

const Address = z.object({ origin: z.url(), key: z.string().min(1) });
const Ticket = z.object({ url: z.url(), origin: z.url() });

const lockOf = (home: string) => join(home, 'loopback.lock');
const addressOf = (home: string) => join(home, 'loopback.json');

/** The one loopback host of a home. */
export interface Instance {
  /** Tells a second start where this one answers, and the key that gets it a ticket. Readable by the user alone. */
  publish(origin: string, key: string): void;
  release(): void;
}

/** Becomes the home's one host; null where another is. Throws where the home can't be written. */
export function becomeInstance(home: string): Instance | null {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const lock = holdLock(lockOf(home));
  if (lock === null) return null;
  const file = addressOf(home);
  rmSync(file, { force: true });
  return {
    publish: (origin, key) => writeFileSync(file, JSON.stringify({ origin, key }), { mode: 0o600 }),
    release() {
      rmSync(file, { force: true });
      lock.release();
    },
  };
}

/** Asks the home's running host for a fresh address that lets one browser in. Null where none answers. */
export async function askForTicket(
  home: string,
  fetch: typeof globalThis.fetch,
): Promise<{ readonly url: string; readonly origin: string } | null> {
  try {
    const { origin, key } = Address.parse(JSON.parse(readFileSync(addressOf(home), 'utf8')));
    const response = await fetch(`${origin}/ticket`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      redirect: 'error',
      signal: AbortSignal.timeout(3_000),
    });
    return response.ok ? Ticket.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
