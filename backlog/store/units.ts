import type pg from 'pg';
import { z } from 'zod';
import { UnitNumber } from '../../shared/domain/roles.ts';
import { ask, type Reading, statement } from './database.ts';

/** An office or contact centre as configured. `reviewLimitHours`: how long an observation may wait before others see it too. */
export const Unit = z.strictObject({
  number: UnitNumber,
  name: z.string().trim().min(1).max(200),
  parent: UnitNumber.nullable(),
  reviewLimitHours: z.number().positive().max(10_000),
});
export type Unit = z.infer<typeof Unit>;

/** Takes in new units and changed ones. One that is gone from the list stays: what was heard there stays with it. */
export async function syncUnits(pool: pg.Pool, units: readonly Unit[]): Promise<void> {
  await pool.query(
    `INSERT INTO unit (number, name, parent, review_limit_hours)
     SELECT number, name, parent, hours
     FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[]) AS given (number, name, parent, hours)
     ORDER BY number
     ON CONFLICT (number) DO UPDATE
       SET name = excluded.name, parent = excluded.parent, review_limit_hours = excluded.review_limit_hours`,
    [
      units.map((unit) => unit.number),
      units.map((unit) => unit.name),
      units.map((unit) => unit.parent),
      units.map((unit) => unit.reviewLimitHours),
    ],
  );
}

const recordMember = statement(
  'membership.record',
  `INSERT INTO membership (sub, unit, since)
   SELECT $1, number, $3 FROM unit WHERE number = $2
   ON CONFLICT DO NOTHING`,
);

/** That she works in this unit now; kept for good. A unit we don't know is not recorded. */
export async function recordMembership(
  pool: pg.Pool,
  sub: string,
  unit: string,
  now: Date,
): Promise<void> {
  await ask(pool, recordMember, [sub, unit, now]);
}

const ofUnits = statement<{ number: string; parent: string | null; member: boolean }>(
  'unit.of',
  `SELECT unit.number, unit.parent, membership.sub IS NOT NULL AS member
   FROM unit LEFT JOIN membership ON membership.unit = unit.number AND membership.sub = $2
   WHERE unit.number = ANY($1::text[])`,
);

export interface UnitStanding {
  readonly parent: string | null;
  /** The person works there, or once did. */
  readonly member: boolean;
}

/** The known ones of `numbers`, and whether `sub` belongs or belonged to them. */
export async function unitStandings(
  tx: Reading,
  numbers: readonly string[],
  sub: string,
): Promise<Map<string, UnitStanding>> {
  const rows = await tx.read(ofUnits, [numbers, sub]);
  return new Map(rows.map(({ number, parent, member }) => [number, { parent, member }]));
}

const children = statement<{ number: string }>(
  'unit.children',
  'SELECT number FROM unit WHERE parent = $1 ORDER BY number',
);

export async function childUnits(tx: Reading, parent: string): Promise<string[]> {
  const rows = await tx.read(children, [parent]);
  return rows.map(({ number }) => number);
}

const name = statement<{ name: string }>('unit.name', 'SELECT name FROM unit WHERE number = $1');

export async function unitName(pool: pg.Pool, number: string): Promise<string | null> {
  const [unit] = await ask(pool, name, [number]);
  return unit?.name ?? null;
}
