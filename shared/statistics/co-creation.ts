import type { Role } from '../domain/roles.ts';
import { type Shown, suppress } from '../domain/suppression.ts';
import { LEAST_SHOWN } from '../domain/suppression-path.ts';

/**
 * How far what is heard comes: the measures of co-creation that the study asks for, of teams and never of a person. Instants
 * are ISO 8601; rows carry no author and no text.
 */
export interface ObservationRow {
  readonly unit: string;
  /** The role it was logged in. */
  readonly role: Role;
  readonly loggedAt: string;
  /** When its contributor first heard what came of it; null: not yet. */
  readonly answeredAt: string | null;
}

/** Something that was changed: a theme released. */
export interface ChangeRow {
  /** Observations that it rests on. */
  readonly observations: number;
}

/** One theme's way. Null: not yet. */
export interface ThemeRow {
  /** The first observation in it. */
  readonly firstHeardAt: string;
  readonly namedAt: string | null;
  /** The first status after `new` and `assessing`. */
  readonly decidedAt: string | null;
  /** The first reply to its contributors. */
  readonly repliedAt: string | null;
}

export interface CoCreationRows {
  readonly observations: readonly ObservationRow[];
  readonly changes: readonly ChangeRow[];
  readonly themes: readonly ThemeRow[];
  /** Every unit that could have logged. */
  readonly units: readonly string[];
  readonly now: string;
}

/** `part` of `whole`. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

export interface CoCreation {
  /** Observations whose contributors know what came of them; null where too few were logged. */
  readonly answered: Share | null;
  /** Changes that rest on observations; null where nothing was changed. */
  readonly citing: Share | null;
  readonly daysToTheme: DaysUntil;
  readonly daysToDecision: DaysUntil;
  readonly daysToReply: DaysUntil;
  readonly unitsLogging: number;
  /** Logged nothing: no data, which is not "no pain". */
  readonly unitsSilent: number;
  /** Observations by the role they were logged in. */
  readonly roles: readonly { readonly role: Role; readonly observations: Shown }[];
}

export function coCreation(rows: CoCreationRows): CoCreation {
  const { observations, changes, themes, units, now } = rows;
  const logging = new Set(observations.map(({ unit }) => unit));
  const until = (of: (theme: ThemeRow) => string | null) =>
    daysUntil(
      themes.map((theme) => ({ from: theme.firstHeardAt, to: of(theme) })),
      now,
    );
  const answered = observations.filter(({ answeredAt }) => answeredAt !== null).length;
  return {
    answered:
      observations.length < LEAST_SHOWN ? null : { part: answered, whole: observations.length },
    citing:
      changes.length === 0
        ? null
        : {
            part: changes.filter((change) => change.observations > 0).length,
            whole: changes.length,
          },
    daysToTheme: until(({ namedAt }) => namedAt),
    daysToDecision: until(({ decidedAt }) => decidedAt),
    daysToReply: until(({ repliedAt }) => repliedAt),
    unitsLogging: logging.size,
    unitsSilent: units.filter((unit) => !logging.has(unit)).length,
    roles: byRole(observations),
  };
}

/** What one unit may see of itself and others may see of it; in the order of the units. */
export interface UnitMeasures {
  readonly unit: string;
  readonly logged: Shown;
  readonly answered: Shown;
  readonly waiting: Shown;
}

/** Answered and waiting by unit, small numbers kept back with what would give them away; no order of merit. */
export function answeredByUnit({ observations, units }: CoCreationRows): UnitMeasures[] {
  const counts = new Map(units.map((unit) => [unit, [0, 0] as [number, number]]));
  for (const { unit, answeredAt } of observations) {
    const own = counts.get(unit);
    if (own !== undefined) own[answeredAt === null ? 1 : 0] += 1;
  }
  const lines = units.map((unit) => {
    const own = counts.get(unit) ?? [0, 0];
    return own[0] + own[1] === 0 ? [null, null] : own;
  });
  const shown = suppress(lines);
  const none: Shown = { kind: 'noData' };
  return units.map((unit, row) => ({
    unit,
    logged: shown.rowTotals[row] ?? none,
    answered: shown.cells[row]?.[0] ?? none,
    waiting: shown.cells[row]?.[1] ?? none,
  }));
}

function byRole(observations: readonly ObservationRow[]): CoCreation['roles'] {
  const counts = new Map<Role, number>();
  for (const { role } of observations) counts.set(role, (counts.get(role) ?? 0) + 1);
  const roles = [...counts.keys()].toSorted();
  const shown = suppress(roles.map((role) => [counts.get(role) ?? 0]));
  return roles.map((role, row) => ({
    role,
    observations: shown.cells[row]?.[0] ?? { kind: 'noData' },
  }));
}

/** Days from one moment to another, over many. */
export interface DaysUntil {
  /** Half were there by then; null: fewer than half are yet, or there are too few to say. */
  readonly median: number | null;
  readonly there: number;
  readonly waiting: number;
}

const DAY_MS = 86_400_000;

/**
 * The median time until something happens, with those that still wait counted in for as long as they have waited (Kaplan and
 * Meier, J Am Stat Assoc 1958;53:457-481; R: `survival::survfit`). The plain median of those that are there would be the
 * shorter, the more are left lying.
 */
export function daysUntil(
  spans: readonly { readonly from: string; readonly to: string | null }[],
  now: string,
): DaysUntil {
  const waits = spans
    .map(({ from, to }) => ({
      days: Math.max(0, (Date.parse(to ?? now) - Date.parse(from)) / DAY_MS),
      there: to !== null,
    }))
    // Who waits exactly as long as another took was still waiting then.
    .toSorted((a, b) => a.days - b.days || Number(b.there) - Number(a.there));
  const there = waits.filter((wait) => wait.there).length;
  const result = { there, waiting: waits.length - there };
  if (waits.length < LEAST_SHOWN) return { ...result, median: null };
  let left = 1;
  for (const [index, wait] of waits.entries()) {
    if (!wait.there) continue;
    left *= 1 - 1 / (waits.length - index);
    if (left <= 0.5 + 1e-12) return { ...result, median: wait.days };
  }
  return { ...result, median: null };
}
