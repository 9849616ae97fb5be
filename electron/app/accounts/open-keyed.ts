import { LyttError } from '../../../shared/domain/errors.ts';
import type { RandomBytes } from '../../../shared/domain/ids.ts';
import type { Database } from '../../store/database.ts';
import { withFirstRunLock } from '../keys/first-run-lock.ts';
import type { KeyHolder } from '../ports.ts';
import { hasContent, type KeyedFile } from './files.ts';

const KEY_BYTES = 32;

/**
 * Opens an encrypted file with its key. A first run makes both. A file whose key is not there is `store.keyMissing` and left
 * alone: a new key would not open it, only hide that the old one is gone.
 */
export async function openKeyed(
  { file, keyName }: KeyedFile,
  home: string,
  keys: KeyHolder,
  randomBytes: RandomBytes,
  open: (key: Uint8Array) => Database,
): Promise<Database> {
  // The file first: one that another process makes in between has its key by then.
  const exists = hasContent(file);
  const kept = await keys.get(keyName);
  if (exists && kept === null) throw new LyttError('store.keyMissing');
  if (exists && kept !== null) return open(kept);
  return withFirstRunLock(home, async () => {
    const before = await keys.get(keyName);
    if (before !== null) return open(before);
    if (hasContent(file)) throw new LyttError('store.keyMissing');
    const made = randomBytes(KEY_BYTES);
    await keys.set(keyName, made);
    return open(made);
  });
}
