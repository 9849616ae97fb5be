import type { OperationOf } from '../shared/domain/operation.ts';
import { type Removed, removeExpiredWords } from './jobs/retention.ts';
import { applyInTransaction } from './operations/transaction.ts';
import type { Service } from './service.ts';
import { settleHere } from './store/place.ts';

/** In one transaction at most. */
const CHUNK = 500;

export interface Reopened {
  /** Observations that were withdrawn after the backup was made, and now are again. */
  readonly withdrawn: number;
  readonly expired: Removed;
  readonly epoch: number;
}

/**
 * Opens a database that was restored from a backup: what was withdrawn since is withdrawn again before anybody sees it, what was
 * kept long enough goes, and the epoch is raised, so that every machine checks what it has against the service and sends what the
 * database has forgotten. `withdrawn`: ids of observations, from the log of the service.
 */
export async function reopenRestored(
  service: Service,
  withdrawn: readonly string[],
): Promise<Reopened> {
  let again = 0;
  for (let from = 0; from < withdrawn.length; from += CHUNK)
    again += await withdrawAgain(service, withdrawn.slice(from, from + CHUNK));
  const expired = await removeExpiredWords(service);
  return { withdrawn: again, expired, epoch: await settleHere(service.pool, true) };
}

async function withdrawAgain(service: Service, ids: readonly string[]): Promise<number> {
  const { rows } = await service.pool.query<{ id: string; author: string; unit: string }>(
    'SELECT id, author, unit FROM observation WHERE id = ANY($1::uuid[]) AND NOT withdrawn',
    [ids],
  );
  const madeAt = new Date(service.clock()).toISOString();
  for (const [author, theirs] of Map.groupBy(rows, (row) => row.author)) {
    const operations = theirs.map(
      ({ id, unit }): OperationOf<'observation.withdraw'> => ({
        id: service.newId(),
        kind: 'observation.withdraw',
        unit,
        madeAt,
        observationId: id,
      }),
    );
    // Withdrawing one's own words needs no role, and the unit is the one they were heard in.
    const results = await applyInTransaction(
      service,
      { sub: author, roles: [], unit: null },
      operations,
    );
    if (results.some(({ outcome }) => outcome !== 'applied'))
      throw new Error('a withdrawal could not be made again');
  }
  return rows.length;
}
