import type { Socket } from 'node:net';
import { LyttError } from '../shared/domain/errors.ts';
import type { Clock, RandomBytes } from '../shared/domain/ids.ts';
import { idMaker } from '../shared/domain/ids.ts';
import { defaultRetention, type Retention } from '../shared/domain/retention.ts';
import type { Versions } from '../shared/protocol/versions.ts';
import { CHECKPOINT_MS, keepCheckpoint } from './checkpoints.ts';
import { faultFacts } from './fault-facts.ts';
import { startHints } from './hints/hints.ts';
import { createApp } from './http/app.ts';
import { createTokenVerifier } from './http/token-verifier.ts';
import { type Jobs, startJobs } from './jobs/jobs.ts';
import { createMetrics } from './metrics.ts';
import { type Deadlines, usualDeadlines } from './operations/due.ts';
import type { Log, Service } from './service.ts';
import { createPool, databaseFault, surviveBrokenConnections } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { liesWhereItLay } from './store/place.ts';
import { ensureServer } from './store/server.ts';
import { syncUnits, type Unit } from './store/units.ts';

export interface BacklogOptions {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly units: readonly Unit[];
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly log: Log;
  /** How long a theme may be without an owner or a decision; default `usualDeadlines`. */
  readonly deadlines?: Deadlines;
  /** How long words are kept; default as it comes. */
  readonly retention?: Retention;
  /** Connections to the database at most; default 10. */
  readonly poolSize?: number;
  /** Versions of the protocol it speaks; default the code's own. */
  readonly protocol?: Versions;
  /** Whether this replica also runs the scheduled jobs; default true. */
  readonly jobs?: boolean;
}

export interface Backlog {
  readonly url: string;
  /** Resolves when the database is prepared; rejects when it never will be, e.g. with `store.newer`. */
  readonly ready: Promise<void>;
  /** Answers what is under way, then lets go of everything. */
  stop(): Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/**
 * Starts the service. Resolves once it listens and the database is prepared, or could not be reached at the first try: then it
 * answers that it is not ready, and goes on trying. Throws `store.newer` for a database that a later version has been at.
 */
export async function startBacklog(options: BacklogOptions): Promise<Backlog> {
  const { clock, log, databaseUrl } = options;
  const pool = createPool({ databaseUrl, size: options.poolSize ?? 10 });
  surviveBrokenConnections(pool, (error) => log('database.lost', faultFacts('database', error)));
  const metrics = createMetrics();
  const hints = startHints({ databaseUrl, pool, metrics, log });
  const service: Service = {
    pool,
    clock,
    newId: idMaker(clock, options.randomBytes),
    metrics,
    log,
    retention: options.retention ?? defaultRetention,
    deadlines: options.deadlines ?? usualDeadlines,
    server: null,
    hints,
    ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
  };
  const verify = createTokenVerifier({ ...options, fetch: globalThis.fetch });
  const app = createApp(service, verify);
  const connected = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    connected.add(socket);
    socket.once('close', () => connected.delete(socket));
  });
  const stopping = new AbortController();
  let jobs: Jobs | null = null;
  let checkpoints: NodeJS.Timeout | undefined;

  /** A database that was restored is opened by an operator: it may show what was withdrawn since it was copied. */
  async function refuseRestored(): Promise<void> {
    if (await liesWhereItLay(pool)) return;
    service.server = null;
    throw new LyttError('service.restored');
  }

  async function prepare(): Promise<void> {
    await migrate(pool, new Date(clock()));
    await ensureServer(pool, service.newId);
    await refuseRestored();
    await syncUnits(pool, options.units);
    if (options.jobs ?? true) jobs ??= await startJobs(service, databaseUrl);
    await keepCheckpoint(service);
    clearInterval(checkpoints);
    checkpoints = setInterval(() => {
      const kept = refuseRestored().then(() => keepCheckpoint(service));
      kept.catch((error: unknown) =>
        log('service.noCheckpoint', faultFacts('service.noCheckpoint', error)),
      );
    }, CHECKPOINT_MS).unref();
    log('service.ready', { units: options.units.length, jobs: jobs !== null });
  }

  async function keepPreparing(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !stopping.signal.aborted; ) {
      await sleep(wait, stopping.signal);
      if (stopping.signal.aborted) return;
      if (await tryToPrepare()) return;
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }

  let waitsForOperator = false;
  /** False while the database is not to be had, or not to be opened. */
  async function tryToPrepare(): Promise<boolean> {
    try {
      await prepare();
      waitsForOperator = false;
      return true;
    } catch (error) {
      if (error instanceof LyttError && error.code === 'service.restored') {
        if (!waitsForOperator) log('service.waitsForOperator', { code: error.code });
        waitsForOperator = true;
        return false;
      }
      if (databaseFault(error) !== 'unavailable' && databaseFault(error) !== 'conflict')
        throw error;
      log('service.waitsForDatabase', faultFacts('service.notReady', error));
      return false;
    }
  }

  let background: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | null = null;
  function stop(): Promise<void> {
    stopped ??= letGo();
    return stopped;
  }

  async function letGo(): Promise<void> {
    stopping.abort();
    clearInterval(checkpoints);
    hints.endStreams();
    // A client that keeps its connection would hold us up long after its last answer, and one that has connected and not said a
    // word, which Node does not count as idle, for a minute.
    const closing = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of connected) if (socket.bytesRead === 0) socket.destroy();
    }, 50);
    await app.close();
    clearInterval(closing);
    await background.catch(() => undefined);
    await jobs?.stop();
    await hints.stop();
    await pool.end();
    service.metrics.registry.clear();
    log('service.stopped');
  }

  try {
    const url = await app.listen({ host: options.host, port: options.port });
    const prepared = await tryToPrepare();
    if (!prepared) background = keepPreparing();
    // Whoever does not wait for it hears of it in the log.
    background.catch((error: unknown) =>
      log('service.failed', faultFacts('service.failed', error)),
    );
    return { url, ready: background, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
