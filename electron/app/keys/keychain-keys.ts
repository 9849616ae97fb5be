import { AsyncEntry } from '@napi-rs/keyring';
import { LyttError } from '../../../shared/domain/errors.ts';
import type { KeyHolder } from '../ports.ts';

/**
 * Keys in the operating system's keychain under `service`. A machine without one answers "none there" to a read and fails only
 * on a write, so null must never be taken for a first run. Errors: `store.keychainUnavailable`, `store.damaged` for a key that
 * is not 64 hex digits.
 */
export function keychainKeys(service: string): KeyHolder {
  return {
    kind: 'keychain',
    async get(name) {
      let hex: string | null | undefined;
      try {
        hex = await new AsyncEntry(service, name).getPassword();
      } catch (cause) {
        throw new LyttError('store.keychainUnavailable', { cause });
      }
      if (hex === null || hex === undefined) return null;
      if (!/^[0-9a-f]{64}$/.test(hex)) throw new LyttError('store.damaged', { field: 'key' });
      return Buffer.from(hex, 'hex');
    },
    async set(name, key) {
      const hex = Buffer.from(key).toString('hex');
      try {
        const entry = new AsyncEntry(service, name);
        await entry.setPassword(hex);
        // Some keychains accept and forget; a key that can't be read back would lock its owner out for good.
        if ((await entry.getPassword()) !== hex) throw new Error('the keychain did not keep it');
      } catch (cause) {
        throw new LyttError('store.keychainUnavailable', { cause });
      }
    },
  };
}
