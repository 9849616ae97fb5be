import { locales } from '../../shared/i18n/define.ts';
import type { Language } from '../../shared/view/session.ts';

export interface TimeContext {
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The machine's own where not given. */
  readonly timeZone?: string | undefined;
}

function formatter(context: TimeContext, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locales[context.language], {
    ...options,
    ...(context.timeZone === undefined ? {} : { timeZone: context.timeZone }),
  });
}

/** Hour and minute: `10.42` in Norwegian, `10:42` in English. */
export function formatClock(instant: string, context: TimeContext): string {
  const parts = formatter(context, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('hour')}${context.language === 'en' ? ':' : '.'}${of('minute')}`;
}

/** Day and month, `20. nov.`; with the year where it is not this one. Takes an instant or a calendar date. */
export function formatDay(day: string, context: TimeContext): string {
  const date = new Date(day);
  // A calendar date is that day everywhere: it must not slip to the day before, west of Greenwich.
  const zoned = day.length === 10 ? { ...context, timeZone: 'UTC' } : context;
  const year = (moment: Date | number) => formatter(zoned, { year: 'numeric' }).format(moment);
  const thisYear = year(date) === year(context.now);
  return formatter(zoned, {
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** What a list shows for a time: the clock today, the day else. */
export function formatTime(instant: string, context: TimeContext): string {
  const key = formatter(context, { year: 'numeric', month: 'numeric', day: 'numeric' });
  return key.format(new Date(instant)) === key.format(context.now)
    ? formatClock(instant, context)
    : formatDay(instant, context);
}
