import { PgBoss } from 'pg-boss';
import { faultFacts } from '../fault-facts.ts';
import type { Service } from '../service.ts';
import { escalateOverdue } from './escalation.ts';

const SCHEMA = 'pgboss';
const ESCALATION = 'escalation';

export interface Jobs {
  /** Lets a job under way end, for a few seconds. */
  stop(): Promise<void>;
}

/**
 * Starts the scheduled jobs. Whichever replica is free takes a run; a run missed while all were down is made up for by the
 * next, since each does whatever is due.
 */
export async function startJobs(service: Service, databaseUrl: string): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: SCHEMA,
    application_name: 'lytt-backlog-jobs',
    max: 3,
    connectionTimeoutMillis: 5_000,
  });
  boss.on('error', (error) => service.log('jobs.fault', faultFacts('jobs.fault', error)));
  try {
    await boss.start();
    await boss.createQueue(ESCALATION, {
      policy: 'singleton',
      retryLimit: 2,
      expireInSeconds: 120,
      retentionSeconds: 3_600,
      deleteAfterSeconds: 3_600,
    });
    await boss.work(ESCALATION, { pollingIntervalSeconds: 2 }, async () => {
      await escalateOverdue(service);
    });
    await boss.schedule(ESCALATION, '* * * * *');
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
