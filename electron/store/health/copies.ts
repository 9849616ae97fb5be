import { existsSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LyttError } from '../../../shared/domain/errors.ts';
import { connect } from '../connect.ts';
import { fileFault, storeFault } from '../sqlite-faults.ts';
import { isSound } from './check.ts';
import { makeFolder, putInPlace, removeUnfinished } from './durable.ts';

/** So many are kept, none longer than this: what was withdrawn must not outlive its withdrawal by more. */
const KEPT = 7;
export const COPY_KEPT_MS = 7 * 24 * 3_600_000;
const BUSY_MS = 5_000;
/** A copy must never be what fills the disk. */
const ROOM_LEFT_BYTES = 128 * 1024 * 1024;

export interface Copy {
  readonly file: string;
  /** ISO instant. */
  readonly madeAt: string;
}

const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d\.\d{3}Z)(?:\.before-\d+)?\.db$/;

/** The copies that count, newest first; all were whole when they were made. */
export function listCopies(folder: string): Copy[] {
  if (!existsSync(folder)) return [];
  const copies = readdirSync(folder).flatMap((name) => {
    const [, hour, minute, second] = NAME.exec(name) ?? [];
    return hour === undefined
      ? []
      : [{ file: join(folder, name), madeAt: `${hour}:${minute}:${second}` }];
  });
  return copies.sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** A copy's name; `before`: the version that was about to be migrated. */
export function copyName(at: string, before?: number): string {
  const instant = at.replaceAll(':', '-');
  return before === undefined ? `${instant}.db` : `${instant}.before-${before}.db`;
}

/**
 * Copies an open file as it now stands, encrypted as it is, and lets go of older ones. It counts only once it has been opened
 * and found whole. Errors: `store.damaged` where that fails, `store.full` where there is too little room.
 */
export function makeCopy(file: string, key: Uint8Array, folder: string, at: string): Copy {
  refuseWithoutRoom(file, folder);
  const copy = writeCopy(file, key, folder, copyName(at), at);
  for (const old of outlived(listCopies(folder), at)) rmSync(old.file, { force: true });
  return copy;
}

/** The same before version `from` is migrated; nothing is let go of. Where it can't be made, nothing may be migrated. */
export function copyBeforeMigration(
  file: string,
  key: Uint8Array,
  folder: string,
  at: string,
  from: number,
): void {
  writeCopy(file, key, folder, copyName(at, from), at);
}

function writeCopy(file: string, key: Uint8Array, folder: string, name: string, at: string): Copy {
  const making = join(folder, 'making');
  try {
    makeFolder(folder);
    removeUnfinished(making);
    const sqlite = connect(file, key, true, BUSY_MS);
    try {
      sqlite.prepare('VACUUM INTO ?').run(making);
    } finally {
      sqlite.close();
    }
    if (!isSound(making, key, 'full')) throw new LyttError('store.damaged');
    const copy = join(folder, name);
    putInPlace(making, copy);
    return { file: copy, madeAt: at };
  } catch (error) {
    removeUnfinished(making);
    throw fileFault(storeFault(error));
  }
}

function refuseWithoutRoom(file: string, folder: string): void {
  makeFolder(folder);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < 2 * statSync(file).size + ROOM_LEFT_BYTES) throw new LyttError('store.full');
}

/** The newest stays, however old: until there is another it is all there is. */
function outlived(copies: readonly Copy[], at: string): Copy[] {
  const oldest = Date.parse(at) - COPY_KEPT_MS;
  return copies.filter(
    ({ madeAt }, place) => place >= KEPT || (place > 0 && Date.parse(madeAt) < oldest),
  );
}
