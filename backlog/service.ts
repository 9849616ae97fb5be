import type pg from 'pg';
import type { Clock, NewId } from '../shared/domain/ids.ts';
import type { Retention } from '../shared/domain/retention.ts';
import type { Versions } from '../shared/protocol/versions.ts';
import type { Hints } from './hints/hints.ts';
import type { Metrics } from './metrics.ts';
import type { Deadlines } from './operations/due.ts';
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
  /** How long a theme may be without an owner or a decision. */
  readonly deadlines: Deadlines;
  /** How long words are kept. */
  readonly retention: Retention;
  /** Null until the database is prepared. */
  server: Server | null;
  /** What it speaks; the code's own unless a test says otherwise. */
  readonly protocol?: Versions;
  /** None where nobody follows: a command, a test of a part. */
  readonly hints?: Hints;
}
