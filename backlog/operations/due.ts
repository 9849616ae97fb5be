import type { Due } from '../../shared/domain/evidence.ts';
import type { Theme } from '../../shared/domain/theme.ts';
import { type CalendarDate, dayAfter } from '../../shared/domain/week.ts';

/** Days a theme may be without an owner, and without a decision of what becomes of it. */
export interface Deadlines {
  readonly ownerDays: number;
  readonly decisionDays: number;
}

export const usualDeadlines: Deadlines = { ownerDays: 7, decisionDays: 21 };

type Standing = Pick<Theme, 'status' | 'owner' | 'mergedInto'>;

/**
 * What is to be done about a theme, and by when, after it has come to stand like this today. While it is open (new or being
 * assessed) it needs an owner first, then a decision; the time for a decision runs from when it was opened, not from when it
 * found its owner.
 */
export function dueAfter(
  before: Due | null,
  theme: Standing,
  today: CalendarDate,
  deadlines: Deadlines,
): Due | null {
  const kind = neededOf(theme);
  if (kind === null) return null;
  if (before?.kind === kind) return before;
  const date =
    kind === 'owner'
      ? dayAfter(today, deadlines.ownerDays)
      : dayAfter(openedOn(before, today, deadlines), deadlines.decisionDays);
  return { kind, date, overdue: date < today };
}

function neededOf({ status, owner, mergedInto }: Standing): Due['kind'] | null {
  if (mergedInto !== null || (status !== 'new' && status !== 'assessing')) return null;
  return owner === null ? 'owner' : 'decision';
}

function openedOn(before: Due | null, today: CalendarDate, { ownerDays }: Deadlines): CalendarDate {
  return before === null ? today : dayAfter(before.date, -ownerDays);
}

export function dayOf(now: Date): CalendarDate {
  return now.toISOString().slice(0, 10);
}
