import { v7 } from 'uuid';
import { z } from 'zod';

/** Client-made UUIDv7 in lower case: sortable by the millisecond it was made, random enough never to collide. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, {
    error: 'expected a UUIDv7 in lower case',
  });
export type Id = z.infer<typeof Id>;

/** Milliseconds since 1970. Passed in everywhere, so that a simulation can own the time. */
export type Clock = () => number;
/** `length` bytes of randomness. Passed in everywhere, so that a seed can replay a run. */
export type RandomBytes = (length: number) => Uint8Array;
export type NewId = () => Id;

/** Makes ids from the given clock and randomness; ids made in the same millisecond still sort in the order made. */
export function idMaker(clock: Clock, randomBytes: RandomBytes): NewId {
  let lastMsecs = 0;
  let seq = 0;
  return () => {
    const msecs = Math.max(clock(), lastMsecs);
    seq = msecs === lastMsecs ? seq + 1 : (randomBytes(3)[0] ?? 0);
    lastMsecs = msecs;
    return v7({ msecs, seq, random: randomBytes(16) });
  };
}
