import type { Signal } from '../../../shared/domain/evidence.ts';
import { placesOf } from '../../../shared/domain/signal.ts';
import { type Week, weekAfter } from '../../../shared/domain/week.ts';
import {
  assessTheme,
  LEAST_UNITS,
  type Signal as Raised,
  RECENT_WEEKS,
  raiseSignals,
} from '../../../shared/statistics/outbreak.ts';
import { countIn, type Known, loggingUnits } from './heard.ts';

/** What may be new or rising. */
export interface Subject {
  readonly id: string;
  readonly tema: string | null;
  /** The signal it had before. */
  readonly before: Signal | null;
}

/** The signals of the last week that is over, by subject; those that stand out among all looked at. */
export function signalsOf(known: Known, subjects: readonly Subject[]): Map<string, Signal> {
  const of = new Map(subjects.map((subject) => [subject.id, subject]));
  const recent = known.weeks.slice(-RECENT_WEEKS);
  const assessed = subjects.map(({ id, tema }) => ({
    themeId: id,
    assessment: assessTheme({
      weeks: known.weeks.map((week) => ({
        week,
        count: countIn(known, id, week),
        contacts: tema === null ? null : (known.contacts.get(tema)?.get(week) ?? null),
        loggingUnits: loggingUnits(known, week),
      })),
      recentUnits: unitsIn(known, id, recent).size,
    }),
  }));
  return new Map(
    raiseSignals(assessed)
      .filter(({ marked }) => marked)
      .map((raised) => [
        raised.themeId,
        signalOf(known, raised, of.get(raised.themeId)?.before ?? null),
      ]),
  );
}

function signalOf(known: Known, raised: Raised, before: Signal | null): Signal {
  const { themeId, kind, week, window, observed, expected, baseline } = raised;
  const heard = unitsIn(known, themeId, known.weeks.slice(-window));
  const { named, others } = placesOf([...heard].map(([unit, count]) => ({ unit, count })));
  const goesOn = before !== null && before.week >= weekAfter(week, -1);
  return {
    kind,
    week,
    since: goesOn ? before.since : week,
    weeks: window,
    observed,
    expected: Math.round(expected * 10) / 10,
    units: others || named.length === 0 ? 'several' : named.length,
    basis: baseline,
  };
}

function unitsIn(known: Known, id: string, weeks: readonly Week[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const week of weeks)
    for (const [unit, count] of known.heard.get(id)?.get(week) ?? [])
      units.set(unit, (units.get(unit) ?? 0) + count);
  return units;
}

/** What is new or rising in one unit, by its own counts alone: the most unexpected first. */
export function risingIn(
  known: Known,
  unit: string,
  themeIds: readonly string[],
): { readonly themeId: string; readonly observed: number; readonly expected: number }[] {
  const logged = known.logging.get(unit);
  const assessed = themeIds.map((themeId) => ({
    themeId,
    assessment: assessTheme({
      weeks: known.weeks.map((week) => ({
        week,
        count: countIn(known, themeId, week, unit),
        contacts: null,
        loggingUnits: logged?.has(week) === true ? 1 : 0,
      })),
      // Of one unit: that it comes from more than one place is not asked.
      recentUnits: LEAST_UNITS,
    }),
  }));
  return raiseSignals(assessed)
    .filter(({ marked }) => marked)
    .map(({ themeId, observed, expected }) => ({ themeId, observed, expected }));
}
