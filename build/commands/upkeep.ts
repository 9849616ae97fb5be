import { randomBytes } from 'node:crypto';
import { readUpkeep } from '../../backlog/configuration.ts';
import { createMetrics } from '../../backlog/metrics.ts';
import { usualDeadlines } from '../../backlog/operations/due.ts';
import type { Service } from '../../backlog/service.ts';
import { createPool, databaseFault } from '../../backlog/store/database.ts';
import { migrate } from '../../backlog/store/migrate.ts';
import { ensureServer } from '../../backlog/store/server.ts';
import { idMaker } from '../../shared/domain/ids.ts';
import { EXIT_FAILED, InputFault } from './input-fault.ts';

/**
 * Lets an operator's command work on the service's database, as `DATABASE_URL` and the settings of how long words are kept say.
 * @throws InputFault where one of them is missing or wrong
 */
export async function withService(work: (service: Service) => Promise<void>): Promise<void> {
  const { upkeep, faults } = readUpkeep(process.env);
  if (faults !== null)
    throw new InputFault(
      `The settings of the service are needed:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const pool = createPool({ databaseUrl: upkeep.databaseUrl, size: 3 });
  pool.on('error', () => undefined);
  const newId = idMaker(Date.now, (length) => randomBytes(length));
  try {
    await migrate(pool, new Date());
    await ensureServer(pool, newId);
    await work({
      pool,
      clock: Date.now,
      newId,
      metrics: createMetrics(),
      log: () => undefined,
      retention: upkeep.retention,
      deadlines: usualDeadlines,
      server: null,
    });
  } catch (error) {
    if (databaseFault(error) !== 'unavailable') throw error;
    process.stderr.write('The database that DATABASE_URL names can not be reached.\n');
    process.exitCode = EXIT_FAILED;
  } finally {
    await pool.end();
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
