import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Scope } from '../../shared/protocol/protocol.ts';
import type { Server } from '../store/server.ts';
import { personScope } from './scopes.ts';

/** Bound to the service, its epoch and the person; for each scope, the number of the last change handed out. */
const Content = z.strictObject({
  server: z.string(),
  epoch: z.number().int(),
  person: z.string(),
  after: z.record(z.string(), z.number().int().nonnegative()),
});

export type Positions = ReadonlyMap<Scope, number>;

/** Stands for her own scope: a cursor travels in addresses, which may be logged. */
const OWN = 'own';

export function writeCursor(server: Server, sub: string, positions: Positions): string {
  const own = personScope(sub);
  const content: z.infer<typeof Content> = {
    server: server.serverId,
    epoch: server.epoch,
    person: markOf(sub),
    after: Object.fromEntries(
      [...positions].map(([scope, position]) => [scope === own ? OWN : scope, position]),
    ),
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Throws `feed.startOver` for a cursor that is not hers, or not of this service as it now stands, or none at all. */
export function readCursor(server: Server, sub: string, cursor: string): Positions {
  const parsed = Content.safeParse(decoded(cursor));
  if (
    !parsed.success ||
    parsed.data.server !== server.serverId ||
    parsed.data.epoch !== server.epoch ||
    parsed.data.person !== markOf(sub)
  )
    throw new LyttError('feed.startOver');
  return new Map(
    Object.entries(parsed.data.after).map(([scope, position]) => [
      scope === OWN ? personScope(sub) : scope,
      position,
    ]),
  );
}

function markOf(sub: string): string {
  return createHash('sha256').update(sub).digest('base64url').slice(0, 12);
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
