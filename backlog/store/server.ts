import type pg from 'pg';
import type { NewId } from '../../shared/domain/ids.ts';
import { type Reading, statement } from './database.ts';

/** Which service this is. `epoch` is raised after a restore, so that no cursor of before is believed. */
export interface Server {
  readonly serverId: string;
  readonly epoch: number;
}

const readServer = statement<Server>(
  'server.read',
  'SELECT server_id AS "serverId", epoch FROM server',
);

/** Names the service at its first start; later starts keep the name. */
export async function ensureServer(pool: pg.Pool, newId: NewId): Promise<Server> {
  await pool.query('INSERT INTO server (server_id) VALUES ($1) ON CONFLICT DO NOTHING', [newId()]);
  const { rows } = await pool.query<Server>(readServer.text);
  return theOne(rows);
}

export async function serverOf(tx: Reading): Promise<Server> {
  return theOne(await tx.read(readServer, []));
}

function theOne(rows: readonly Server[]): Server {
  const [server] = rows;
  if (server === undefined) throw new Error('the database has lost its server row');
  return server;
}
