import { PgBoss } from 'pg-boss';
import { faultFacts } from '../fault-facts.ts';
import type { Service } from '../service.ts';
import { askContributors } from './asking.ts';
import { raiseDeadlines } from './deadlines.ts';
import { escalateOverdue } from './escalation.ts';
import { removeOldTombstones } from './feed-retention.ts';
import { workOutFigures } from './figures/figures.ts';
import { groupInsights } from './grouping/grouping.ts';
import { removeExpiredWords } from './retention.ts';

const SCHEMA = 'pgboss';

/** When each runs (cron, UTC) and what it does. */
const scheduled: readonly {
  readonly name: string;
  readonly cron: string;
  readonly run: (service: Service) => Promise<unknown>;
}[] = [
  { name: 'escalation', cron: '* * * * *', run: escalateOverdue },
  { name: 'grouping', cron: '*/5 * * * *', run: groupInsights },
  { name: 'deadlines', cron: '10 * * * *', run: raiseDeadlines },
  { name: 'asking', cron: '20 6 * * *', run: askContributors },
  // Once a day: a week that is over is worked out on its first morning, and contacts that came late on the next.
  { name: 'figures', cron: '30 3 * * *', run: workOutFigures },
  { name: 'retention', cron: '20 2 * * *', run: removeExpiredWords },
  { name: 'feed-retention', cron: '40 2 * * *', run: removeOldTombstones },
];

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
    for (const { name, cron, run } of scheduled) {
      await boss.createQueue(name, {
        policy: 'singleton',
        retryLimit: 2,
        expireInSeconds: 120,
        retentionSeconds: 3_600,
        deleteAfterSeconds: 3_600,
      });
      await boss.work(name, { pollingIntervalSeconds: 2 }, async () => {
        await run(service);
      });
      await boss.schedule(name, cron);
    }
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
