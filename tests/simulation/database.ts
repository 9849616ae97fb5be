import pg from 'pg';
import { createPool } from '../../backlog/store/database.ts';
import { migrate } from '../../backlog/store/migrate.ts';
import { syncUnits, type Unit } from '../../backlog/store/units.ts';

/** Far beyond what it takes a connection to end. */
const ENDED_MS = 10_000;

/** Every row of every table, as JSON. */
export interface Backup {
  readonly rows: Readonly<Record<string, unknown>>;
}

/**
 * The service's real database, and what is done to it from outside the service: emptied for the next run, copied and set back,
 * its connections broken and its locks looked at. One for each process that runs seeds.
 */
export class ServiceDatabase {
  readonly url: string;
  readonly #control: pg.Client;
  /** Those that are referred to before those that refer to them. */
  readonly #tables: readonly string[];
  readonly #names = new Map<string, string>();
  readonly #spare: pg.Client[] = [];

  private constructor(url: string, control: pg.Client, tables: readonly string[]) {
    this.url = url;
    this.#control = control;
    this.#tables = tables;
  }

  /** Takes an empty database and brings it to the service's schema. */
  static async open(url: string): Promise<ServiceDatabase> {
    const pool = createPool({ databaseUrl: url, size: 1 });
    await migrate(pool, new Date()).finally(() => pool.end());
    const control = await connect(url, 'simulation');
    const tables = await tablesOf(control);
    // A table's upkeep happens when the real time says so, and may change in which order rows are found.
    for (const table of tables)
      await control.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
    return new ServiceDatabase(url, control, tables);
  }

  async empty(units: readonly Unit[]): Promise<void> {
    await this.#control.query(`TRUNCATE ${this.#tables.join(', ')}`);
    await syncUnits(this.#control as unknown as pg.Pool, units);
  }

  async backup(): Promise<Backup> {
    const each = this.#tables.map((table) => `'${table}', (SELECT json_agg(t) FROM ${table} t)`);
    const { rows } = await this.#control.query<Backup>(
      `SELECT json_build_object(${each.join(', ')}) AS rows`,
    );
    const [backup] = rows;
    if (backup === undefined) throw new Error('a backup is one row');
    return backup;
  }

  /** As an operator does it: the rows of then, and the epoch raised beyond any that was. Nobody may be connected. */
  async restore({ rows }: Backup): Promise<void> {
    const epoch = await this.#control.query<{ epoch: number }>('SELECT epoch FROM server');
    await this.#control.query('BEGIN');
    await this.#control.query(`TRUNCATE ${this.#tables.join(', ')}`);
    for (const table of this.#tables)
      await this.#control.query(
        `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(rows[table] ?? [])],
      );
    await this.#control.query('UPDATE server SET epoch = $1', [(epoch.rows[0]?.epoch ?? 1) + 1]);
    await this.#control.query('COMMIT');
  }

  async query<Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const name = this.#names.get(sql) ?? `control.${this.#names.size + 1}`;
    this.#names.set(sql, name);
    const { rows } = await this.#control.query<Row>({ name, text: sql, values: [...values] });
    return rows;
  }

  /** A connection that a service of the last run has left whole, or null. */
  spare(): pg.Client | null {
    return this.#spare.pop() ?? null;
  }

  /** Keeps a connection that nothing is under way on: to make one takes as long as a hundred statements. */
  keep(client: pg.Client): void {
    this.#spare.push(client);
  }

  /** Whether the connection waits for a lock that another one holds. */
  async isBlocked(pid: number): Promise<boolean> {
    const [row] = await this.query<{ blocked: boolean }>(
      'SELECT cardinality(pg_blocking_pids($1)) > 0 AS blocked',
      [pid],
    );
    return row?.blocked === true;
  }

  /** Ends a connection's server process, whatever it is at; returns when it has given up all it held. */
  async terminate(pid: number): Promise<void> {
    await this.query('SELECT pg_terminate_backend($1)', [pid]);
    // PostgreSQL's own way to wait looks every tenth of a second. Its line goes after its locks have.
    const look = 'SELECT FROM pg_stat_activity WHERE pid = $1';
    for (const from = performance.now(); (await this.query(look, [pid])).length > 0; )
      if (performance.now() - from > ENDED_MS) throw new Error('a connection does not end');
  }

  async close(): Promise<void> {
    for (const client of [this.#control, ...this.#spare]) await client.end();
  }
}

const settings = [
  // What is lost when the machine itself fails is not simulated.
  'synchronous_commit=off',
  'lock_timeout=0',
  'statement_timeout=60000',
  // Tables are small and connections many: to plan a statement costs more than to run it.
  'plan_cache_mode=force_generic_plan',
  'jit=off',
];

/** A connection that waits for locks as long as the simulation wants it to, and for no disk. */
export async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function tablesOf(control: pg.Client): Promise<string[]> {
  const { rows } = await control.query<{ name: string; refers: string[] }>(
    `SELECT c.relname AS name,
       coalesce(array_agg(f.relname) FILTER (WHERE f.oid <> c.oid), '{}')::text[] AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
     LEFT JOIN pg_class f ON f.oid = k.confrelid
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'schema_version'
     GROUP BY c.relname ORDER BY c.relname`,
  );
  const sorted: string[] = [];
  while (sorted.length < rows.length) {
    const next = rows.find(
      ({ name, refers }) => !sorted.includes(name) && refers.every((one) => sorted.includes(one)),
    );
    if (next === undefined) throw new Error('tables refer to one another in a circle');
    sorted.push(next.name);
  }
  return sorted;
}
