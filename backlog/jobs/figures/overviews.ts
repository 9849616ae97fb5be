import type { Cell } from '../../../shared/domain/evidence.ts';
import type { NewId } from '../../../shared/domain/ids.ts';
import type { Measures, Overview } from '../../../shared/domain/overview.ts';
import { LEAST_SHOWN } from '../../../shared/domain/suppression-path.ts';
import { type CoCreationRows, coCreation } from '../../../shared/statistics/co-creation.ts';
import type { answeredSince, observationFigures, themeWays } from '../../store/figures.ts';
import type { Known } from './heard.ts';
import { risingIn } from './signals.ts';
import { cellOf } from './spread.ts';

/** Half a year is measured: long enough for a theme to be named, decided and answered. */
export const MEASURED_WEEKS = 26;
/** Themes of a unit shown at most, of each sort. */
const SHOWN = 10;

export interface OverviewInput {
  readonly observations: Awaited<ReturnType<typeof observationFigures>>;
  readonly ways: Awaited<ReturnType<typeof themeWays>>;
  readonly answered: Awaited<ReturnType<typeof answeredSince>>;
  readonly themeIds: readonly string[];
  readonly ids: ReadonlyMap<string | null, string>;
  readonly now: string;
}

/** One for all, and one for each unit's supervisor. */
export function overviewsOf(known: Known, input: OverviewInput, newId: NewId): Overview[] {
  const units = known.units.map(({ number }) => number);
  const all: Overview = {
    id: input.ids.get(null) ?? newId(),
    unit: null,
    madeAt: input.now,
    measures: measuresOf(rowsOf(input, null, units)),
    rising: [],
    answered: [],
  };
  return [all, ...units.map((unit) => ofUnit(known, input, unit, newId))];
}

function ofUnit(known: Known, input: OverviewInput, unit: string, newId: NewId): Overview {
  return {
    id: input.ids.get(unit) ?? newId(),
    unit,
    madeAt: input.now,
    measures: measuresOf(rowsOf(input, unit, [unit])),
    rising: risingIn(known, unit, input.themeIds)
      .slice(0, SHOWN)
      .map(({ themeId, observed, expected }) => ({
        themeId,
        observed: shown(observed),
        expected: Math.round(expected * 10) / 10,
      })),
    answered: input.answered
      .filter((one) => one.unit === unit)
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, SHOWN)
      .map(({ themeId, status, at }) => ({ themeId, status, at: at.toISOString() })),
  };
}

function shown(count: number): Cell {
  return count < LEAST_SHOWN ? '<5' : count;
}

/** `unit` null: of all. */
function rowsOf(
  { observations, ways, now }: OverviewInput,
  unit: string | null,
  units: readonly string[],
): CoCreationRows {
  const themes = ways.filter((way) => unit === null || way.units.includes(unit));
  return {
    observations: observations
      .filter((one) => unit === null || one.unit === unit)
      .map(({ unit: of, role, loggedAt, answeredAt }) => ({
        unit: of,
        role,
        loggedAt: loggedAt.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
    changes: themes.filter(({ released }) => released),
    themes: themes.flatMap(({ firstHeardAt, namedAt, decidedAt, repliedAt }) =>
      firstHeardAt === null
        ? []
        : [
            {
              firstHeardAt: firstHeardAt.toISOString(),
              namedAt: namedAt.toISOString(),
              decidedAt: decidedAt?.toISOString() ?? null,
              repliedAt: repliedAt?.toISOString() ?? null,
            },
          ],
    ),
    units,
    now,
  };
}

function measuresOf(rows: CoCreationRows): Measures {
  const found = coCreation(rows);
  return {
    weeks: MEASURED_WEEKS,
    answered: found.answered,
    citing: found.citing,
    daysToTheme: found.daysToTheme.median,
    daysToDecision: found.daysToDecision.median,
    daysToReply: found.daysToReply.median,
    unitsLogging: found.unitsLogging,
    unitsSilent: found.unitsSilent,
    roles: found.roles.map(({ role, observations }) => ({
      role,
      observations: cellOf(observations),
    })),
  };
}
