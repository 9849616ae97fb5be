import { LyttError } from '../../../shared/domain/errors.ts';
import { connect } from '../connect.ts';
import { storeFault } from '../sqlite-faults.ts';

/** `quick` looks at every page; `full` also whether rows, indexes and search agree. */
export type CheckKind = 'quick' | 'full';

const BUSY_MS = 5_000;

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

/** Moves the log into the file, as far as nobody is in the way. */
export function checkpoint(file: string, key: Uint8Array): void {
  try {
    const sqlite = connect(file, key, false, BUSY_MS);
    try {
      sqlite.pragma('wal_checkpoint(passive)');
    } finally {
      sqlite.close();
    }
  } catch (error) {
    throw storeFault(error);
  }
}
