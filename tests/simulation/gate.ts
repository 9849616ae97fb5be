import { EventEmitter } from 'node:events';
import type pg from 'pg';
import { connect } from './database.ts';

/** A statement that a request has come to and that has not been sent yet. */
export interface Parked {
  readonly text: string;
  /** Sends it; resolves when its answer is there, whatever it is. */
  send(): Promise<void>;
  /** The connection breaks before the statement has gone out, or before its answer has come. */
  lose(when: 'before' | 'after'): Promise<void>;
}

type Arguments = readonly [query: string | pg.QueryConfig, values?: unknown[]];

/**
 * The service's way to the database, one statement at a time: each waits to be let through, so that two requests can be in the
 * middle of their transactions at once, in any order a seed wants. Looks like a pool of one connection to the service.
 */
export class Gate {
  readonly #url: string;
  #client: pg.Client | null = null;
  #parked: Parked | null = null;
  #still = Promise.withResolvers<void>();
  #lost = false;
  #dead = false;
  /** False lets everything through at once. */
  closed = false;
  /** A transaction is open on the connection. */
  inTransaction = false;
  /** The last transaction that ended was committed. */
  committed = false;

  constructor(url: string) {
    this.#url = url;
  }

  get parked(): Parked | null {
    return this.#parked;
  }

  /** Of the connection that is in use, or null. */
  get pid(): number | null {
    return (this.#client as (pg.Client & { processID?: number }) | null)?.processID ?? null;
  }

  take(): Parked {
    const parked = this.#parked;
    if (parked === null) throw new Error('no statement waits');
    this.#parked = null;
    return parked;
  }

  /** Resolves when the request has come to its next statement, or to its end. To be asked for before it is let on. */
  stillness(): Promise<void> {
    this.#still = Promise.withResolvers<void>();
    return this.#still.promise;
  }

  /** The request has come to its end. */
  ended(): void {
    this.#still.resolve();
  }

  /** The connection is cut: what is under way fails, and so does all that follows until the service takes a new one. */
  cut(): void {
    this.#lost = true;
    this.inTransaction = false;
    breakOff(this.#client);
    this.#client = null;
  }

  /** The service's process is gone: whatever it still waits for never comes. Gives the connection away, whole or broken. */
  die(): void {
    this.#dead = true;
    this.#parked = null;
    breakOff(this.#client);
    this.#client = null;
  }

  /** The service's process has ended between two requests; its connection may serve the next one. */
  retire(): pg.Client | null {
    const client = this.#client;
    this.#dead = true;
    this.#client = null;
    return client;
  }

  adopt(client: pg.Client | null): void {
    this.#client = client;
  }

  // The service tells its pool what a transaction has changed.
  readonly pool = Object.assign(new EventEmitter(), {
    connect: async () => {
      this.#lost = false;
      this.#client ??= await connect(this.#url, 'lytt-backlog');
      return {
        query: (...args: Arguments) => this.#query(args),
        release: (broken?: Error) => {
          if (broken !== undefined) this.cut();
        },
      };
    },
    query: async (...args: Arguments) => {
      this.#lost = false;
      this.#client ??= await connect(this.#url, 'lytt-backlog');
      return this.#query(args);
    },
  }) as unknown as pg.Pool;

  #query(args: Arguments): Promise<pg.QueryResult> {
    if (this.#dead) return new Promise(() => undefined);
    if (this.#lost) return Promise.reject(terminated());
    if (!this.closed) return this.#send(args);
    return new Promise((resolve, reject) => {
      this.#parked = {
        text: textOf(args),
        send: async () => {
          try {
            const result = await this.#send(args);
            if (!this.#dead) resolve(result);
          } catch (error) {
            if (!this.#dead) reject(error);
          }
        },
        lose: async (when) => {
          if (when === 'after') await this.#send(args).catch(() => undefined);
          this.cut();
          reject(terminated());
        },
      };
      this.#still.resolve();
    });
  }

  async #send(args: Arguments): Promise<pg.QueryResult> {
    const client = this.#client;
    if (client === null || this.#lost) throw terminated();
    const text = textOf(args);
    if (text.startsWith('BEGIN')) this.inTransaction = true;
    const ends = text === 'COMMIT' || text === 'ROLLBACK';
    try {
      const result = await client.query(args[0] as string, args[1]);
      if (ends) this.committed = result.command === 'COMMIT';
      return result;
    } finally {
      if (ends) this.inTransaction = false;
    }
  }
}

function textOf([query]: Arguments): string {
  return typeof query === 'string' ? query : query.text;
}

/** As `pg` words it. */
function terminated(): Error {
  return new Error('Connection terminated unexpectedly');
}

/** As when the process at this end is killed: no goodbye. */
function breakOff(client: pg.Client | null): void {
  (client as { connection?: { stream: { destroy(): void } } } | null)?.connection?.stream.destroy();
}
