import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { LyttError } from '../../../shared/domain/errors.ts';

/** Writes a small file whole or not at all, on the disk before it returns, readable by its owner alone. */
export function writeDurably(file: string, content: string): void {
  const beside = `${file}.new`;
  try {
    const handle = openSync(beside, 'w', 0o600);
    try {
      writeSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, file);
    // The name itself is durable only once the folder is; Windows can't open folders and needs no such thing.
    if (process.platform !== 'win32') {
      const folder = openSync(dirname(file), 'r');
      try {
        fsyncSync(folder);
      } finally {
        closeSync(folder);
      }
    }
  } catch (cause) {
    rmSync(beside, { force: true });
    const { code } = cause as NodeJS.ErrnoException;
    throw new LyttError(code === 'ENOSPC' || code === 'EDQUOT' ? 'store.full' : 'store.readOnly', {
      cause,
    });
  }
}
