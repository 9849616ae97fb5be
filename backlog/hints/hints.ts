import type pg from 'pg';
import { faultFacts } from '../fault-facts.ts';
import type { Metrics } from '../metrics.ts';
import type { Log } from '../service.ts';
import { onChanged } from '../store/database.ts';
import { CHANNEL, HintListener } from './listener.ts';
import { HintRelay } from './relay.ts';
import { HintStreams, type StreamRequest } from './streams.ts';

/** Tells those who follow a scope, at whichever replica they are, that something has changed in it. */
export interface Hints {
  /** Notifications come through: a stream that is opened now misses nothing. */
  readonly live: boolean;
  /** Answers a request with a stream. */
  open(request: StreamRequest): void;
  /** Lets go of whoever is connected, so that they find another replica; from then on nobody is kept. */
  endStreams(): void;
  stop(): Promise<void>;
}

export interface HintsOptions {
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly metrics: Metrics;
  readonly log: Log;
}

export function startHints({ databaseUrl, pool, metrics, log }: HintsOptions): Hints {
  const streams = new HintStreams();
  const notify = async (payloads: readonly string[]) => {
    await pool.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS given (payload)', [
      CHANNEL,
      payloads,
    ]);
  };
  const onFault = (error: unknown) => log('hints.fault', faultFacts('hints.fault', error));
  const relay = new HintRelay({ notify, onFault });
  const listener = new HintListener({
    databaseUrl,
    notify: (payload) => notify([payload]),
    onPayload: (payload) => {
      metrics.hints.inc();
      streams.changed(payload.split(' '));
    },
    onLive(live) {
      log('hints.live', { live });
      // What was missed is unknown. Those who followed ask more often until they are connected again.
      if (!live) streams.endAll('stopping');
    },
    onFault,
  });
  metrics.followStreams(() => streams.size);
  onChanged(pool, (scopes) => relay.changed(scopes), onFault);
  listener.start();
  let stopping = false;
  const live = () => listener.live && !stopping;
  return {
    get live() {
      return live();
    },
    open(request) {
      streams.open(request);
      // It was asked for while hints still came, and would be believed in without any coming.
      if (!live()) streams.endAll('stopping');
    },
    endStreams() {
      stopping = true;
      streams.endAll('stopping');
    },
    async stop() {
      await Promise.all([relay.stop(), listener.stop()]);
    },
  };
}
