import { LyttError } from '../../../shared/domain/errors.ts';
import { connect } from '../connect.ts';
import { storeFault } from '../sqlite-faults.ts';

/** `quick` looks at every page; `full` also whether rows, indexes and search agree. */
export type CheckKind = 'quick' | 'full';

const BUSY_MS = 5_000;

/** What SQLite says of a checkpoint: frames of the log, and how many of them are in the file. */
interface Moved {
  readonly busy: number;
  readonly log: number;
  readonly checkpointed: number;
}

/** Whether a file is whole. Reads alone. Errors: `store.locked` and the like, where it can't be told just now. */
export function isSound(file: string, key: Uint8Array, kind: CheckKind): boolean {
  try {
    const sqlite = connect(file, key, true, BUSY_MS);
    try {
      const pragma = kind === 'quick' ? 'quick_check(1)' : 'integrity_check(1)';
      return sqlite.pragma(pragma, { simple: true }) === 'ok';
    } finally {
      sqlite.close();
    }
  } catch (error) {
    const fault = storeFault(error);
    if (fault instanceof LyttError && fault.code === 'store.damaged') return false;
    throw fault;
  }
}

/**
 * Moves the log into the file, as far as nobody is in the way; `truncate` waits a little for those who are, and leaves an empty
 * log. Returns whether all of it was moved.
 */
export function checkpoint(file: string, key: Uint8Array, mode: 'passive' | 'truncate'): boolean {
  try {
    const sqlite = connect(file, key, false, BUSY_MS);
    try {
      const [moved] = sqlite.pragma(`wal_checkpoint(${mode})`) as [Moved];
      return moved.busy === 0 && moved.log === moved.checkpointed;
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw storeFault(error);
  }
}
