import type { EventEmitter } from 'node:events';
import pg from 'pg';

/** A named (so: prepared) statement and the shape of its rows. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Only for the compiler. */
  readonly row?: Row;
}

export function statement<Row = unknown>(name: string, text: string): Statement<Row> {
  return { name, text };
}

/** A statement by itself, outside of any transaction. */
export async function ask<Row>(
  pool: pg.Pool,
  { name, text }: Statement<Row>,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await pool.query({ name, text, values: [...values] });
  return rows as Row[];
}

/** What a store function may do within one transaction. */
export interface Reading {
  read<Row>(query: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
}

export interface Tx extends Reading {
  /** Changes rows; returns what the statement returns. */
  write<Row>(change: Statement<Row>, values: readonly unknown[]): Promise<Row[]>;
  /** Scopes of the feed that it changes; told to `onChanged` once it has committed. */
  readonly changed: Set<string>;
}

const CHANGED = 'lytt-changed';

/**
 * `listener` hears of the scopes that a transaction of this pool has changed, once it has committed. Costs the transaction nothing;
 * what it throws goes to `onFault`, and to nobody else.
 */
export function onChanged(
  pool: pg.Pool,
  listener: (scopes: ReadonlySet<string>) => void,
  onFault: (error: unknown) => void,
): void {
  const events: EventEmitter = pool;
  events.on(CHANGED, (scopes: ReadonlySet<string>) => {
    try {
      listener(scopes);
    } catch (error) {
      onFault(error);
    }
  });
}

export interface PoolOptions {
  readonly databaseUrl: string;
  readonly size: number;
  /** How long a statement waits for what another transaction holds. */
  readonly lockTimeoutMs?: number;
}

/** A pool that gives up waiting after seconds, not minutes: a request is better answered 503 than not at all. */
export function createPool({ databaseUrl, size, lockTimeoutMs = 4_000 }: PoolOptions): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: 'lytt-backlog',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: 20_000,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: 20_000,
  });
}

/** A connection that breaks while idle, or between two statements, must not end the process: the next use makes a new one. */
export function surviveBrokenConnections(pool: pg.Pool, onError: (error: unknown) => void): void {
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
}

type Mode = 'write' | 'snapshot';

const begin: Record<Mode, string> = {
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
};

/** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. */
async function transaction<T>(pool: pg.Pool, mode: Mode, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { result, changed } = await committed(pool, mode, work);
  // What is committed is committed, whoever can't be told of it.
  if (changed.size > 0) (pool as EventEmitter).emit(CHANGED, changed);
  return result;
}

async function committed<T>(
  pool: pg.Pool,
  mode: Mode,
  work: (tx: Tx) => Promise<T>,
): Promise<{ readonly result: T; readonly changed: ReadonlySet<string> }> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin[mode]);
    const tx = txOf(client);
    const result = await work(tx);
    const end = await client.query('COMMIT');
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and no error.
    if (end.command !== 'COMMIT') throw new Error('the transaction was rolled back');
    return { result, changed: tx.changed };
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch (cause) {
      broken = cause instanceof Error ? cause : new Error('rollback failed');
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

function txOf(client: pg.PoolClient): Tx {
  async function run<Row>({ name, text }: Statement<Row>, values: readonly unknown[]) {
    const result = await client.query({ name, text, values: [...values] });
    return result.rows as Row[];
  }
  return { read: run, write: run, changed: new Set() };
}

/** READ COMMITTED: each statement sees what was committed before it, so a row read after its lock is the latest. */
export function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pool, 'write', work);
}

/** An instant of the service's, as a column brings it, or as it stands in JSON. */
export type Timestamptz = Date | string;

export function isoOf(instant: Timestamptz): string {
  return new Date(instant).toISOString();
}

/** For a single statement: it is of one moment by itself, with nothing to begin and to end. A second one is refused. */
export async function inOneStatement<T>(
  pool: pg.Pool,
  work: (tx: Reading) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const { read } = txOf(client);
  let asked = false;
  try {
    return await work({
      read(query, values) {
        if (asked) throw new Error('a second statement would be of another moment');
        asked = true;
        return read(query, values);
      },
    });
  } finally {
    client.release();
  }
}

/** Everything read in `work` is of one moment. */
export function inSnapshot<T>(pool: pg.Pool, work: (tx: Reading) => Promise<T>): Promise<T> {
  return transaction(pool, 'snapshot', work);
}

/**
 * What a database error means for the caller. `unavailable`: the database, not the request. `conflict`: another transaction,
 * try again. `refused`: these values can never be stored. `unknown`: a fault of ours.
 */
export type DatabaseFault = 'unavailable' | 'conflict' | 'refused' | 'unknown';

const CONFLICTS = new Set(['40001', '40P01', '55P03']);
/** Class 57 is an operator's doing, 53 missing resources, 58 the system, 28 and 3D a database not (yet) set up, 25006 a standby. */
const UNAVAILABLE = /^(08|53|57|58|28|3D|25006|25P0[34])/;
const REFUSED = /^(22|23|54)/;
const NETWORK = /^(E[A-Z_]+)$/;
const POOL_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|not queryable|Cannot use a pool|Client was closed|Connection ended/i;

export function databaseFault(error: unknown): DatabaseFault {
  if (!(error instanceof Error)) return 'unknown';
  const code = sqlState(error);
  if (code !== null) {
    if (CONFLICTS.has(code)) return 'conflict';
    if (UNAVAILABLE.test(code)) return 'unavailable';
    return REFUSED.test(code) ? 'refused' : 'unknown';
  }
  if ('code' in error && typeof error.code === 'string' && NETWORK.test(error.code))
    return 'unavailable';
  return POOL_MESSAGE.test(error.message) ? 'unavailable' : 'unknown';
}

/** It waited for another transaction as long as it may; trying again at once would only wait as long again. */
export function waitedInVain(error: unknown): boolean {
  return sqlState(error) === '55P03';
}

/** The five characters PostgreSQL names an error by, or null where it was not PostgreSQL that spoke. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null;
}
