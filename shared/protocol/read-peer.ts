import { z } from 'zod';
import { Id } from '../domain/ids.ts';
import { knownRoles, UnitNumber } from '../domain/roles.ts';
import {
  Change,
  type FeedResponse,
  OperationResult,
  type PushResponse,
  type SessionResponse,
} from './protocol.ts';
import { withUnknown } from './unknown-fields.ts';

/**
 * What a service answers, read by an app that may be older: what it does not know is passed over where it can be asked for again,
 * and kept as it came where it can't. Each returns null for what is no such answer at all.
 */

/** A change that this version can't read: of a new kind, in a new kind of scope, or with a new value. As it came. */
export const UnreadChange = z.looseObject({
  scope: z.string().min(1).max(300),
  seq: z.number().int().positive(),
  kind: z.string().min(1).max(60),
  id: z.string().min(1).max(100),
});
export type UnreadChange = z.infer<typeof UnreadChange>;

/** A page of the feed as far as it could be read; what was not is kept by the store for a version that can. */
export interface FeedPage extends FeedResponse {
  readonly unread?: readonly UnreadChange[];
}

const Page = z.object({
  serverId: Id,
  scopes: z.array(z.string().min(1).max(300)),
  changes: z.array(UnreadChange),
  cursor: z.string(),
  more: z.boolean(),
});

export function readFeedPage(body: unknown): FeedPage | null {
  const page = Page.safeParse(body);
  if (!page.success) return null;
  const changes: Change[] = [];
  const unread: UnreadChange[] = [];
  for (const raw of page.data.changes) {
    const change = readChange(raw);
    if (change === null) unread.push(raw);
    else changes.push(change);
  }
  return { ...page.data, changes, unread };
}

/** Fields that this version does not know are kept in the document: a newer one finds them there. */
export function readChange(raw: UnreadChange): Change | null {
  const { data: change } = Change.safeParse(raw);
  if (change === undefined || change.kind === 'tombstone') return change ?? null;
  return { ...change, document: withUnknown(change.document, raw['document']) } as Change;
}

const Push = z.object({ serverId: Id, results: z.array(z.unknown()) });

/** A result that can't be read is none: its operation is sent again. */
export function readPushResponse(body: unknown): PushResponse | null {
  const push = Push.safeParse(body);
  if (!push.success) return null;
  const results = push.data.results.flatMap((raw) => OperationResult.safeParse(raw).data ?? []);
  return { serverId: push.data.serverId, results };
}

const Session = z.object({
  serverId: Id,
  acknowledgedKnown: z.boolean().nullable().default(null),
  protocol: z.object({ min: z.number().int(), max: z.number().int() }),
  roles: z.array(z.unknown()),
  unit: UnitNumber.nullable().catch(null),
  unitName: z.string().nullable().catch(null),
});

/** A role that this version does not know gives nothing. */
export function readSession(body: unknown): SessionResponse | null {
  const session = Session.safeParse(body);
  return session.success ? { ...session.data, roles: knownRoles(session.data.roles) } : null;
}
