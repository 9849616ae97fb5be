import { z } from 'zod';
import { LyttError } from '../../shared/domain/errors.ts';
import { Scope } from '../../shared/protocol/protocol.ts';
import type { Server } from '../store/server.ts';

/** Bound to the service and its epoch; one number for each scope: the last change handed out. */
const Content = z.strictObject({
  server: z.string(),
  epoch: z.number().int(),
  after: z.record(Scope, z.number().int().nonnegative()),
});

export type Positions = ReadonlyMap<Scope, number>;

export function writeCursor(server: Server, positions: Positions): string {
  const content: z.infer<typeof Content> = {
    server: server.serverId,
    epoch: server.epoch,
    after: Object.fromEntries(positions),
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Throws `feed.startOver` for a cursor that is not of this service as it now stands, or none at all. */
export function readCursor(server: Server, cursor: string): Positions {
  const content = Content.safeParse(decoded(cursor));
  if (
    !content.success ||
    content.data.server !== server.serverId ||
    content.data.epoch !== server.epoch
  )
    throw new LyttError('feed.startOver');
  return new Map(Object.entries(content.data.after));
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
