import type { Theme } from '../../shared/domain/theme.ts';
import { type Week, weekOf } from '../../shared/domain/week.ts';

/** Counts under this are not shown. */
export const SMALLEST_SHOWN = 5;
/** So many weeks at most are shown, the latest. */
export const WEEKS_SHOWN = 26;
const WEEK_MS = 7 * 86_400_000;

/** `few`: under 5, zero among them. `held`: held back, so that a `few` can't be worked out from the total. */
export type Cell =
  | { readonly week: Week; readonly kind: 'count'; readonly count: number }
  | { readonly week: Week; readonly kind: 'few' }
  | { readonly week: Week; readonly kind: 'held' };

/** Monday of an ISO week, as milliseconds in UTC. */
export function mondayOf(week: Week): number {
  const year = Number(week.slice(0, 4));
  const number = Number(week.slice(6));
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth - weekday * 86_400_000 + (number - 1) * WEEK_MS;
}

/** The number a person calls a week by. */
export function weekNumber(week: Week): number {
  return Number(week.slice(6));
}

/**
 * What was heard week by week, without gaps, from the first heard (at most `WEEKS_SHOWN` back) to the week of `now`, with
 * small counts withheld. Empty where nothing was heard.
 */
export function weekCells(weeks: Theme['evidence']['weeks'], now: number): Cell[] {
  const counts = new Map(weeks.map(({ week, count }) => [week, count]));
  const mondays = weeks.map(({ week }) => mondayOf(week));
  if (mondays.length === 0) return [];
  const last = Math.max(mondayOf(weekOf(new Date(now).toISOString())), ...mondays);
  const all: { week: Week; count: number }[] = [];
  for (let monday = Math.min(...mondays); monday <= last; monday += WEEK_MS) {
    const week = weekOf(new Date(monday).toISOString());
    all.push({ week, count: counts.get(week) ?? 0 });
  }
  return withheld(all).slice(-WEEKS_SHOWN);
}

/**
 * Withholds what is under 5. The total of a theme is public, so what is withheld must not be worked out from it: where only
 * one week is, or the withheld weeks are all at their highest, the smallest other week is held back too.
 */
function withheld(all: readonly { readonly week: Week; readonly count: number }[]): Cell[] {
  const few = all.filter(({ count }) => count < SMALLEST_SHOWN);
  const sum = few.reduce((total, { count }) => total + count, 0);
  const givenAway = sum > 0 && (few.length === 1 || sum === few.length * (SMALLEST_SHOWN - 1));
  const others = all.filter(({ count }) => count >= SMALLEST_SHOWN);
  const held = givenAway
    ? others.reduce<(typeof others)[number] | undefined>(
        (least, one) => (least === undefined || one.count < least.count ? one : least),
        undefined,
      )
    : undefined;
  return all.map(({ week, count }) => {
    if (count < SMALLEST_SHOWN) return { week, kind: 'few' };
    return week === held?.week ? { week, kind: 'held' } : { week, kind: 'count', count };
  });
}

/** Round steps for an axis from 0 to at least `highest`: at most four lines above zero. */
export function axisSteps(highest: number): number[] {
  const rough = Math.max(highest, SMALLEST_SHOWN) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? rough;
  const whole = Math.max(1, step);
  const steps = [0];
  while ((steps.at(-1) ?? 0) < highest) steps.push((steps.at(-1) ?? 0) + whole);
  return steps;
}
