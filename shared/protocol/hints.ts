import { z } from 'zod';

/**
 * `GET /v1/hints`: server-sent events, for as long as the token holds. They tell in which scopes something has changed, never
 * what; whoever hears one asks the change feed. A hint may be lost, and more than one change may share one.
 */
export const HINTS_PATH = '/v1/hints';
/** So long a stream is silent at most; a comment line then shows either side that the other is there. */
export const HINT_BEAT_MS = 15_000;
/** Stands for one's own room in a hint, so that no subject travels there. */
export const OWN_SCOPE = 'own';

/** `event: ready`, first: from here on nothing is missed. No data of its own. */
export const READY_EVENT = 'ready';
/** `event: hint` */
export const HINT_EVENT = 'hint';
export const Hint = z.object({ scopes: z.array(z.string().max(300)).max(1000) });
export type Hint = z.infer<typeof Hint>;
/**
 * `event: end`, last: the token has run out, the service stops, the stream is old enough to go to another replica, or she has
 * opened so many that this one made room.
 */
export const END_EVENT = 'end';
export const HintEnd = z.object({ reason: z.enum(['token', 'stopping', 'age', 'replaced']) });
export type HintEnd = z.infer<typeof HintEnd>;
