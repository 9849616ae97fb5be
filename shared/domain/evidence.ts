import { z } from 'zod';
import { UnitNumber } from './roles.ts';
import { CalendarDate, Week } from './week.ts';

/**
 * A count as it may be shown: under five; `hidden`, five or more but kept back since it would give another away; `no data`, of a
 * unit that has logged nothing at all, of which nobody knows anything.
 */
export const Cell = z.union([
  z.number().int().nonnegative(),
  z.literal('<5'),
  z.literal('hidden'),
  z.literal('no data'),
]);
export type Cell = z.infer<typeof Cell>;

export const Weeks = z.array(z.object({ week: Week, count: z.number().int().nonnegative() }));
export type Weeks = z.infer<typeof Weeks>;

const Span = z.object({ from: Week, to: Week });

/** What each unit heard in two periods of equal length: before and after a release, or the latest and the one before it. */
export const Spread = z.object({
  weeks: z.number().int().positive(),
  before: Span,
  after: Span,
  /** The periods lie around a release. */
  released: z.boolean(),
  units: z.array(z.object({ unit: UnitNumber, name: z.string(), before: Cell, after: Cell })),
});
export type Spread = z.infer<typeof Spread>;

/** Heard more than was to be expected. */
export const Signal = z.object({
  /** `new`: nothing was heard of it before. */
  kind: z.enum(['new', 'rising']),
  /** The week that gave it, and the first of those in a row that did. */
  week: Week,
  since: Week,
  /** Weeks up to and with `week` that the figures are for. */
  weeks: z.number().int().positive(),
  observed: z.number().int().nonnegative(),
  expected: z.number().nonnegative(),
  /** `several`: cells under five, which are not counted out. */
  units: z.union([z.number().int().positive(), z.literal('several')]),
  /** What the expectation was made of. Under two years trend and season can't be told apart: then it is a level. */
  basis: z.enum(['level', 'season', 'trend_and_season']),
});
export type Signal = z.infer<typeof Signal>;

export const verdictWords = ['helped', 'no_clear_change', 'worse', 'too_little_data'] as const;
export const VerdictWord = z.enum(verdictWords);
export type VerdictWord = z.infer<typeof VerdictWord>;

/** What the weeks after a release say of it. Rates per 1,000 contacts. Never a bare figure: an effect has its interval. */
export const ThemeVerdict = z.object({
  kind: VerdictWord,
  releaseDate: CalendarDate,
  /** Rate after against the rate that was to be expected; null with too little data. */
  effect: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
  rateBefore: z.number().nullable(),
  rateAfter: z.number().nullable(),
  weeksBefore: z.number().int().nonnegative(),
  weeksAfter: z.number().int().nonnegative(),
});
export type ThemeVerdict = z.infer<typeof ThemeVerdict>;

/** A week of the chart. Rates per 1,000 contacts. */
export const RatePoint = z.object({
  week: Week,
  count: Cell,
  /** As observed; null where the count is suppressed or nobody was in contact. */
  rate: z.number().nullable(),
  /** As modelled, with its 95 % band; null where no model stands. */
  fitted: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** What was to be expected without the change; null before it. */
  without: z.number().nullable(),
});
export type RatePoint = z.infer<typeof RatePoint>;

/** "Did it help?", as those who had logged it answered; null where there are too few of them. */
export const Answers = z.object({ yes: Cell, no: Cell, unsure: Cell });
export type Answers = z.infer<typeof Answers>;

/** What somebody is to do about a theme, and by when. */
export const Due = z.object({
  kind: z.enum(['owner', 'decision']),
  date: CalendarDate,
  overdue: z.boolean(),
});
export type Due = z.infer<typeof Due>;

/** Words that passed the gate, as an insight says them. `id`: the insight's. */
export const Quote = z.object({ id: z.string().max(64), text: z.string() });
export type Quote = z.infer<typeof Quote>;

/** Most quotes and key terms of a theme or a proposal. */
export const QUOTE_LIMIT = 5;
export const TERM_LIMIT = 8;
