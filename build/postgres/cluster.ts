import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { portNear } from '../support/ports.ts';
import { sleep, until } from '../support/process.ts';
import { type Account, accountFor } from './account.ts';
import { type Binaries, binariesFor } from './binaries.ts';
import { clearLeftover, stopWith } from './leftover.ts';
import { type ClusterRecord, newPlace, readRecord, writeRecord } from './place.ts';

const DATABASE = 'lytt';
const LOG_LIMIT = 10 * 1024 * 1024;
const START_MS = 30_000;

export interface ClusterOptions {
  /** The home whose cluster this is; made if missing. Remembers the cluster in `postgres.json`. */
  readonly folder: string;
  /** Wanted port; else the one of last time, else any free one. A taken one is replaced, with a message. */
  readonly port?: number;
  /** Told, in a sentence, what a person should know. */
  readonly log: (line: string) => void;
}

export interface Cluster {
  /** Connection string of the database `lytt`, as its owner, who may make further databases but is no superuser. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Folder of the cluster's data and log: inside the home, or in /var/lib/lytt for root. */
  readonly place: string;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends every connection and stops the server. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of one home, making it at the first start. Survives an earlier kill -9: a server left running is
 * stopped, a stale lock taken over. Listens on 127.0.0.1 alone. Throws with a sentence that says what is wrong.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const known = readRecord(options.folder);
  const account = accountFor(known === null ? null : join(known.place, 'data'));
  const binaries = binariesFor(account);
  const record = known ?? begin(options.folder, account);
  const data = join(record.place, 'data');
  if (!existsSync(data)) initialise(binaries, record, account, known !== null);
  refuseOtherVersion(binaries, data);
  await clearLeftover(data, binaries, account, options.log);
  const wanted = options.port ?? record.port ?? undefined;
  const server = await startServer(binaries, record.place, account, wanted, record, options.log);
  writeRecord(options.folder, { ...record, port: server.port, initialised: true });
  await prepareDatabase(server.port, record.password);
  return {
    url: urlFor('lytt', record.password, server.port, DATABASE),
    port: server.port,
    pid: server.pid,
    place: record.place,
    ended: server.ended,
    stop: () => stopServer(server, binaries, data, account),
  };
}

function begin(home: string, account: Account): ClusterRecord {
  const place = newPlace(home, account);
  if (existsSync(join(place, 'data')))
    throw new Error(
      `${place} holds a database, but ${join(home, 'postgres.json')} with its password is gone. Restore that file, or move the folder away to begin anew.`,
    );
  const record = {
    place,
    password: randomBytes(24).toString('base64url'),
    port: null,
    initialised: false,
  };
  writeRecord(home, record);
  return record;
}

/** Makes the data folder under another name first, so that one cut short is never taken for a whole one. */
function initialise(
  binaries: Binaries,
  record: ClusterRecord,
  account: Account,
  known: boolean,
): void {
  const { place, password, initialised } = record;
  const data = join(place, 'data');
  if (known && initialised)
    throw new Error(
      `Lytt's database was in ${data} and is gone. Restore it, or move postgres.json out of the home to begin with an empty one.`,
    );
  const half = join(place, 'data.new');
  const passwordFile = join(place, 'password.new');
  rmSync(half, { recursive: true, force: true });
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account !== null) chownSync(passwordFile, account.uid, account.gid);
    const made = spawnSync(
      binaries.initdb,
      [
        `--pgdata=${half}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
      ],
      { ...account, cwd: place, env: cleanEnvironment(), encoding: 'utf8' },
    );
    if (made.status !== 0)
      throw new Error(`PostgreSQL could not make a database in ${place}: ${made.stderr.trim()}`);
    renameSync(half, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

function refuseOtherVersion(binaries: Binaries, data: string): void {
  const has = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  const runs = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).stdout;
  const major = /(\d+)/.exec(runs)?.[1];
  if (major !== undefined && major !== has)
    throw new Error(
      `The database in ${data} is of PostgreSQL ${has}; this Lytt brings ${major}. See docs/operations.md on moving it.`,
    );
}

interface Server {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
  readonly ended: Promise<void>;
}

/** Starts the server, again for a few seconds when it refuses: an old one's memory or port may take a moment to go. */
async function startServer(
  binaries: Binaries,
  place: string,
  account: Account,
  wanted: number | undefined,
  record: ClusterRecord,
  tell: (line: string) => void,
): Promise<Server> {
  const logFile = openLog(place, account);
  let port = await portNear(wanted, 'PostgreSQL', tell);
  for (let attempt = 1; ; attempt += 1) {
    const server = spawnServer(binaries, place, account, port, logFile);
    if (server !== null && (await answers(server, record.password))) return server;
    if (attempt === 8)
      throw new Error(`PostgreSQL does not start. Its log: ${logFile}\n${lastLines(logFile)}`);
    await sleep(250 * attempt);
    port = await portNear(port, 'PostgreSQL', tell);
  }
}

function spawnServer(
  binaries: Binaries,
  place: string,
  account: Account,
  port: number,
  logFile: string,
): Server | null {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_destination=stderr',
    'logging_collector=off',
    // The log may be read by others than the data: no statements, no rows.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
  ];
  const out = openSync(logFile, 'a');
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', join(place, 'data'), '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
      {
        ...account,
        cwd: place,
        env: cleanEnvironment(),
        stdio: ['ignore', out, out],
        // A group of its own: Ctrl+C in the terminal must not stop it before those who use it.
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    );
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    return child.pid === undefined ? null : { child, pid: child.pid, port, ended };
  } finally {
    closeSync(out);
  }
}

async function answers(server: Server, password: string): Promise<boolean> {
  let gone = false;
  void server.ended.then(() => {
    gone = true;
  });
  let up = false;
  await until(async () => {
    if (gone) return true;
    up = await withClient(urlFor('postgres', password, server.port, 'postgres'), async () => true)
      // Not up yet, or the port answers for someone else.
      .catch(() => false);
    return up;
  }, START_MS);
  if (up && !gone) return true;
  if (!gone) server.child.kill('SIGQUIT');
  await server.ended;
  return false;
}

async function prepareDatabase(port: number, password: string): Promise<void> {
  await withClient(urlFor('postgres', password, port, 'postgres'), async (client) => {
    const role = await client.query(`SELECT FROM pg_roles WHERE rolname = 'lytt'`);
    if (role.rowCount === 0)
      await client.query(
        `CREATE ROLE lytt LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`,
      );
    // Who may drop a database WITH (FORCE) must be allowed to end the vacuum that happens to be at work in it.
    await client.query('GRANT pg_signal_backend, pg_signal_autovacuum_worker TO lytt');
    const database = await client.query(`SELECT FROM pg_database WHERE datname = '${DATABASE}'`);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER lytt`);
  });
}

async function stopServer(
  server: Server,
  binaries: Binaries,
  data: string,
  account: Account,
): Promise<void> {
  if (server.child.exitCode === null && server.child.signalCode === null) {
    // SIGINT is PostgreSQL's "fast": it ends connections and writes a checkpoint.
    if (process.platform === 'win32') stopWith(binaries, data, account, 'fast');
    else server.child.kill('SIGINT');
    const late = setTimeout(() => server.child.kill('SIGQUIT'), 10_000);
    await server.ended;
    clearTimeout(late);
  }
}

/** Runs `work` on one connection and closes it. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** The person's own PG* settings are about other servers. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function openLog(place: string, account: Account): string {
  const file = join(place, 'server.log');
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  closeSync(openSync(file, 'a', 0o600));
  if (account !== null) chownSync(file, account.uid, account.gid);
  return file;
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
