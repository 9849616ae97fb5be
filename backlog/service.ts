import type pg from 'pg';
import type { Clock, NewId } from '../shared/domain/ids.ts';
import type { Metrics } from './metrics.ts';
import type { Server } from './store/server.ts';

/** One line about what happened. Facts are codes and counts: never an id of a person, never a text. */
export type Log = (event: string, facts?: Record<string, string | number | boolean | null>) => void;

/** What every part of the service works with. */
export interface Service {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Null until the database is prepared. */
  server: Server | null;
}
