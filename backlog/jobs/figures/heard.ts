import { type Week, weekAfter } from '../../../shared/domain/week.ts';
import type { HeardRow } from '../../store/figures.ts';

/** What is known of all weeks up to the last that is over. */
export interface Known {
  /** Oldest first, without a gap; the last is over and done with. */
  readonly weeks: readonly Week[];
  /** Of each theme or proposal: by week, how often each unit heard it. */
  readonly heard: ReadonlyMap<string, ReadonlyMap<Week, ReadonlyMap<string, number>>>;
  /** Contacts by tema and week, all channels. */
  readonly contacts: ReadonlyMap<string, ReadonlyMap<Week, number>>;
  /** In which weeks each unit heard anything. */
  readonly logging: ReadonlyMap<string, ReadonlySet<Week>>;
  readonly units: readonly { readonly number: string; readonly name: string }[];
}

export function weeksBetween(first: Week, last: Week): Week[] {
  const weeks: Week[] = [];
  for (let week = first; week <= last; week = weekAfter(week, 1)) weeks.push(week);
  return weeks;
}

export function byWeekAndUnit(rows: readonly HeardRow[]): Known['heard'] {
  const heard = new Map<string, Map<Week, Map<string, number>>>();
  for (const { of, week, unit, count } of rows) {
    const weeks = heard.get(of) ?? new Map<Week, Map<string, number>>();
    const units = weeks.get(week) ?? new Map<string, number>();
    units.set(unit, count);
    weeks.set(week, units);
    heard.set(of, weeks);
  }
  return heard;
}

/** How often it was heard in a week, in all units or in one. */
export function countIn(known: Known, id: string, week: Week, unit?: string): number {
  const units = known.heard.get(id)?.get(week);
  if (units === undefined) return 0;
  if (unit !== undefined) return units.get(unit) ?? 0;
  return [...units.values()].reduce((sum, count) => sum + count, 0);
}

export function loggingUnits(known: Known, week: Week): number {
  let units = 0;
  for (const weeks of known.logging.values()) if (weeks.has(week)) units += 1;
  return units;
}
