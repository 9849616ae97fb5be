import { z } from 'zod';
import { Id } from '../domain/ids.ts';
import { Instant, Observation, Review } from '../domain/observation.ts';
import { Retention } from '../domain/retention.ts';
import { Role, UnitNumber } from '../domain/roles.ts';
import { Reply, ThemeChange } from '../domain/theme.ts';

/** `GET /v1/person/export`: all that the service holds of the bearer, and nothing of anybody else. */
export const PersonExport = z.object({
  serverId: Id,
  /** The issuer's name for her, by which everything here is found. */
  subject: z.string(),
  roles: z.array(Role),
  unit: UnitNumber.nullable(),
  retention: Retention,
  /** Units she works or has worked in. */
  memberships: z.array(z.object({ unit: UnitNumber, unitName: z.string(), since: Instant })),
  /** What she logged, with every revision and decision; who reviewed it is not told. */
  observations: z.array(
    Observation.extend({
      receivedAt: Instant,
      /** The role she logged it in. */
      role: Role.nullable(),
      /** What it has become in the backlog, if anything. */
      insightId: Id.nullable(),
    }),
  ),
  /** What she has withdrawn: that there was something is all that is left. */
  withdrawn: z.array(z.object({ id: Id, unit: UnitNumber, heardAt: Instant })),
  /** Decisions she made of others' observations. */
  reviews: z.array(Review.extend({ observationId: Id })),
  /** What she did to themes. */
  themeChanges: z.array(ThemeChange.extend({ themeId: Id, themeName: z.string() })),
  replies: z.array(Reply),
  /** What her machines have sent, by kind: kept so that nothing is taken in twice. */
  operations: z.array(z.object({ id: Id, kind: z.string(), receivedAt: Instant })),
});
export type PersonExport = z.infer<typeof PersonExport>;
