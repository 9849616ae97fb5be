import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LyttError } from '../../../shared/domain/errors.ts';
import type { KeyHolder } from '../ports.ts';
import { writeDurably } from './write-durably.ts';

const KEY_BYTES = 32;

/**
 * Keys as files only their owner may read, `<folder>/<name>.key`. For demo data alone: whoever can read the disk can read the
 * data. Errors: `store.damaged` for a key file that is not 64 hex digits, `store.readOnly` or `store.full` where it can't be written.
 */
export function fileKeys(folder: string): KeyHolder {
  const fileOf = (name: string) => join(folder, `${name}.key`);
  return {
    kind: 'file',
    async get(name) {
      let hex: string;
      try {
        hex = readFileSync(fileOf(name), 'utf8').trim();
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw new LyttError('store.keychainUnavailable', { cause });
      }
      if (!/^[0-9a-f]{64}$/.test(hex)) throw new LyttError('store.damaged', { field: 'key' });
      return Buffer.from(hex, 'hex');
    },
    async set(name, key) {
      if (key.length !== KEY_BYTES) throw new Error('a key is 32 bytes');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(name);
      writeDurably(file, Buffer.from(key).toString('hex'));
      chmodSync(file, 0o600);
    },
  };
}
