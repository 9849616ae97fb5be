import { z } from 'zod';
import { Instant } from './observation.ts';

/** What Lytt keeps of a person, by kind. */
export const storedKinds = [
  'observation',
  'draft',
  'reply',
  'review',
  'themeChange',
  'operation',
  'line',
  'notPerson',
  'membership',
] as const;
export type StoredKind = (typeof storedKinds)[number];

const count = z.number().int().nonnegative();

/** Told to the person herself: how much of what is kept of her where, since when, and for how long. */
export const Stored = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(storedKinds),
      /** On this machine; null where such a thing does not lie there. */
      here: count.nullable(),
      /** With the service; null where such a thing does not lie there, or it was not to be asked. */
      atService: count.nullable(),
      oldest: Instant.nullable(),
    }),
  ),
  /** Why the service could not be asked: a code of the error catalogue; null where it answered. */
  serviceFault: z.string().nullable(),
  /** Days that words are kept here, and with the service (null: not known). */
  here: z.object({ textDays: count, undecidedDays: count }),
  service: z.object({ textDays: count, insightDays: count, undecidedDays: count }).nullable(),
  /** When the first of her words here are to go, if nothing more is written or decided about them. */
  nextGone: Instant.nullable(),
  /** Encrypted copies of her file on this machine. */
  copies: z.object({ count, oldest: Instant.nullable() }),
  /** What was deleted here last because its time was up; newest first. */
  receipts: z.array(z.object({ at: Instant, kind: z.string(), count })),
});
export type Stored = z.infer<typeof Stored>;
