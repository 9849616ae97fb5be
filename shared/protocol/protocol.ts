import { z } from 'zod';
import { Id } from '../domain/ids.ts';
import { Observation } from '../domain/observation.ts';
import { Overview } from '../domain/overview.ts';
import { Proposal } from '../domain/proposal.ts';
import { Role, UnitNumber } from '../domain/roles.ts';
import { Insight, Reply, Theme } from '../domain/theme.ts';

/** What passes between app and backlog service, over HTTP with JSON. The service's OpenAPI page is made from this. */

/** Most operations in one push; a longer outbox goes in several. */
export const PUSH_LIMIT = 500;
/** Most changes in one answer of the feed. */
export const FEED_LIMIT = 500;
/** Largest body the service reads, in bytes. */
export const BODY_LIMIT = 8 * 1024 * 1024;

/** `POST /v1/operations`. Elements are taken apart one by one: one that can't be read is rejected alone. */
export const PushRequest = z.object({
  protocol: z.number().int().positive(),
  operations: z.array(z.looseObject({ id: Id, kind: z.string().max(60) })).max(PUSH_LIMIT),
});
export type PushRequest = z.infer<typeof PushRequest>;

/** Most findings told of one refused operation; more are not named. */
export const FINDINGS_LIMIT = 200;

/**
 * Where the gate stopped an operation: UTF-16 offsets in the text that was sent, never its characters. `kind` may be one that
 * an older app does not know.
 */
export const FoundIn = z.object({
  field: z.string().max(40),
  kind: z.string().max(40),
  severity: z.enum(['block', 'warn']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type FoundIn = z.infer<typeof FoundIn>;

/**
 * What became of one operation. `applied` and `already_applied`: it is in, leave the outbox. `rejected`: it never will be as
 * it stands; set that entry aside with `code` and `field`. `not_now`: nothing is wrong with it; try again later.
 */
export const OperationResult = z.discriminatedUnion('outcome', [
  z.object({ id: Id, outcome: z.literal('applied') }),
  z.object({ id: Id, outcome: z.literal('already_applied') }),
  z.object({
    id: Id,
    outcome: z.literal('rejected'),
    code: z.string(),
    field: z.string().nullable(),
    /** Where its words were refused for whom they may identify, so that their author, who alone has them, can mend them. */
    findings: z.array(FoundIn).max(FINDINGS_LIMIT).optional(),
  }),
  z.object({ id: Id, outcome: z.literal('not_now'), code: z.string() }),
]);
export type OperationResult = z.infer<typeof OperationResult>;

export const PushResponse = z.object({
  serverId: Id,
  results: z.array(OperationResult),
});
export type PushResponse = z.infer<typeof PushResponse>;

/**
 * A room whose changes may be followed: `person:<sub>` own entries and replies, `unit:<number>` a unit's review queue,
 * `deputies:<number>` and `above:<number>` what waited too long in it, `heard:<number>` the insights that come from a unit,
 * `figures:<number>` its overview, `themes` and `insights` the backlog, `proposals` what may become a theme.
 */
export const Scope = z
  .string()
  .regex(/^(person:.{1,200}|(unit|deputies|above|heard|figures):\d{4}|themes|insights|proposals)$/);
export type Scope = z.infer<typeof Scope>;

const change = { scope: Scope, seq: z.number().int().positive() };
export const documentKinds = [
  'observation',
  'theme',
  'insight',
  'reply',
  'proposal',
  'overview',
] as const;
export const DocumentKind = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** One thing as it stands now. Later changes of the same thing replace earlier ones in the feed. */
export const Change = z.discriminatedUnion('kind', [
  z.object({ ...change, kind: z.literal('observation'), id: Id, document: Observation }),
  z.object({ ...change, kind: z.literal('theme'), id: Id, document: Theme }),
  z.object({ ...change, kind: z.literal('insight'), id: Id, document: Insight }),
  z.object({ ...change, kind: z.literal('reply'), id: Id, document: Reply }),
  z.object({ ...change, kind: z.literal('proposal'), id: Id, document: Proposal }),
  z.object({ ...change, kind: z.literal('overview'), id: Id, document: Overview }),
  /** Gone from this scope: withdrawn, or no longer this scope's. Carries no text. */
  z.object({ ...change, kind: z.literal('tombstone'), id: Id, of: DocumentKind }),
]);
export type Change = z.infer<typeof Change>;

/** `GET /v1/changes?cursor=…`. No cursor: from the beginning. */
export const FeedQuery = z.object({
  cursor: z.string().max(8000).optional(),
  limit: z.coerce.number().int().min(1).max(FEED_LIMIT).default(FEED_LIMIT),
});

export const FeedResponse = z.object({
  serverId: Id,
  /** Scopes this person may follow now. What came in a scope that is gone is to be dropped, unless it is one's own. */
  scopes: z.array(Scope),
  changes: z.array(Change),
  /** Opaque; hand it back to go on. */
  cursor: z.string(),
  /** There is more right now. */
  more: z.boolean(),
});
export type FeedResponse = z.infer<typeof FeedResponse>;

/** `GET /v1/session?acknowledged=…`. The operation is one that the service has acknowledged to her: it must know it still. */
export const SessionQuery = z.object({ acknowledged: Id.optional() });

/** `GET /v1/session`: who the service takes the bearer for. Calling it records that she works in her unit. */
export const SessionResponse = z.object({
  serverId: Id,
  /** Whether the operation that was asked about is known; null where none was. False: the database was set back. */
  acknowledgedKnown: z.boolean().nullable().default(null),
  protocol: z.object({ min: z.number().int(), max: z.number().int() }),
  roles: z.array(Role),
  unit: UnitNumber.nullable(),
  unitName: z.string().nullable(),
});
export type SessionResponse = z.infer<typeof SessionResponse>;

/** Body of every answer outside 2xx. */
export const Problem = z.object({ code: z.string(), field: z.string().nullable().optional() });
export type Problem = z.infer<typeof Problem>;

/**
 * With every answer: which service this is, so that a captive portal's 200 is not taken for it. With a request: which service
 * it is meant for; another one refuses it with `service.otherServer` and does nothing.
 */
export const SERVER_HEADER = 'x-lytt-server';
/** The header's value before the database has told the service its name. */
export const UNNAMED_SERVER = 'starting';
