import { z } from 'zod';
import { Instant } from '../domain/observation.ts';

/** What came back after a person's file was damaged, and what did not. */
export const Recovery = z.object({
  at: Instant,
  /** What the new file was made from: the damaged one up to a break, a copy, or nothing. */
  from: z.enum(['file', 'copy', 'nothing']),
  copyMadeAt: Instant.nullable(),
  /** Own entries that were back at once. */
  entries: z.number().int().nonnegative(),
  /** Operations that were back and had not been sent. */
  unsent: z.number().int().nonnegative(),
  /** What was being written is back. */
  draft: z.boolean(),
  /** Own entries that the service has given back since. */
  fetched: z.number().int().nonnegative(),
  /** Own entries known to have been there that are not back. */
  missing: z.number().int().nonnegative(),
  /** Saves since the copy that could not be read, of whatever kind; null: there may be some, how many can't be told. */
  unread: z.number().int().nonnegative().nullable(),
  /** All that the service holds is back. */
  complete: z.boolean(),
  /** The folder where the damaged file lies. */
  keptIn: z.string(),
});
export type Recovery = z.infer<typeof Recovery>;
