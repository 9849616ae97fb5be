import { constants, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileFault } from '../sqlite-faults.ts';
import { COPY_KEPT_MS } from './copies.ts';
import { companions, flushFolder, makeFolder, putInPlace } from './durable.ts';

/**
 * Copies a file, and what lies beside it, into a new folder of `folder`, just as they are; returns where the copy is. To be
 * done before whoever has it open closes it, which would move the log into the file.
 */
export function keepAside(file: string, folder: string, at: string): string {
  const kept = freeName(join(folder, at.replaceAll(':', '-')));
  const making = `${kept}.making`;
  try {
    rmSync(making, { recursive: true, force: true });
    makeFolder(making);
    for (const suffix of ['', ...companions])
      if (existsSync(`${file}${suffix}`)) {
        const copy = join(making, basename(`${file}${suffix}`));
        copyFileSync(`${file}${suffix}`, `${copy}.part`, constants.COPYFILE_FICLONE);
        putInPlace(`${copy}.part`, copy);
      }
    renameSync(making, kept);
    flushFolder(folder);
    return join(kept, basename(file));
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    throw fileFault(error);
  }
}

function freeName(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!existsSync(name)) return name;
  }
}

/** Folders of what was kept aside, oldest first. */
export function listAside(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.making'))
    .sort()
    .map((name) => join(folder, name));
}

const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)/;

/**
 * Lets go of what was kept aside, once all that can come back has been back for as long as a copy may live: what is withdrawn
 * meanwhile lies in it as long. `restoredAt`: since when it has; null while there is more to come. Returns how many.
 */
export function removeOldAside(folder: string, at: string, restoredAt: string | null): number {
  if (restoredAt === null) return 0;
  const old = listAside(folder).filter((kept) => {
    const [, hour, minute, second] = NAME.exec(basename(kept)) ?? [];
    if (hour === undefined) return false;
    const since = Math.max(Date.parse(`${hour}:${minute}:${second}`), Date.parse(restoredAt));
    return Date.parse(at) - since > COPY_KEPT_MS;
  });
  for (const kept of old) rmSync(kept, { recursive: true, force: true });
  return old.length;
}

const restored = (file: string) => `${file}.restored`;

/** A restored file is whole, and waits to be put in place of the damaged one. */
export function announceRestored(building: string, file: string): void {
  putInPlace(building, restored(file));
}

/**
 * Puts a restored file in place of the damaged one, also where the app was killed in the middle of it. The old log goes first:
 * SQLite would lay it on whatever file has the name.
 */
export function putRestoredInPlace(file: string): void {
  if (!existsSync(restored(file))) return;
  for (const suffix of companions) rmSync(`${file}${suffix}`, { force: true });
  putInPlace(restored(file), file);
}
