import { z } from 'zod';
import { Id } from '../domain/ids.ts';
import { Instant } from '../domain/observation.ts';

export const SyncItem = z.object({
  operationId: Id,
  kind: z.string(),
  /** The entry, theme or reply it is about. */
  entityId: z.string(),
  text: z.string(),
  madeAt: Instant,
  setAside: z.object({ code: z.string(), field: z.string().nullable() }).nullable(),
  /** Why the service can't take it yet, where it has said so: a code. It goes by itself when it can. */
  heldBy: z.string().nullable(),
});
export type SyncItem = z.infer<typeof SyncItem>;

/**
 * Why sync has stopped until a person decides: the service is not the one her entries came from and went to, or its database was
 * set back to an older copy. Nothing here is deleted for it.
 */
export const halts = ['other_server', 'restored'] as const;

export const Halt = z.enum(halts);
export type Halt = z.infer<typeof Halt>;

/** Which of the two must be updated before app and service understand each other. */
export const outdated = ['app_too_old', 'service_too_old'] as const;

export const Outdated = z.enum(outdated);
export type Outdated = z.infer<typeof Outdated>;

export const SyncStatus = z.object({
  waiting: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
  /**
   * `idle` nothing to do; `working` talking to the service; `offline` no answer from it; `signed_out` it wants a new login; a halt;
   * or what must be updated first.
   */
  state: z.enum(['idle', 'working', 'offline', 'signed_out', ...halts, ...outdated]),
  offlineSince: Instant.nullable(),
  lastSentAt: Instant.nullable(),
  lastFetchedAt: Instant.nullable(),
  lastTriedAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  /** How many operations were taken in once and can be sent again; 0 unless it has halted. */
  sendable: z.number().int().nonnegative(),
  /** Oldest first, at most 200 of each. */
  waitingItems: z.array(SyncItem),
  setAsideItems: z.array(SyncItem),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** What the header shows beside the menu, all in one answer. */
export const Counts = z.object({
  waiting: z.number().int().nonnegative(),
  setAside: z.number().int().nonnegative(),
  state: SyncStatus.shape.state,
  inbox: z.number().int().nonnegative(),
  review: z.number().int().nonnegative(),
});
export type Counts = z.infer<typeof Counts>;
