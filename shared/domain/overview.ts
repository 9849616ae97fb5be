import { z } from 'zod';
import { Cell } from './evidence.ts';
import { Id } from './ids.ts';
import { Instant } from './observation.ts';
import { Role, UnitNumber } from './roles.ts';
import { ThemeStatus } from './theme.ts';

/** `part` of `whole`; null where the whole is under five. */
const Share = z
  .object({ part: z.number().int().nonnegative(), whole: z.number().int().positive() })
  .nullable();
const Days = z.number().nonnegative().nullable();

/** How far what is heard comes: measures of co-creation, of teams and never of a person. */
export const Measures = z.object({
  /** The last so many weeks are measured. */
  weeks: z.number().int().positive(),
  /** Observations whose contributors have heard what became of them. */
  answered: Share,
  /** Released themes that rest on observations. */
  citing: Share,
  /** Medians, in days. */
  daysToTheme: Days,
  daysToDecision: Days,
  daysToReply: Days,
  unitsLogging: z.number().int().nonnegative(),
  /** Units that have logged nothing: no data, which is not "no pain". */
  unitsSilent: z.number().int().nonnegative(),
  roles: z.array(z.object({ role: Role, observations: Cell })),
});
export type Measures = z.infer<typeof Measures>;

/** What the service has worked out for a unit's supervisor (`unit` set) or for all. */
export const Overview = z.object({
  id: Id,
  unit: UnitNumber.nullable(),
  madeAt: Instant,
  measures: Measures,
  /** Heard in the unit more than was to be expected; the most unexpected first. */
  rising: z.array(z.object({ themeId: Id, observed: Cell, expected: z.number().nonnegative() })),
  /** Themes that the unit has contributed to and that have been answered, newest first. */
  answered: z.array(z.object({ themeId: Id, status: ThemeStatus, at: Instant })),
});
export type Overview = z.infer<typeof Overview>;
