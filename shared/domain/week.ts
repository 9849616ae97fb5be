import { z } from 'zod';

export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** ISO 8601 week, e.g. `2026-W48`. */
export const Week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);
export type Week = z.infer<typeof Week>;

const DAY_MS = 86_400_000;

/** The ISO 8601 week of an instant, in UTC. */
export function weekOf(instant: string): Week {
  const day = new Date(instant);
  const thursday = new Date(
    Date.UTC(
      day.getUTCFullYear(),
      day.getUTCMonth(),
      day.getUTCDate() + 4 - (day.getUTCDay() || 7),
    ),
  );
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday an ISO week begins with, as milliseconds since 1970 in UTC. */
export function mondayOf(week: Week): number {
  const [year = 1970, number = 1] = week.split('-W').map(Number);
  const fourth = new Date(Date.UTC(year, 0, 4));
  return fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * DAY_MS + (number - 1) * 7 * DAY_MS;
}

/** The week `count` weeks later (earlier where below 0). */
export function weekAfter(week: Week, count: number): Week {
  return weekOf(new Date(mondayOf(week) + count * 7 * DAY_MS).toISOString());
}

/** The day `count` days after a date (before it where below 0). */
export function dayAfter(date: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}
