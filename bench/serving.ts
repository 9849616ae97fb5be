/** The other end of what is synchronised, in a process of its own: node bench/serving.ts KIND SETTINGS */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { startBacklog } from '../backlog/server.ts';
import { startBareService } from './peers/bare-outbox.ts';
import { startPouchService } from './peers/pouchdb.ts';

export const Serving = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lytt'),
    databaseUrl: z.string(),
    issuer: z.string(),
    audience: z.string(),
    unit: z.string(),
  }),
  z.object({ kind: z.literal('bare-outbox'), databaseUrl: z.string() }),
  z.object({ kind: z.literal('pouchdb'), folder: z.string() }),
]);
export type Serving = z.infer<typeof Serving>;

/** Where it answers. */
async function serve(serving: Serving): Promise<string> {
  if (serving.kind === 'bare-outbox') return listening(await startBareService(serving.databaseUrl));
  if (serving.kind === 'pouchdb') return listening(startPouchService(serving.folder));
  const { databaseUrl, issuer, audience, unit } = serving;
  const backlog = await startBacklog({
    databaseUrl,
    host: '127.0.0.1',
    port: 0,
    issuer,
    audience,
    units: [{ number: unit, name: 'Eksempelvik', parent: null, reviewLimitHours: 24 }],
    clock: Date.now,
    randomBytes: (length) => randomBytes(length),
    log: () => undefined,
    jobs: false,
  });
  await backlog.ready;
  return backlog.url;
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const [settings] = process.argv.slice(2);
process.stdout.write(`${await serve(Serving.parse(JSON.parse(settings ?? '{}')))}\n`);
// It ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume();
