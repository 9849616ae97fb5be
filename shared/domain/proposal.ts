import { z } from 'zod';
import { Cell, Quote, Signal, Weeks } from './evidence.ts';
import { Id } from './ids.ts';
import { Instant } from './observation.ts';
import { JourneyStep, TemaCode } from './tags.ts';

/**
 * Insights in no theme that seem to say the same: a theme that somebody may confirm, or (`themeId`) more of one there is. Made
 * anew as insights come in; what people have named is never touched by it.
 */
export const Proposal = z.object({
  id: Id,
  themeId: Id.nullable(),
  tema: TemaCode.nullable(),
  step: JourneyStep.nullable(),
  terms: z.array(z.string()),
  quotes: z.array(Quote),
  count: z.number().int().nonnegative(),
  units: Cell,
  weeks: Weeks,
  signal: Signal.nullable(),
  /** Empty for those who may not read the backlog's insights. */
  insightIds: z.array(Id),
  createdAt: Instant,
});
export type Proposal = z.infer<typeof Proposal>;
