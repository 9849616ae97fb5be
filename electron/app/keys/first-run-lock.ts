import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LyttError } from '../../../shared/domain/errors.ts';
import { fileFault } from '../../store/sqlite-faults.ts';

const PAUSE_MS = 50;
/** Ten seconds: a key and an empty file take far less. */
const MOST_TRIES = 200;
/** A holder that has made the file but not yet said who it is gets this many tries' time to do so. */
const SILENT_TRIES = 40;

/** Locks this process holds, so that its own are told from those of a dead process that had the same number. */
const held = new Set<string>();

/**
 * Does `work` while no other process of this data folder does the same. Two that make a key for the same file at once would
 * leave it encrypted with one key and the other one kept. A lock whose process is gone is taken over. Errors: `store.locked`
 * after ten seconds, `store.readOnly`, `store.full`.
 */
export async function withFirstRunLock<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, 'first-run.lock');
  await take(home, file);
  try {
    return await work();
  } finally {
    held.delete(file);
    rmSync(file, { force: true });
  }
}

async function take(home: string, file: string): Promise<void> {
  let silent = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (!held.has(file)) {
      if (make(home, file)) return;
      const holder = holderOf(file);
      silent = holder === null ? silent + 1 : 0;
      if (holder === null ? silent > SILENT_TRIES : !isRunning(holder)) {
        rmSync(file, { force: true });
        continue;
      }
    }
    await pause(PAUSE_MS);
  }
  throw new LyttError('store.locked');
}

function make(home: string, file: string): boolean {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const handle = openSync(file, 'wx', 0o600);
    held.add(file);
    try {
      writeSync(handle, String(process.pid));
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (held.delete(file)) rmSync(file, { force: true });
    else if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isFile(file)) return false;
    throw fileFault(error);
  }
}

function isFile(file: string): boolean {
  return holderText(file) !== null;
}

function holderText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Gone meanwhile: then it is there to be taken.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? '' : null;
  }
}

function holderOf(file: string): number | null {
  const pid = Number(holderText(file));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
