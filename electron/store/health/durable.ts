import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What SQLite keeps beside a file. */
export const companions: readonly string[] = ['-wal', '-shm', '-journal'];

export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** Puts a finished file in place of another, or of none, in one step; on the disk when this returns. */
export function putInPlace(from: string, to: string): void {
  flush(from);
  renameSync(from, to);
  flushFolder(dirname(to));
}

/** Writes a small file whole, or leaves the one before. */
export function writeWhole(file: string, content: string): void {
  const writing = `${file}.writing`;
  writeFileSync(writing, content, { mode: 0o600 });
  putInPlace(writing, file);
}

/** Removes a database that was only being made. */
export function removeUnfinished(file: string): void {
  for (const suffix of ['', ...companions]) rmSync(`${file}${suffix}`, { force: true });
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows has no such thing, and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
