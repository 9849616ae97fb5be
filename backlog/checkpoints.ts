import type { Service } from './service.ts';
import { ensureServer, makeCheckpoint } from './store/server.ts';

/** A database set back by less than this may not be noticed by those who only read. */
export const CHECKPOINT_MS = 5 * 60_000;

/** Marks the time in the database, unless another replica just has, and hears anew which service it is. */
export async function keepCheckpoint(service: Service): Promise<void> {
  const now = service.clock();
  await makeCheckpoint(
    service.pool,
    service.newId,
    new Date(now),
    new Date(now - CHECKPOINT_MS / 2),
  );
  service.server = await ensureServer(service.pool, service.newId);
}
