import Database from 'better-sqlite3';
import { type ErrorCode, LyttError } from '../../shared/domain/errors.ts';

/** SQLite's result codes as the catalogue's, by longest matching start. A code that is not here is a fault of ours. */
const codes: readonly (readonly [start: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'store.full'],
  // The shared-memory file could not be given its size: no room on the disk.
  ['SQLITE_IOERR_SHMSIZE', 'store.full'],
  ['SQLITE_IOERR_WRITE', 'store.full'],
  ['SQLITE_IOERR_NOMEM', 'app.failed'],
  ['SQLITE_IOERR_CORRUPTFS', 'store.damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'store.damaged'],
  ['SQLITE_IOERR', 'store.readOnly'],
  ['SQLITE_READONLY', 'store.readOnly'],
  ['SQLITE_CANTOPEN', 'store.readOnly'],
  ['SQLITE_PERM', 'store.readOnly'],
  ['SQLITE_NOTADB', 'store.damaged'],
  ['SQLITE_CORRUPT', 'store.damaged'],
  ['SQLITE_FORMAT', 'store.damaged'],
  ['SQLITE_BUSY', 'store.locked'],
  ['SQLITE_LOCKED', 'store.locked'],
];

/** The one place where SQLite's faults become ours; anything else comes back as it was. */
export function storeFault(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const found = codes.find(([start]) => error.code === start || error.code.startsWith(`${start}_`));
  return found === undefined ? error : new LyttError(found[1], { cause: error });
}

/** A fault of the file system met before SQLite was asked (folders, keys beside the file). */
export function fileFault(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new LyttError('store.full', { cause: error });
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'ENOTDIR':
    case 'EEXIST':
      return new LyttError('store.readOnly', { cause: error });
    default:
      return error;
  }
}
