import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import type { OperationOf } from '../../shared/domain/operation.ts';
import { bareConnection } from './raw-sqlite.ts';

/** An outbox without any logic: rows that are posted and deleted, and a table that takes them in. */

/** As many go in one request as Lytt sends. */
const BATCH = 500;

/** Rows wait in an encrypted file; each batch is deleted in a commit of its own once it was answered. Tells how many have gone. */
export async function drainBareOutbox(
  folder: string,
  operations: readonly OperationOf<'observation.log'>[],
  url: string,
  started: () => void,
  gone: (count: number) => void,
): Promise<void> {
  const sqlite = bareConnection(join(folder, 'outbox.db'));
  sqlite.exec(
    'CREATE TABLE outbox (n INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL) STRICT',
  );
  const insert = sqlite.prepare('INSERT INTO outbox (id, body) VALUES (?, ?)');
  sqlite.transaction(() => {
    for (const operation of operations) insert.run(operation.id, JSON.stringify(operation));
  })();
  const head = sqlite.prepare<[number], { n: number; id: string; body: string }>(
    'SELECT n, id, body FROM outbox ORDER BY n LIMIT ?',
  );
  const remove = sqlite.prepare('DELETE FROM outbox WHERE n <= ?');
  try {
    started();
    for (let rows = head.all(BATCH); rows.length > 0; rows = head.all(BATCH)) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          rows.map(({ id, body }) => ({ id, body: JSON.parse(body) as unknown })),
        ),
      });
      if (answer.status !== 200) throw new Error(`the bare outbox was answered ${answer.status}`);
      await answer.json();
      remove.run(rows.at(-1)?.n ?? 0);
      gone(rows.length);
    }
  } finally {
    sqlite.close();
  }
}

/** Takes in what is posted, each id once. */
export async function startBareService(databaseUrl: string): Promise<Server> {
  const pool = new pg.Pool({ connectionString: databaseUrl });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS bare_outbox (id uuid PRIMARY KEY, body jsonb NOT NULL)',
  );
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rows = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        id: string;
        body: unknown;
      }[];
      pool
        .query(
          'INSERT INTO bare_outbox (id, body) SELECT * FROM unnest($1::uuid[], $2::jsonb[]) ON CONFLICT DO NOTHING',
          [rows.map(({ id }) => id), rows.map(({ body }) => JSON.stringify(body))],
        )
        .then(
          () => {
            response.setHeader('content-type', 'application/json');
            response.end(JSON.stringify(rows.map(({ id }) => id)));
          },
          () => response.writeHead(500).end(),
        );
    });
  });
}
