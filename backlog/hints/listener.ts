import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const CHANNEL = 'lytt_hints';
const PROBE = '?';
/** How often it is tried whether notifications still come. */
const PROBE_MS = 20_000;
/** A notification that has not come by then never will: the connection is half open, or a pooler stands between. */
const LOST_MS = 10_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

export interface ListenerOptions {
  readonly databaseUrl: string;
  /** By another connection than the listener's own. */
  readonly notify: (payload: string) => Promise<unknown>;
  readonly onPayload: (payload: string) => void;
  /** True once notifications are known to come, false when they no longer are. */
  readonly onLive: (live: boolean) => void;
  readonly onFault: (error: unknown) => void;
}

/** Listens to the database on a connection of its own, for as long as it takes: a lost one is made anew. */
export class HintListener {
  readonly #options: ListenerOptions;
  #client: pg.Client | null = null;
  #awaited: string | null = null;
  #probe: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #wait = FIRST_WAIT_MS;
  #live = false;
  #stopped = false;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  get live(): boolean {
    return this.#live;
  }

  start(): void {
    void this.#connect();
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: 'lytt-backlog-hints',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, null));
    client.on('notification', ({ payload = '' }) => this.#heard(client, payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      await this.#sound(client);
    } catch (error) {
      this.#lost(client, error);
    }
  }

  /** Sends a word that must come back. */
  async #sound(client: pg.Client): Promise<void> {
    const word = `${PROBE}${randomBytes(9).toString('base64url')}`;
    this.#awaited = word;
    clearTimeout(this.#probe);
    this.#probe = setTimeout(
      () => this.#lost(client, new Error('no notification came')),
      LOST_MS,
    ).unref();
    await this.#options.notify(word);
  }

  #heard(client: pg.Client, payload: string): void {
    if (client !== this.#client) return;
    if (payload === this.#awaited) this.#sounded(client);
    else if (!payload.startsWith(PROBE)) this.#options.onPayload(payload);
  }

  #sounded(client: pg.Client): void {
    this.#awaited = null;
    this.#wait = FIRST_WAIT_MS;
    this.#become(true);
    clearTimeout(this.#probe);
    this.#probe = setTimeout(() => {
      this.#sound(client).catch((error: unknown) => this.#lost(client, error));
    }, PROBE_MS).unref();
  }

  #lost(client: pg.Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = null;
    clearTimeout(this.#probe);
    this.#become(false);
    client.end().catch(() => undefined);
    if (this.#stopped) return;
    if (error !== null) this.#options.onFault(error);
    this.#retry = setTimeout(() => void this.#connect(), this.#wait).unref();
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }

  #become(live: boolean): void {
    if (this.#live === live) return;
    this.#live = live;
    this.#options.onLive(live);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#probe);
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = null;
    this.#become(false);
    await client?.end().catch(() => undefined);
  }
}
