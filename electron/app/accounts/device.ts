import { openDevice } from '../../store/device.ts';
import type { StoreConfig } from './account.ts';
import { deviceFile } from './files.ts';
import { HeldStore, type HeldStoreOptions } from './held-store.ts';
import { openKeyed } from './open-keyed.ts';

/** What this machine knows of its people, not opened yet. */
export function deviceStore(
  { home, keys, clock, randomBytes, log }: StoreConfig,
  more: Pick<HeldStoreOptions, 'onProblems' | 'onOpened'>,
): HeldStore {
  const files = deviceFile(home);
  return new HeldStore({
    name: 'device',
    clock,
    log,
    ...more,
    open: () =>
      openKeyed(files, home, keys, randomBytes, (key) =>
        openDevice({ file: files.file, key, backupFile: files.backupFile }),
      ),
  });
}
