import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { LyttError } from '../../../shared/domain/errors.ts';
import { fileFault } from '../../store/sqlite-faults.ts';

/** An encrypted file of the data folder and the name its key is held under. */
export interface KeyedFile {
  readonly file: string;
  readonly keyName: string;
  /** Where its copies go: one a day, and one before an older file is migrated. */
  readonly copiesFolder: string;
  /** Where it goes when it is damaged. */
  readonly asideFolder: string;
}

/** Who has been here, her tokens and her settings. */
export function deviceFile(home: string): KeyedFile {
  return keyed(home, 'device', 'device');
}

/** One person's entries, outbox and replica. @throws LyttError `input.invalid` for an id that is no plain name. */
export function personFile(home: string, personId: string): KeyedFile {
  // It becomes part of a path.
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(personId))
    throw new LyttError('input.invalid', { field: 'personId' });
  return keyed(home, join('people', personId), `person-${personId}`);
}

function keyed(home: string, path: string, keyName: string): KeyedFile {
  return {
    file: join(home, `${path}.db`),
    keyName,
    copiesFolder: join(home, 'copies', path),
    asideFolder: join(home, 'damaged', path),
  };
}

/**
 * Whether there is a file with something in it. An empty one is what another process has just begun, or never came to fill.
 * A folder that can't be looked into is a fault, not an absence.
 */
export function hasContent(file: string): boolean {
  try {
    return lstatSync(file).size > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fileFault(error);
  }
}
