import { z } from 'zod';
import { Id } from '../domain/ids.ts';
import { Instant } from '../domain/observation.ts';
import { Reply } from '../domain/theme.ts';

export const InboxItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    id: Id,
    observationId: Id,
    /** The contributor's own words, or (`same`) those she heard the same as. */
    text: z.string(),
    same: z.boolean(),
    question: z.string(),
    at: Instant,
  }),
  /** Among what needs her where it asks whether a release helped. */
  z.object({ kind: z.literal('reply'), id: Id, text: z.string(), reply: Reply, at: Instant }),
  z.object({
    kind: z.literal('declined'),
    id: Id,
    observationId: Id,
    text: z.string(),
    same: z.boolean(),
    reason: z.string(),
    at: Instant,
  }),
]);
export type InboxItem = z.infer<typeof InboxItem>;
