import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LyttError } from '../../shared/domain/errors.ts';
import type { Scope } from '../../shared/protocol/protocol.ts';
import type { Server } from '../store/server.ts';
import { personScope } from './scopes.ts';

/**
 * Bound to the service, its epoch, the last checkpoint made before it and the person; for each scope, the number of the last
 * change handed out, and of the last tombstone that was gone already when it was begun.
 */
const Content = z.object({
  server: z.string(),
  epoch: z.number().int(),
  checkpoint: z.uuid().nullable().default(null),
  person: z.string(),
  after: z.record(z.string(), z.number().int().nonnegative()),
  begunAt: z.record(z.string(), z.number().int().nonnegative()).default({}),
});

/** How far a scope has been followed, and from where: tombstones up to `begunAt` are of things never seen. */
export interface Position {
  readonly after: number;
  readonly begunAt: number;
}
export type Positions = ReadonlyMap<Scope, Position>;

export interface Cursor {
  readonly server: string;
  readonly epoch: number;
  readonly checkpoint: string | null;
  readonly positions: Positions;
}

/** Stands for her own scope: a cursor travels in addresses, which may be logged. */
const OWN = 'own';

export function writeCursor(
  server: Server & { readonly checkpoint: string | null },
  sub: string,
  positions: Positions,
): string {
  const own = personScope(sub);
  const named = [...positions].map(
    ([scope, position]) => [scope === own ? OWN : scope, position] as const,
  );
  const content: z.infer<typeof Content> = {
    server: server.serverId,
    epoch: server.epoch,
    checkpoint: server.checkpoint,
    person: markOf(sub),
    after: Object.fromEntries(named.map(([scope, { after }]) => [scope, after])),
    begunAt: Object.fromEntries(
      named.flatMap(([scope, { begunAt }]) => (begunAt > 0 ? [[scope, begunAt]] : [])),
    ),
  };
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Throws `feed.startOver` for a cursor that is not hers, or none at all. */
export function readCursor(sub: string, cursor: string): Cursor {
  const parsed = Content.safeParse(decoded(cursor));
  if (!parsed.success || parsed.data.person !== markOf(sub)) throw new LyttError('feed.startOver');
  const { server, epoch, checkpoint, after, begunAt } = parsed.data;
  const positions = new Map(
    Object.entries(after).map(([scope, position]) => [
      scope === OWN ? personScope(sub) : scope,
      { after: position, begunAt: begunAt[scope] ?? 0 },
    ]),
  );
  return { server, epoch, checkpoint, positions };
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
