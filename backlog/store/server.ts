import type pg from 'pg';
import type { NewId } from '../../shared/domain/ids.ts';
import { ask, statement } from './database.ts';

/** Which service this is. `epoch` is raised after a restore, so that no cursor of before is believed. */
export interface Server {
  readonly serverId: string;
  readonly epoch: number;
}

const readServer = statement<Server>(
  'server.read',
  'SELECT server_id AS "serverId", epoch FROM server',
);

const nameServer = statement(
  'server.name',
  'INSERT INTO server (server_id) VALUES ($1) ON CONFLICT DO NOTHING',
);

/** Names the service at its first start; later starts keep the name. */
export async function ensureServer(pool: pg.Pool, newId: NewId): Promise<Server> {
  await ask(pool, nameServer, [newId()]);
  return theOne(await ask(pool, readServer));
}

/** How the service stands as seen by a reader who has come by a checkpoint. */
export interface Standing extends Server {
  /** The newest; null before the first. */
  readonly checkpoint: string | null;
  /** The reader's is there; true also where it has none. */
  readonly checkpointKnown: boolean;
}

/** The one row of it. `checkpoint`: the parameter that holds the reader's. */
export const standing = (checkpoint: string): string =>
  `SELECT server_id AS "serverId", epoch,
     (SELECT id FROM checkpoint ORDER BY made_at DESC, id DESC LIMIT 1) AS checkpoint,
     ${checkpoint}::uuid IS NULL OR EXISTS (SELECT FROM checkpoint WHERE id = ${checkpoint}) AS "checkpointKnown"
   FROM server`;

const checkpoint = statement(
  'checkpoint.make',
  `INSERT INTO checkpoint (id, made_at)
   SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM checkpoint WHERE made_at > $3)`,
);

/**
 * Makes a checkpoint unless one was made after `since`. A cursor names the newest one there was: where it is missing later,
 * the database has been set back to a time before it, though the numbers of the feed may have passed the cursor since.
 */
export async function makeCheckpoint(
  pool: pg.Pool,
  newId: NewId,
  now: Date,
  since: Date,
): Promise<void> {
  await ask(pool, checkpoint, [newId(), now, since]);
}

function theOne<Row extends Server>(rows: readonly Row[]): Row {
  const [server] = rows;
  if (server === undefined) throw new Error('the database has lost its server row');
  return server;
}
