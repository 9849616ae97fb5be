import { openDevice } from '../../store/device.ts';
import type { FileWorker } from '../../store/health/file-worker.ts';
import type { StoreConfig } from './account.ts';
import { FileKeeper } from './file-keeper.ts';
import { deviceFile } from './files.ts';
import { HeldStore, type HeldStoreOptions } from './held-store.ts';
import { openKeyed } from './open-keyed.ts';

/** What this machine knows of its people, not opened yet. `worker` as with `personStore`. */
export function deviceStore(
  { home, keys, clock, randomBytes, log, timers }: StoreConfig,
  worker: FileWorker | null,
  more: Pick<HeldStoreOptions, 'onProblems' | 'onOpened'>,
): HeldStore {
  const files = deviceFile(home);
  const keeper =
    worker === null
      ? null
      : new FileKeeper({
          ...{ kind: 'device', files, worker, clock, log, timers },
          // Nothing more comes from anywhere.
          restoredAt: () => new Date(0).toISOString(),
        });
  const store: HeldStore = new HeldStore({
    name: 'device',
    clock,
    timers,
    log,
    keeper,
    ...more,
    open: () =>
      openKeyed(files, home, keys, randomBytes, (key) => {
        keeper?.before(key);
        const copies = { folder: files.copiesFolder, now: () => new Date(clock()).toISOString() };
        return openDevice({ file: files.file, key, copies });
      }),
    // Whoever was signed in no longer is, and must be told why.
    onRestored: (from) => {
      if (from === 'nothing') store.problems.raise('store.deviceRestored');
    },
  });
  return store;
}
